"""Parts of a chart's XML that bars and dots share, in the order that the schema of charts demands."""

from collections.abc import Sequence

from dashboard.export.chart_book import column_reference, heading_reference
from dashboard.export.east_asian import attribute, paragraph, run, xml_text
from dashboard.export.slide_look import SlideLook

NO_FILL, NO_LINE = "<a:noFill/>", "<a:ln><a:noFill/></a:ln>"
CATEGORY_AXIS, VALUE_AXIS = 111111111, 222222222
SHOWN = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")


def chart_space(plot_area: str, look: SlideLook, *, title: str = "", legend: str = "", size: float) -> bytes:
    """Return the part of a chart; its text has ``size`` points where nothing else is said. Its workbook is rId1."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<c:date1904 val="0"/><c:lang val="zh-CN"/><c:roundedCorners val="0"/>'
        f'<c:chart>{title}<c:autoTitleDeleted val="{int(not title)}"/>'
        f"<c:plotArea>{plot_area}<c:spPr>{NO_FILL}{NO_LINE}</c:spPr></c:plotArea>{legend}"
        f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>{look.chart_text(size, look.style.ink)}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


def manual_layout(
    left: float, top: float, width: float | None = None, height: float | None = None, *, inner: bool = False
) -> str:
    """Return a place as shares of the chart; ``inner`` is the plot without the labels of its axes."""
    target = '<c:layoutTarget val="inner"/>' if inner else ""
    size = "" if width is None or height is None else f'<c:w val="{width:.5f}"/><c:h val="{height:.5f}"/>'
    return (
        f'<c:layout><c:manualLayout>{target}<c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left:.5f}"/><c:y val="{top:.5f}"/>{size}</c:manualLayout></c:layout>'
    )


def chart_title(words: str, look: SlideLook, size: float) -> str:
    """Return a title at the chart's upper left corner."""
    text = paragraph(run(words, look.text(size, look.style.ink, is_bold=True)), align="l")
    rich = f"<c:tx><c:rich><a:bodyPr/><a:lstStyle/>{text}</c:rich></c:tx>"
    return f'<c:title>{rich}{manual_layout(0, 0)}<c:overlay val="0"/></c:title>'


def chart_legend(look: SlideLook, size: float, hidden: Sequence[int], layout: str) -> str:
    """Return a legend without the series of these numbers."""
    entries = "".join(f'<c:legendEntry><c:idx val="{number}"/><c:delete val="1"/></c:legendEntry>' for number in hidden)
    return (
        f'<c:legend><c:legendPos val="t"/>{entries}{layout}<c:overlay val="0"/>'
        f"{look.chart_text(size, look.style.quiet_ink)}</c:legend>"
    )


def series_name(number: int, column: int, name: str) -> str:
    """Return the start of a series: its number and its name, which heads a column of the sheet."""
    return (
        f'<c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef><c:f>{heading_reference(column)}</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{xml_text(name)}</c:v></c:pt></c:strCache>'
        "</c:strRef></c:tx>"
    )


def number_cells(column: int, values: Sequence[float | None], number_format: str = "General") -> str:
    """Return the reference to numbers of the sheet, with the numbers kept; None is an empty cell."""
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{number(value)}</c:v></c:pt>'
        for place, value in enumerate(values)
        if value is not None
    )
    return (
        f"<c:numRef><c:f>{column_reference(column, len(values))}</c:f><c:numCache>"
        f'<c:formatCode>{xml_text(number_format)}</c:formatCode><c:ptCount val="{len(values)}"/>{points}'
        "</c:numCache></c:numRef>"
    )


def word_cells(column: int, words: Sequence[str]) -> str:
    """Return the reference to words of the sheet, with the words kept."""
    points = "".join(f'<c:pt idx="{place}"><c:v>{xml_text(word)}</c:v></c:pt>' for place, word in enumerate(words))
    return (
        f'<c:strRef><c:f>{column_reference(column, len(words))}</c:f><c:strCache><c:ptCount val="{len(words)}"/>'
        f"{points}</c:strCache></c:strRef>"
    )


def data_labels(
    look: SlideLook, size: float, colour: str, position: str, number_format: str, texts: Sequence[str | None]
) -> str:
    """Return the labels of a series: the number itself where a text is None, none where it is blank, else the text."""
    text_look = look.chart_text(size, colour)
    singles = []
    for place, text in enumerate(texts):
        if text == "":
            singles.append(f'<c:dLbl><c:idx val="{place}"/><c:delete val="1"/></c:dLbl>')
        elif text is not None:
            words = paragraph(run(text, look.text(size, colour)))
            singles.append(
                f'<c:dLbl><c:idx val="{place}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>{words}</c:rich>'
                "</c:tx>"
                f'<c:spPr>{NO_FILL}{NO_LINE}</c:spPr><c:dLblPos val="{position}"/>{_shown()}</c:dLbl>'
            )
    return (
        f'<c:dLbls>{"".join(singles)}<c:numFmt formatCode="{attribute(number_format)}" sourceLinked="0"/>'
        f'<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>{text_look}<c:dLblPos val="{position}"/>{_shown()}</c:dLbls>'
    )


def number(value: float) -> str:
    """Return the number as XML writes it, whatever kind of float it is."""
    return repr(float(value)).removesuffix(".0")


def _shown() -> str:
    """Return what a label shows: the value alone."""
    return "".join(f'<c:{name} val="{int(name == "showVal")}"/>' for name in SHOWN)


def shown_texts(values: Sequence[float | None], texts: Sequence[str], number_format: str) -> list[str | None]:
    """Return what the labels have to say: None where the number itself, in its format, is the text."""
    if not texts:
        return ["" if value is None else None for value in values]
    return [
        "" if value is None or not text else None if text == formatted(value, number_format) else text
        for value, text in zip(values, texts, strict=True)
    ]


def formatted(value: float, number_format: str) -> str | None:
    """Return the number as Excel writes it; None for a format that is not one of the charts'."""
    grouped, form = "," if "," in number_format else "", number_format.replace("#,##", "")
    if form.strip("0.%") or not form.startswith("0"):
        return None
    shown, percent = (value * 100, "%") if form.endswith("%") else (value, "")
    decimals = len(form.rstrip("%").partition(".")[2])
    # Excel rounds halves away from zero, Python to even.
    rounded = int(abs(shown) * 10**decimals + 0.5 + 1e-9) / 10**decimals
    return f"{'-' if shown < 0 and rounded else ''}{rounded:{grouped}.{decimals}f}{percent}"
