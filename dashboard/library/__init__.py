"""The folder of documents: what is in it, adding, removing with a bin, and tables that follow it in the background."""
