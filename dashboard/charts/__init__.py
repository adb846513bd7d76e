"""Charts: pure functions from tables to a chart. No Streamlit here."""
