"""What needs a person, decisions and how they apply, the gate before publishing."""
