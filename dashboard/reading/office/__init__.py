"""Office files: Word documents, slides, workbooks, and what LibreOffice turns into them."""
