"""incident -> ranges, grade, control: the conventions, each in its own file."""
