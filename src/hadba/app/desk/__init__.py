"""What the desk (the web application) asks of a ledger: lists of a selection, single things in full, decisions."""
