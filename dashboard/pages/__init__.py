"""Pages: Streamlit, and only here. Choose, filter, show; no sums."""
