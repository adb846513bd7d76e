"""Tables that PowerPoint draws itself: of words, and of values on shades of one colour."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.native import ShadedTable
from dashboard.charts.style import mixed, text_colour_on
from dashboard.export.east_asian import run
from dashboard.export.slide_look import SlideLook
from dashboard.export.slide_shapes import TABLE, Box, Placeholder, emu, graphic_frame
from dashboard.export.slide_text import LEAST_POINTS, SAFETY, line_count, shortened_to, text_points

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own table style 无样式，无网格."""
PADDING_POINTS = 4
NO_FILL = "<a:noFill/>"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its words, size in points, colour, weight, side (l, ctr, r), ground and the line below or above it.

    ``ground`` and the lines are elements of DrawingML, blank for none.
    """

    text: str
    size: float
    colour: str
    is_bold: bool = False
    align: str = "l"
    ground: str = ""
    below: str = ""
    above: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """The widths of the columns and the heights of the rows in points; ``line`` is the distance of lines in a cell."""

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    line: float

    @property
    def width(self) -> float:
        return sum(self.widths)

    @property
    def height(self) -> float:
        return sum(self.heights)


def table_frame(
    number: int, name: str, corner: Box, grid: Grid, rows: Sequence[Sequence[Cell]], look: SlideLook, *,
    placeholder: Placeholder | None = None, has_header: bool = True, description: str = "",
) -> str:  # fmt: skip
    """Return the table in its frame, its upper left corner that of ``corner``."""
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in grid.widths)
    lines = "".join(
        f'<a:tr h="{emu(height)}">{"".join(_cell(cell, grid.line, look) for cell in row)}</a:tr>'
        for height, row in zip(grid.heights, rows, strict=True)
    )
    first = ' firstRow="1"' if has_header else ""
    table = (
        f"<a:tbl><a:tblPr{first}><a:tableStyleId>{NO_STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{columns}</a:tblGrid>"
        f"{lines}</a:tbl>"
    )
    box = Box(corner.left, corner.top, grid.width, grid.height)
    return graphic_frame(number, name, box, TABLE, table, placeholder=placeholder, description=description)


def _cell(cell: Cell, line: float, look: SlideLook) -> str:
    properties = look.text(cell.size, cell.colour, is_bold=cell.is_bold or None)
    side = f' algn="{cell.align}"' if cell.align != "l" else ""
    distance = max(line, cell.size * 1.1)
    spacing = f'<a:pPr{side}><a:lnSpc><a:spcPts val="{round(distance * 100)}"/></a:lnSpc></a:pPr>'
    if cell.text:
        words = run(cell.text, properties)
    else:
        words = properties.replace("<a:rPr", "<a:endParaRPr").replace("</a:rPr>", "</a:endParaRPr>")
    edges = "".join(
        line_xml or f'<{tag} w="0">{NO_FILL}</{tag}>'
        for tag, line_xml in (("a:lnL", ""), ("a:lnR", ""), ("a:lnT", cell.above), ("a:lnB", cell.below))
    )
    padding = emu(PADDING_POINTS)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>{spacing}{words}</a:p></a:txBody>"
        f'<a:tcPr marL="{padding}" marR="{padding}" marT="0" marB="0" anchor="ctr">{edges}{cell.ground or NO_FILL}'
        "</a:tcPr></a:tc>"
    )


HEADER_LINES = 2
WIDEST_CELL_POINTS = 200
LEAST_NOTE_POINTS = 110
TALLEST_ROW_POINTS = 44
TIGHT_LINE_EM = 1.14
"""Distance of lines in cells of one line, in sizes of the text: rows are as high as the figures on screen."""
FOOT_POINTS = 22


def shaded_table(number: int, name: str, table: ShadedTable, room: Box, look: SlideLook, *,
                 placeholder: Placeholder | None = None, description: str = "") -> str:  # fmt: skip
    """Return the table; a deeper ground for a larger value."""
    size = float(LEAST_POINTS)
    label = max((text_points(row, size) for row in table.rows), default=0.0) / SAFETY + 2 * PADDING_POINTS + 2
    label = min(label, room.width * 0.3)
    column = min((room.width - label) / max(len(table.columns), 1), WIDEST_CELL_POINTS)
    notes = room.width - label - column * len(table.columns)
    has_notes = bool(table.notes) and notes >= LEAST_NOTE_POINTS
    widths = (label, *[column] * len(table.columns), *([notes] if has_notes else []))
    grid = _shaded_grid(table, widths, room, size)
    rows = [_headings(table, widths, size, look, has_notes=has_notes)]
    rows += [_values(table, row, widths, size, look, has_notes=has_notes) for row in range(len(table.rows))]
    return table_frame(number, name, room, grid, rows, look, placeholder=placeholder, description=description)


def _shaded_grid(table: ShadedTable, widths: Sequence[float], room: Box, size: float) -> Grid:
    line = size * TIGHT_LINE_EM
    inner = [width - 2 * PADDING_POINTS for width in widths[1:]]
    lines = max(
        (min(line_count(words, size, width), HEADER_LINES) for words, width in zip(table.columns, inner, strict=False)),
        default=1,
    )
    header = lines * line + 6
    each = min((room.height - header) / max(len(table.rows), 1), TALLEST_ROW_POINTS)
    return Grid(tuple(widths), (header, *[each] * len(table.rows)), min(line, each))


def _headings(
    table: ShadedTable, widths: Sequence[float], size: float, look: SlideLook, *, has_notes: bool
) -> list[Cell]:
    quiet = look.style.quiet_ink
    cells = [Cell("", size, quiet)]
    for words, width in zip(table.columns, widths[1:], strict=False):
        cells.append(
            Cell(shortened_to(words, size, width - 2 * PADDING_POINTS, HEADER_LINES), size, quiet, align="ctr")
        )
    return [*cells, *([Cell(table.notes_heading, size, quiet)] if has_notes else [])]


def _values(
    table: ShadedTable, row: int, widths: Sequence[float], size: float, look: SlideLook, *, has_notes: bool
) -> list[Cell]:
    style = look.style
    gap = look.line(style.paper, 1.5, tag="a:lnB")
    above = look.line(style.quiet_ink, 1, dash="dash", tag="a:lnT") if table.parted_at == row and row else ""
    if table.parted_at == row + 1:
        gap = look.line(style.quiet_ink, 1, dash="dash", tag="a:lnB")
    label = shortened_to(table.rows[row], size, widths[0] - 2 * PADDING_POINTS, 1)
    cells = [Cell(label, size, style.ink, align="r", below=gap, above=above)]
    for text, shade in zip(table.texts[row], table.shades[row], strict=True):
        ground = style.empty if shade is None else mixed(*style.heat, shade)
        cells.append(
            Cell(
                text, size, text_colour_on(ground, style), align="ctr", ground=look.fill(ground), below=gap, above=above
            )
        )
    if has_notes:
        words = shortened_to(table.notes[row], size, widths[-1] - 2 * PADDING_POINTS, 1)
        cells.append(Cell(words, size, style.quiet_ink, below=gap, above=above))
    return cells


FIGURE_POINTS, FIGURE_WORDS_POINTS = 66, 20


def figures_table(
    number: int, name: str, figures: Sequence[tuple[str, str]], room: Box, look: SlideLook, *,
    placeholder: Placeholder | None = None,
) -> str:  # fmt: skip
    """Return large numbers in a line, each with what it counts below it."""
    style, each = look.style, room.width / len(figures)
    numbers = [Cell(value, FIGURE_POINTS, style.accent, is_bold=True) for value, _ in figures]
    words = [Cell(label, FIGURE_WORDS_POINTS, style.quiet_ink) for _, label in figures]
    grid = Grid((each,) * len(figures), (FIGURE_POINTS * 1.4, FIGURE_WORDS_POINTS * 2.2), FIGURE_WORDS_POINTS * 1.3)
    top = room.part(top=(room.height - grid.height) / 2 * 0.7)
    return table_frame(number, name, top, grid, [numbers, words], look, placeholder=placeholder, has_header=False)
