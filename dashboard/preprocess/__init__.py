"""Preprocess: a pure map from one document to its rows, then corpus-wide tallies (the reduce)."""
