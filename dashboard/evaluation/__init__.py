"""Evaluation: extracted tables against annotated text."""
