"""The command ``export``: the briefing as slides, as a workbook, or in every form into a folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.export.atomic_file import write_file
from dashboard.export.briefing_content import BriefingContent, briefing_content
from dashboard.export.choice import chart_keys_of, selection_of
from dashboard.export.folder import Stages, write_folder
from dashboard.tables.store import load_tables
from dashboard.tables.tables import Selection

SLIDES, WORKBOOK = ".pptx", ".xlsx"
OTHER_FILES = (
    ".pdf", ".ppt", ".pptm", ".potx", ".xls", ".xlsm", ".csv", ".json", ".jsonl", ".ics", ".html", ".htm", ".svg",
    ".png", ".zip", ".doc", ".docx", ".txt",
)  # fmt: skip
"""A target of these is meant as a file, which export does not write by itself."""
WANTED = "wanted FILE.pptx, FILE.xlsx or a folder"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, in words, and what to know about it: what was left out and why."""

    done: str
    remarks: tuple[str, ...] = ()


def export(
    target: Path, data: Path, *, streets: Sequence[str] = (), themes: Sequence[str] = (), year: int | None = None,
    area: str | None = None, level: str | None = None, charts: str | None = None, template: Path | None = None,
    font: str | None = None, stages: Stages | None = None,
) -> Exported:  # fmt: skip
    """Write the briefing of the tables in ``data`` to ``target``, whose kind its suffix tells.

    ``streets``, ``themes``, ``year`` and ``area`` narrow it down, ``level`` compares areas instead of 街道 (then
    ``streets`` are their names), ``charts`` lists the keys of its charts in their order, separated by commas.
    ``template`` and ``font`` are for slides. ValueError for an unknown name or an option that does not go with the
    target, OSError where tables or template are missing or the target cannot be written.
    """
    kind = _kind(target)
    if kind != SLIDES and (template or font):
        raise ValueError(f"--template and --font are for slides; {target} is none")
    if template and not template.is_file():
        raise FileNotFoundError(f"no file {template}")
    keys = chart_keys_of(charts)
    tables = load_tables(data)
    selection = selection_of(tables, streets, themes, year, area, level)
    target = target.absolute()
    (target if kind == "" else target.parent).mkdir(parents=True, exist_ok=True)
    stages = stages or (lambda name: None)
    content = briefing_content(tables, selection, chart_keys=keys, on_progress=stages("charts"))
    if kind == SLIDES:
        return _write_slides(content, target, template, font, stages)
    if kind == WORKBOOK:
        return _write_workbook(content, target, selection, stages)
    report = write_folder(content, target, stages=stages)
    return Exported(f"{len(report.written):,} files in {target}", tuple(report.remarks))


def _kind(target: Path) -> str:
    """Return the target's suffix, empty for a folder. OSError or ValueError where it can be neither."""
    suffix = target.suffix.lower()
    if target.is_dir():
        if suffix in (SLIDES, WORKBOOK):
            raise IsADirectoryError(f"{target} is a folder; {WANTED}")
        return ""
    if suffix in (SLIDES, WORKBOOK):
        return suffix
    if target.exists():
        raise NotADirectoryError(f"{target} is a file; {WANTED}")
    if suffix in OTHER_FILES:
        raise ValueError(f"cannot write {suffix}: {target}; {WANTED}")
    return ""


def _write_slides(
    content: BriefingContent, target: Path, template: Path | None, font: str | None, stages: Stages
) -> Exported:
    from dashboard.export.deck import deck_bytes

    write_file(target, deck_bytes(content, font=font, template=template, on_progress=stages("slides")))
    return Exported(f"{len(content.charts):,} charts and {len(content.commitments):,} commitments in {target}")


def _write_workbook(content: BriefingContent, target: Path, selection: Selection, stages: Stages) -> Exported:
    from dashboard.export.workbook import workbook_bytes

    made = workbook_bytes(content.chosen, content.charts, selection=selection, on_progress=stages("sheets"))
    write_file(target, made)
    return Exported(f"all tables and {len(content.charts):,} charts in {target}")
