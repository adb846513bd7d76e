"""Names of exported files: they say in Chinese what a file holds, and are safe on Windows, macOS and Linux."""

import re

from dashboard.charts.chart import Chart

CALENDAR = "时间节点.ics"
REPORT = "汇报.html"
ALL_TABLES = "全部数据.jsonl"
CHART_PREFIX = "图-"

LONGEST_NAME = 60
"""Characters; with three bytes each they leave room for a suffix under the 255 bytes that file systems allow."""
WITHOUT_NAME = "未命名"

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+')
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])(\.|$)", re.IGNORECASE)
"""Names of devices, which Windows refuses with any suffix."""


def chart_file(chart: Chart, suffix: str) -> str:
    """Return the name of a chart's file: 图-主题热力图.csv; ``suffix`` without dot."""
    return f"{CHART_PREFIX}{safe_name(chart.name)}.{suffix}"


def safe_name(text: str) -> str:
    """Return text as a file's name without suffix: never a path, never hidden, no sign that a file system refuses."""
    name = _FORBIDDEN.sub("_", text)[:LONGEST_NAME].strip(". ")
    name = name or WITHOUT_NAME
    return f"_{name}" if _RESERVED.match(name) else name
