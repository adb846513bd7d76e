"""Makes PDF files for tests: lines at given places, with the Chinese font every reader knows."""

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
needs_chinese_font = pytest.mark.skipif(
    bool(shutil.which("fc-list")) and not subprocess.run(
        ["fc-list", ":lang=zh"], stdout=subprocess.PIPE, check=False
    ).stdout,
    reason="no Chinese font on this system, which PDFium needs for turned text whose font the file does not hold",
)  # fmt: skip

WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP = 72.0, WIDTH - 72.0, 90.0
SIZE, STEP = 12.0, 20.0
PER_LINE = int((RIGHT - LEFT) // SIZE)

Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, password: str | None = None) -> bytes:
    """Return a PDF file with a page for each function that draws one."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    held = BytesIO()
    canvas = Canvas(held, pagesize=A4, encrypt=password, invariant=True)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def write(canvas: Canvas, x: float, top: float, text: str, size: float = SIZE) -> None:
    """Write a line at a place that counts from the upper left corner."""
    canvas.setFont(FONT, size)
    canvas.drawString(x, HEIGHT - top, text)


def write_paragraph(canvas: Canvas, top: float, text: str, *, x: float = LEFT, per_line: int = PER_LINE) -> float:
    """Write a paragraph with its first line set in by two characters; return where the next line stands."""
    lines = [text[: per_line - 2]]
    rest = text[per_line - 2 :]
    lines += [rest[i : i + per_line] for i in range(0, len(rest), per_line)]
    for number, line in enumerate(lines):
        write(canvas, x + (0 if number else 2 * SIZE), top, line)
        top += STEP
    return top


def write_centred(canvas: Canvas, top: float, text: str, size: float = SIZE) -> None:
    canvas.setFont(FONT, size)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - top, text)


def write_table(canvas: Canvas, top: float, rows: list[list[str]], *, column: float = 110, row: float = 24) -> None:
    """Draw a table with all its lines; a None in place of a cell's text would be none: "" is an empty cell."""
    columns = len(rows[0])
    canvas.grid(
        [LEFT + i * column for i in range(columns + 1)], [HEIGHT - top - i * row for i in range(len(rows) + 1)]
    )
    for i, cells in enumerate(rows):
        for j, cell in enumerate(cells):
            write(canvas, LEFT + j * column + 4, top + i * row + 16, cell)
