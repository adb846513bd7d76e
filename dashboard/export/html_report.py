"""The briefing as one HTML file: no server, no outside request; the charts can be clicked and open their sentences."""

import html
import json
from pathlib import Path
from typing import Any

import pandas as pd
from plotly.offline import get_plotlyjs

from dashboard.charts.chart import Chart
from dashboard.charts.commitment_rows import WANTED, column_names
from dashboard.charts.style import FONT_FAMILY, LIGHT, Style
from dashboard.charts.wording import plan_year, short_name
from dashboard.export.briefing_content import TITLE, BriefingContent
from dashboard.export.report_data import report_data

HERE = Path(__file__).parent
POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"
"""What the browser may load: nothing but what stands in the file."""
NO_SCRIPT = "此文件的图需要浏览器运行脚本才能显示。请用浏览器打开，并允许脚本。"


def report_html(content: BriefingContent) -> str:
    """Return the report: cover, charts with findings, closing figures and all commitments, in light colours.

    Plotly is in it once (4.8 million characters). Same content, same text.
    """
    year = plan_year(content.chosen)
    title = f"{TITLE}{year}年" if year else TITLE
    parts = [_cover(content, title), _contents(content), *(_chart(chart) for chart in content.charts)]
    body = "".join([*parts, _figures(content), _commitments(content)])
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_escaped(title)}</title>\n<style>\n{_colours(LIGHT)}\n{_file('report.css')}</style>\n</head>\n<body>\n"
        f'<main>\n{body}</main>\n<footer><p class="quiet">{_escaped(content.source)}</p></footer>\n{_DIALOG}'
        f'<script type="application/json" id="data">{_json(report_data(content))}</script>\n'
        f"<script>{get_plotlyjs()}</script>\n<script>\n{_file('report.js')}</script>\n</body>\n</html>\n"
    )


_DIALOG = (
    '<dialog aria-label="原文"><header><h2></h2><button type="button">关闭</button></header>'
    '<p class="quiet"></p><div></div></dialog>\n'
)


def _cover(content: BriefingContent, title: str) -> str:
    return (
        f'<div class="cover"><b>{_escaped(title)}</b><h1>{_escaped(content.summary)}</h1>'
        f'<p>{_escaped(content.streets)}</p><p class="quiet">{_escaped(content.coverage)}</p></div>\n'
        f'<noscript><p class="caution">{NO_SCRIPT}</p></noscript>\n'
    )


def _contents(content: BriefingContent) -> str:
    places = [
        *((f"chart-{chart.key}", chart.name) for chart in content.charts),
        ("figures", "小结"),
        ("list", "全部目标"),
    ]
    links = "".join(f'<a href="#{place}">{_escaped(name)}</a>' for place, name in places)
    return f'<nav aria-label="目录">{links}</nav>\n'


def _chart(chart: Chart) -> str:
    caution = f'<p class="caution">{_escaped(chart.caution)}</p>' if chart.caution else ""
    sentences = chart.evidence["sentence_id"].nunique()
    button = f'<button type="button" data-chart="{chart.key}">看{sentences:,}句原文</button>' if sentences else ""
    alt = _escaped(chart.description or chart.name)
    return (
        f'<section id="chart-{chart.key}"><h2>{_escaped(chart.finding)}</h2>'
        f'<p class="quiet">{_escaped(chart.subtitle)}</p>{caution}'
        f'<div class="room" style="--height:{chart.figure.layout.height}px" role="figure" aria-label="{alt}">'
        f'<div class="drawing"></div></div>'
        f'<div class="below quiet"><span>{_escaped(chart.source)}</span>{button}</div></section>\n'
    )


def _figures(content: BriefingContent) -> str:
    figures = "".join(
        f'<button type="button" data-figure="{place}"><b>{figure.value:,}</b>{_escaped(figure.label)}</button>'
        for place, figure in enumerate(content.figures)
    )
    return (
        f'<section id="figures"><h2>小结</h2><p class="quiet">{_escaped(content.summary)}</p>'
        f'<div class="figures">{figures}</div></section>\n'
    )


def _commitments(content: BriefingContent) -> str:
    rows = content.commitments[content.commitments[WANTED[0]]]
    head = "".join(f'<th scope="col">{name}</th>' for name in column_names(content.chosen.unit))
    body = "\n".join(_row(place, row) for place, row in enumerate(rows.itertuples(index=False)))
    return (
        f'<section id="list" class="list"><h2>全部目标</h2><div class="search">'
        '<input type="search" aria-label="查找目标" placeholder="查找目标里的字词">'
        f'<span class="quiet">{len(rows):,}项</span>'
        f'<span class="quiet">点开一行，看它的原文</span></div>'
        f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table></section>\n"
    )


def _row(place: int, row: Any) -> str:
    cells = (short_name(row.street), row.text, row.amounts, row.due, row.groups, row.themes)
    return f'<tr data-row="{place}" tabindex="0">{"".join(f"<td>{_escaped(cell)}</td>" for cell in cells)}</tr>'


def _colours(style: Style) -> str:
    colours = {
        "paper": style.paper, "ink": style.ink, "quiet": style.quiet_ink, "line": style.line, "hover": style.empty,
        "accent": style.accent, "cited": style.cited, "warning": style.series[1], "edge": style.kinds[3],
    }  # fmt: skip
    return f":root {{ {' '.join(f'--{name}: {colour};' for name, colour in colours.items())} }}"


def _file(name: str) -> str:
    return (HERE / name).read_text("utf-8").replace("FONT_FAMILY", FONT_FAMILY)


def _json(value: object) -> str:
    """Return JSON that can end no script element and begin no comment: it holds ``<`` only as an escape."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return written.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def _escaped(text: object) -> str:
    return html.escape("" if text is None or text is pd.NA else str(text), quote=True)
