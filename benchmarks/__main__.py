"""``python -m benchmarks [PART ...]``: print figures beside their yardsticks and keep them in ``results.json``.

Without a name all parts are measured; a part that is not measured keeps the figures of its last run.
"""

import argparse
import json
import os
import platform
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import app_speed, briefing_speed, compiled_map, export_speed, scale_app, scale_speed, viewers
from benchmarks.app_speed import Waiting
from benchmarks.briefing_speed import StepTime
from benchmarks.comparison import Comparison
from benchmarks.export_speed import ExportTime
from benchmarks.growth_chart import write_growth_chart
from benchmarks.scale_speed import Growth
from benchmarks.served_app import opened_browser
from dashboard.paths import PROJECT

RESULTS = Path(__file__).parent / "results.json"
GROWTH_CHART = PROJECT / ".readme" / "growth.png"

Part = Callable[[], tuple[list[str], list[dict[str, Any]]]]
"""Measures; returns lines to print and figures to keep."""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Speed, each beside a yardstick.")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="what to measure (default: all)")
    chosen = parser.parse_args(arguments).parts or list(PARTS)
    for name in chosen:
        printed, figures = PARTS[name]()
        print("\n".join(printed))
        keep(RESULTS, f"{name}_speed", figures)


def keep(file: Path, part: str, figures: list[dict[str, Any]]) -> None:
    """Write the figures of a part, with the day and the machine, beside those of the other parts."""
    kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    machine = {"cores": os.cpu_count(), "processor": platform.machine(), "python": platform.python_version()}
    kept[part] = {"date": date.today().isoformat(), "machine": machine, "figures": figures}
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def measure_map() -> tuple[list[str], list[dict[str, Any]]]:
    comparisons = compiled_map.measure()
    printed = [line for comparison in comparisons for line in map_lines(comparison)]
    return printed, [map_figures(comparison) for comparison in comparisons]


def measure_app() -> tuple[list[str], list[dict[str, Any]]]:
    with opened_browser() as browser:
        waitings = app_speed.measure(browser)
    return [app_line(waiting) for waiting in waitings], [app_figures(waiting) for waiting in waitings]


def measure_briefing() -> tuple[list[str], list[dict[str, Any]]]:
    with opened_browser() as browser:
        steps = briefing_speed.measure(browser)
    return [briefing_line(step) for step in steps], [briefing_figures(step) for step in steps]


def measure_export() -> tuple[list[str], list[dict[str, Any]]]:
    times = export_speed.measure()
    return [export_line(one) for one in times], [export_figures(one) for one in times]


def measure_viewers() -> tuple[list[str], list[dict[str, Any]]]:
    loads = viewers.measure()
    ratios = viewers.ratios(loads)
    printed = [load.line() for load in loads]
    printed.append(", ".join(f"{name} {ratio:.2f} × the bare app" for name, ratio in ratios.items()))
    return printed, [*[load.figures() for load in loads], {"ratio": dict(ratios)}]


def measure_scale() -> tuple[list[str], list[dict[str, Any]]]:
    growths = scale_speed.measure()
    start, each = scale_speed.per_document(growths)
    power = scale_speed.exponent(growths)
    fitted = {
        "seconds_of_a_run": round(start, 2), "milliseconds_of_a_document": round(1000 * each, 3),
        "exponent": round(power, 3),
    }  # fmt: skip
    line = f"{start:.1f} s and {1000 * each:.2f} ms a document; seconds grow as documents to the power {power:.2f}"
    figures = [*map(scale_figures, growths), {"fitted": fitted}]
    write_growth_chart(figures, GROWTH_CHART)
    return [*map(scale_line, growths), line], figures


def measure_scale_app() -> tuple[list[str], list[dict[str, Any]]]:
    with opened_browser() as browser:
        scales = scale_app.measure(browser)
    return [one.line() for one in scales], [one.figures() for one in scales]


PARTS: dict[str, Part] = {
    "map": measure_map, "app": measure_app, "briefing": measure_briefing, "export": measure_export,
    "viewers": measure_viewers,
    "scale": measure_scale, "scale_app": measure_scale_app,
}  # fmt: skip


def scale_line(one: Growth) -> str:
    """Return what so many documents take as a line of text."""
    return (
        f"{one.documents:,} documents ({one.characters:,} characters): {one.seconds:.1f} s, unchanged "
        f"{one.unchanged_seconds:.1f} s, one changed {one.one_changed_seconds:.1f} s; the command held "
        f"{one.megabytes:,.0f} MB, a process of its own {one.worker_megabytes:,.0f} MB"
    )


def scale_figures(one: Growth) -> dict[str, Any]:
    """Return what is kept of a corpus: seconds of the wall clock, and megabytes of memory."""
    return {
        "documents": one.documents,
        "characters": one.characters,
        "seconds": {
            "first": round(one.seconds, 2), "unchanged": round(one.unchanged_seconds, 2),
            "one changed": round(one.one_changed_seconds, 2),
        },
        "megabytes": {"command": round(one.megabytes), "process": round(one.worker_megabytes)},
    }  # fmt: skip


def export_line(one: ExportTime) -> str:
    """Return the times of an export as a line of text."""
    return (
        f"{one.what}: {one.slides:,} slides by command in {one.command_seconds:.2f} s "
        f"(wanted {export_speed.WANTED_SECONDS.get(one.what, '–')}), {one.megabytes:,.0f} MB; "
        f"charts {one.charts_seconds:.2f} s and slides {one.slides_seconds:.2f} s, together {one.ratio():.2f} × "
        f"as many plain python-pptx slides ({one.plain_seconds:.2f} s)"
    )


def export_figures(one: ExportTime) -> dict[str, Any]:
    """Return what is kept of an export: seconds of the wall clock, and megabytes of memory."""
    return {
        "what": one.what,
        "slides": one.slides,
        "seconds": {
            "command": round(one.command_seconds, 2), "charts": round(one.charts_seconds, 2),
            "slides": round(one.slides_seconds, 2), "plain python-pptx": round(one.plain_seconds, 2),
        },
        "ratio": round(one.ratio(), 3),
        "wanted_seconds": export_speed.WANTED_SECONDS.get(one.what),
        "megabytes": round(one.megabytes),
    }  # fmt: skip


def briefing_line(step: StepTime) -> str:
    """Return the times of a step as a line of text, by round."""
    times = ", ".join(f"{name} {milliseconds:,.0f} ms" for name, milliseconds in step.milliseconds.items())
    return f"step {step.key or 'closing'}: {times}"


def briefing_figures(step: StepTime) -> dict[str, Any]:
    """Return what is kept of a step: milliseconds from the key to the drawn chart, by round."""
    milliseconds = {name: round(took) for name, took in step.milliseconds.items()}
    return {"step": step.key or "closing", "milliseconds": milliseconds}


def map_lines(comparison: Comparison) -> list[str]:
    """Return a comparison as lines of text: its own speed, and how many times as fast as each yardstick it is."""
    speeds = comparison.characters_per_second()
    head = f"{comparison.text} ({comparison.characters:,} characters)"
    own = f"  {comparison.judged}: {speeds[comparison.judged]:,.0f} characters a second"
    return [head, own] + [
        f"  {ratio:.2f} × {name} ({speeds[name]:,.0f} characters a second)"
        for name, ratio in comparison.ratios().items()
    ]


def map_figures(comparison: Comparison) -> dict[str, Any]:
    """Return what is kept of a comparison."""
    return {
        "text": comparison.text,
        "characters": comparison.characters,
        "characters_per_second": {name: round(speed) for name, speed in comparison.characters_per_second().items()},
        "ratio_to": {name: round(ratio, 3) for name, ratio in comparison.ratios().items()},
    }


def app_line(waiting: Waiting) -> str:
    """Return a waiting as a line of text: how many times as long as in the yardstick it is, and both medians."""
    medians = " against ".join(f"{milliseconds:,.0f} ms" for milliseconds in waiting.medians().values())
    return f"{waiting.what}: {waiting.ratio():.2f} × (wanted {app_speed.WANTED}; {medians}, {waiting.times} times)"


def app_figures(waiting: Waiting) -> dict[str, Any]:
    """Return what is kept of a waiting."""
    return {
        "what": waiting.what,
        "times": waiting.times,
        "milliseconds": {app: round(milliseconds) for app, milliseconds in waiting.medians().items()},
        "ratio": round(waiting.ratio(), 3),
        "wanted": app_speed.WANTED,
    }


if __name__ == "__main__":
    main()
