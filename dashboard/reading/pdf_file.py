"""Reads PDF files: the text layer in reading order, without what stands around it on the pages."""

from dashboard.reading.document_text import DocumentText
from dashboard.reading.isolated import read_isolated
from dashboard.reading.limits import Limits


def read_pdf(content: bytes, limits: Limits) -> DocumentText:
    """Return the text of a PDF file: its paragraphs, headings and ruled tables in reading order.

    Left out: page numbers, running heads and feet, text across the page (watermarks). Raises UnreadableDocument for a
    scan, a password, damage, a text layer of garbage, and where a limit is passed. The work is done in a process of
    its own: PDFium, which reads files that readers in Python give nothing of, in a third of their time, is native code.
    """
    return read_isolated("dashboard.reading.pdf_text:pdf_text", content, limits)
