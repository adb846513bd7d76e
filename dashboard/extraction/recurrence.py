"""Frequencies: how many times a year 每周, 半月 or 每两个月 is."""

import re
from typing import Final

from dashboard.extraction.date_points import whole

PER_YEAR: Final = {
    "工作日": (250.0, "day"), "天": (365.0, "day"), "日": (365.0, "day"), "周": (52.0, "day"), "星期": (52.0, "day"),
    "礼拜": (52.0, "day"), "旬": (36.0, "tenday"), "半月": (24.0, "tenday"), "半个月": (24.0, "tenday"),
    "月": (12.0, "month"), "季度": (4.0, "quarter"), "季": (4.0, "quarter"), "半年": (2.0, "half"),
    "学期": (2.0, "half"), "年": (1.0, "year"),
}
"""Times a year and granularity by unit; 250 is the usual count of working days."""

_LONGEST_FIRST: Final = sorted(PER_YEAR, key=len, reverse=True)


def per_year(match: re.Match[str]) -> tuple[float, str]:
    """Return how often a year a matched frequency is, and its granularity."""
    if match["every"]:
        times, granularity = PER_YEAR[match["every_unit"]]
        return round(times / max(whole(match["every"]), 1), 4), granularity
    words = match["once"] or match["frequency"].removeprefix("每").removeprefix("个")
    for unit in _LONGEST_FIRST:
        if unit in words:
            return PER_YEAR[unit]
    raise ValueError(f"unknown frequency {match['frequency']!r}")
