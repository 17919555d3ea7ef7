"""Pictures as plain numbers for a template to draw in SVG: no script needed, printable, readable by their titles."""
