"""Extraction: sentences → themes, dates, amounts, commitments, milestones, keywords."""
