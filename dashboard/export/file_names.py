"""Names of exported files: they say in Chinese what a file holds, and are safe on Windows, macOS and Linux."""

from dashboard.charts.chart import Chart
from dashboard.file_name_signs import FORBIDDEN, RESERVED, WITHOUT_NAME

CALENDAR = "时间节点.ics"
REPORT = "汇报.html"
ALL_TABLES = "全部数据.jsonl"
CHART_PREFIX = "图-"

LONGEST_NAME = 60
"""Characters; with three bytes each they leave room for a suffix under the 255 bytes that file systems allow."""


def chart_file(chart: Chart, suffix: str) -> str:
    """Return the name of a chart's file: 图-主题热力图.csv; ``suffix`` without dot."""
    return f"{CHART_PREFIX}{safe_name(chart.name)}.{suffix}"


def safe_name(text: str) -> str:
    """Return text as a file's name without suffix: never a path, never hidden, no sign that a file system refuses."""
    name = FORBIDDEN.sub("_", text)[:LONGEST_NAME].strip(". ")
    name = name or WITHOUT_NAME
    return f"_{name}" if RESERVED.match(name) else name
