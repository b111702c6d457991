"""What an article cites: entries of its lists and notes (`entries`), and the markers in its text, a style a file."""
