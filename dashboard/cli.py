"""The commands: ``python -m dashboard preprocess | export | evaluate | compile``."""

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.paths import DATA, SEEDS

if TYPE_CHECKING:
    from dashboard.preprocess.report import Report

EXIT_OK, EXIT_DOCUMENTS_FAILED, EXIT_UNUSABLE = 0, 1, 2
INSTALL_CLUSTER = 'pip install "jiedao-outlook[cluster]", for s3:// also [s3], as README says'
EXIT_STOPPED = 130
"""After Ctrl-C, as shells have it: 128 and the number of the signal."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 where some documents failed, 2 for unusable arguments, 130 after Ctrl-C."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except (OSError, ValueError) as error:  # no folder, no permission, a full disk, a mistake in a rule file
        print(f"error: {error}", file=sys.stderr)
        return EXIT_UNUSABLE
    except KeyboardInterrupt as stop:
        print(str(stop) or "stopped", file=sys.stderr)
        return EXIT_STOPPED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description="Work plans of 街道 into tables.")
    commands = parser.add_subparsers(required=True, metavar="command")
    preprocess = commands.add_parser("preprocess", help="read the documents and write the tables")
    preprocess.add_argument(
        "--seeds", default=str(SEEDS), metavar="DIR", help="folder of documents (default: seeds); an address for dask"
    )
    preprocess.add_argument(
        "--out", default=str(DATA), metavar="DIR", help="folder for the tables (default: data); an address for dask"
    )
    preprocess.add_argument("--year", type=_year, help="plan year where a document names none")
    preprocess.add_argument("--workers", type=_count, help="processes (default: all cores)")
    preprocess.add_argument(
        "--engine", choices=["local", "dask"], default="local", help="where to work: here (default) or on a cluster"
    )
    preprocess.add_argument("--scheduler", metavar="ADDRESS", help="of the cluster; without, dask's workers run here")
    preprocess.add_argument("--force", action="store_true", help="work again where nothing changed")
    preprocess.set_defaults(run=_preprocess)
    _add_export(commands.add_parser("export", help="write the briefing as slides, workbook or folder of files"))
    evaluate = commands.add_parser("evaluate", help="score the tables against annotated text")
    evaluate.add_argument("gold", type=Path, help="folder with dates.tsv, quantities.tsv and sentences.tsv")
    evaluate.add_argument("--data", type=Path, default=DATA, help="folder of tables (default: data)")
    evaluate.add_argument("--errors", action="store_true", help="list what was missed, extra and wrong")
    evaluate.set_defaults(run=_evaluate)
    compiling = commands.add_parser("compile", help="make reading faster, where there is a C compiler")
    compiling.set_defaults(run=_compile)
    return parser


def _add_export(export: argparse.ArgumentParser) -> None:
    export.add_argument(
        "target", type=Path, metavar="FILE.pptx|FILE.xlsx|DIR",
        help="slides, a workbook of all tables, or a folder for every chart (SVG, PNG, CSV, JSON), the milestones "
        "(.ics) and the report (.html)",
    )  # fmt: skip
    export.add_argument("--street", nargs="+", action="extend", default=[], metavar="NAME", help="only these 街道")
    export.add_argument("--theme", nargs="+", action="extend", default=[], metavar="NAME", help="only these themes")
    export.add_argument("--year", type=_year, help="only plans for this year")
    export.add_argument("--area", metavar="NAME", help="only the 街道 of this district, city or province")
    export.add_argument(
        "--level", choices=["district", "city", "province"], help="compare these instead of 街道; --street names them"
    )
    export.add_argument("--data", type=Path, default=DATA, help="folder of tables (default: data)")
    export.add_argument("--charts", metavar="KEY,KEY", help="only these charts, in this order")
    export.add_argument("--template", type=Path, metavar="FILE.pptx", help="an office's own slides to build on")
    export.add_argument("--font", metavar="NAME", help="East Asian font of the slides (default: 微软雅黑)")
    export.set_defaults(run=_export)


def _year(text: str) -> int:
    if not (text.isdigit() and 1949 <= int(text) <= 2100):
        raise argparse.ArgumentTypeError(f"{text}: not a year from 1949 to 2100")
    return int(text)


def _count(text: str) -> int:
    if not (text.isdigit() and int(text) >= 1):
        raise argparse.ArgumentTypeError(f"{text}: not a number of processes, 1 or more")
    return int(text)


def _preprocess(options: argparse.Namespace) -> int:
    from dashboard.garbage import look_for_garbage_rarely
    from dashboard.progress_line import ProgressLine

    preprocess = _engine(options)
    look_for_garbage_rarely()
    line = ProgressLine(sys.stderr) if sys.stderr.isatty() else None
    try:
        report = preprocess(
            default_year=options.year, workers=options.workers, force=options.force,
            on_progress=line.show if line else None, on_characters=line.add_characters if line else None,
        )
    finally:
        if line:
            line.end()
    if report.was_current:
        print(f"the tables in {options.out} are up to date (--force makes them again)")
    else:
        print(f"{report.documents} documents read, {len(report.failed)} failed; tables in {options.out}")
    if report.files_kept:
        print(f"{report.files_kept} files were as before and not read again")
    if report.duplicates:
        print(f"{len(report.duplicates)} of them the same as another, counted once")
    for path, problem in report.duplicates:
        print(f"duplicate: {path}: {problem}")
    for path, problem in report.failed:
        print(f"failed: {path}: {problem}", file=sys.stderr)
    return EXIT_DOCUMENTS_FAILED if report.failed else EXIT_OK


def _engine(options: argparse.Namespace) -> Callable[..., "Report"]:
    """Return what preprocesses; raises ValueError where that cannot be."""
    if options.engine == "local":
        if options.scheduler:
            raise ValueError("--scheduler is for --engine dask")
        if address := next(filter(_is_address, (options.seeds, options.out)), None):
            raise ValueError(f"{address} is no folder of this machine; --engine dask reads and writes there")
        from dashboard.preprocess.pipeline import preprocess

        return partial(preprocess, Path(options.seeds), Path(options.out))
    if options.scheduler and options.workers:
        raise ValueError("--workers is for processes started here; a cluster with --scheduler has its own")
    try:
        from dashboard.preprocess.cluster.run import preprocess_on_cluster
    except ImportError as error:
        raise ValueError(f"--engine dask needs {error.name}: {INSTALL_CLUSTER}") from error
    return partial(preprocess_on_cluster, options.seeds, options.out, scheduler=options.scheduler)


def _is_address(text: str) -> bool:
    return "://" in text


def _export(options: argparse.Namespace) -> int:
    from dashboard.export.command import export
    from dashboard.garbage import look_for_garbage_rarely

    look_for_garbage_rarely()
    exported = export(
        options.target, options.data, streets=options.street, themes=options.theme, year=options.year,
        area=options.area, level=options.level,
        charts=options.charts, template=options.template, font=options.font,
        stages=_shown_stage if sys.stderr.isatty() else None,
    )  # fmt: skip
    print(exported.done)
    for remark in exported.remarks:
        print(remark, file=sys.stderr)
    return EXIT_OK


def _shown_stage(name: str) -> Callable[[int, int, str], None]:
    """Return what shows the progress of a part of the work in one line, which the next report overwrites."""

    def show(done: int, total: int, what: str) -> None:
        print(f"\r{name} {done}/{total} {what}\x1b[K", end="\n" if done == total else "", file=sys.stderr, flush=True)

    return show


def _evaluate(options: argparse.Namespace) -> int:
    from dashboard.evaluation.report import evaluate

    print(evaluate(options.gold, options.data, list_errors=options.errors))
    return EXIT_OK


def _compile(_options: argparse.Namespace) -> int:
    from dashboard.compiled.compile import compile_modules

    print("compiling takes about a minute", file=sys.stderr)
    build = compile_modules()
    print(f"compiled into {build}" if build else "the compiled modules are up to date")
    return EXIT_OK
