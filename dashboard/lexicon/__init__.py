"""Words and rules as data: edit these files, not the code. ``csv_file`` reads those that are tables."""
