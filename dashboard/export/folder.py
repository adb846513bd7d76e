"""The whole briefing in a folder: charts as data and pictures, the dates as a calendar, the report as one page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.export.atomic_file import write_file
from dashboard.export.briefing_content import BriefingContent, Progress
from dashboard.export.calendar_file import CalendarFile, calendar_file
from dashboard.export.csv_file import chart_csv
from dashboard.export.file_names import ALL_TABLES, CALENDAR, REPORT, chart_file
from dashboard.export.json_file import chart_json, tables_json_lines

Stages = Callable[[str], Progress | None]
"""Gives, for the name of a part of the work, what is told of its progress."""


@dataclass(slots=True)
class FolderReport:
    """What was written, and what could not be made and why (and what to do), in words."""

    written: list[Path] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def write_folder(content: BriefingContent, folder: Path, *, stages: Stages | None = None) -> FolderReport:
    """Write every form of the briefing into the folder, each file whole or not at all.

    Files of these names are replaced, others stay untouched. Each chart as CSV, JSON, SVG and PNG, all chosen tables
    as lines of JSON, the milestones as .ics, the report as .html. Where the pictures cannot be drawn the rest is
    written all the same. Raises OSError where a file cannot be written.
    """
    from dashboard.export.html_report import report_html

    report, progress_of = FolderReport(), stages or (lambda name: None)

    def put(name: str, made: bytes | Iterable[bytes]) -> None:
        write_file(folder / name, made)
        report.written.append(folder / name)

    on_progress = progress_of("data")
    for number, chart in enumerate(content.charts, 1):
        put(chart_file(chart, "csv"), chart_csv(chart))
        put(chart_file(chart, "json"), chart_json(chart, content.tables))
        if on_progress:
            on_progress(number, len(content.charts), chart.name)
    put(ALL_TABLES, tables_json_lines(content.chosen))
    calendar = calendar_file(content.tables, content.chosen)
    if calendar.content:
        put(CALENDAR, calendar.content)
    report.remarks += _remarks(calendar)
    put(REPORT, report_html(content).encode("utf-8"))
    _write_pictures(content, folder, report, progress_of("pictures"))
    return report


def _write_pictures(
    content: BriefingContent, folder: Path, report: FolderReport, on_progress: Progress | None
) -> None:
    from dashboard.export.pictures import write_pictures

    try:
        report.written += write_pictures(content.charts, folder, style=content.style, on_progress=on_progress)
    except (RuntimeError, TimeoutError) as error:  # no browser, or one that does not start or answer
        report.remarks.append(f"no pictures (SVG, PNG): {error}")


def _remarks(calendar: CalendarFile) -> list[str]:
    """Return what the calendar does not hold."""
    left_out = "，".join(f"{reason}{count:,}项" for reason, count in calendar.left_out.items())
    if not calendar.content:
        return [f"no {CALENDAR}: no milestone has a day" + (f" ({left_out})" if left_out else "")]
    return [f"{CALENDAR}: {calendar.events:,} events; left out: {left_out}"] if left_out else []
