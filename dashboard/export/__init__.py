"""What is seen, to take along: slides, pictures, tables, a calendar, one page. No Streamlit here."""
