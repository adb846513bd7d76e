"""Reading: file → text → articles → sentences."""
