"""Compiled: the hot modules of the map as machine code, an optional step; the program is the same without it."""
