"""Preprocesses in a process that kills itself at its n-th write, for every n, and tells what stands in the folder then.

Run as a program with a folder to work in. Prints one line of JSON per death: what was being done, and what it left.
"""

import builtins
import io
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from dashboard.preprocess import reduce
from dashboard.preprocess.fingerprint import is_current
from dashboard.preprocess.part_folder import PARTS
from dashboard.preprocess.pipeline import preprocess
from dashboard.tables.schemas import SCHEMAS, STORED
from dashboard.tables.store import load_tables

OLD = {"计划.txt": "古美路街道2021年工作计划\n6月底前新增托位120个。\n"}
NEW = {"要点.txt": "打浦桥街道2022年工作要点\n年底前完成旧区改造1302户。\n3月起每周三开展义诊。\n"}
CALLS = ("replace", "rename", "fsync", "mkdir", "unlink", "remove", "rmdir", "truncate", "link", "symlink")
"""Functions of ``os`` that change what stands on the disk."""

MOST_WRITES = 400


def die_at(number: int, report: int) -> None:
    """Let this process kill itself at its n-th write, before it is done or, for a table, in the middle of it."""
    count = 0

    def counted(name: str) -> bool:
        nonlocal count
        count += 1
        return count == number

    def die(name: str) -> None:
        os.write(report, name.encode())
        os.kill(os.getpid(), signal.SIGKILL)

    def before(name: str, function: Callable[..., Any], writes: Callable[..., bool]) -> Callable[..., Any]:
        def wrapped(*arguments: Any, **options: Any) -> Any:
            if writes(*arguments, **options) and counted(name):
                die(name)
            return function(*arguments, **options)

        return wrapped

    for name in CALLS:
        setattr(os, name, before(name, getattr(os, name), lambda *_, **__: True))
    os.open = before("os.open", os.open, lambda path, flags, *_, **__: bool(flags & (os.O_WRONLY | os.O_RDWR)))
    opened = before("open", io.open, lambda file, mode="r", *_, **__: bool(set(mode) & set("wax+")))
    io.open = builtins.open = opened
    write_group = pq.ParquetWriter.write_table

    def half_written(writer: Any, table: Any, **options: Any) -> None:
        if counted("write_table"):
            write_group(writer, table, **options)
            die("write_table")  # without the end of the file, which says what is in it
        write_group(writer, table, **options)

    pq.ParquetWriter.write_table = half_written


def forked(work: Callable[[], Any]) -> int:
    """Do something in a copy of this process; return how it ended, minus the signal where one ended it."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except BaseException as error:
            print(error, file=sys.stderr)
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def seeds_with(folder: Path, documents: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in documents.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def state(folder: Path) -> str:
    """Return which set of tables a reader gets, as text."""
    tables = load_tables(folder)
    return "\n".join(getattr(tables, name).to_json(force_ascii=False) for name in SCHEMAS)


def kept_texts(folder: Path) -> str:
    return str(pq.read_table(folder / "texts.parquet").to_pylist())


def main(work: Path) -> None:
    idf = reduce.load_background_idf()
    reduce.load_background_idf = lambda: idf  # read once: it would be half of each of the many runs
    old, new = seeds_with(work / "old seeds", OLD), seeds_with(work / "new seeds", NEW)
    before, after = work / "before", work / "after"
    preprocess(old, before)
    preprocess(new, after)
    known = {state(before): "old", state(after): "new"}
    texts = {kept_texts(before): "old", kept_texts(after): "new"}
    for number in range(1, MOST_WRITES):
        out = work / f"out{number}"
        shutil.copytree(before, out)
        receive, send = os.pipe()

        def die_in_the_middle(out: Path = out, number: int = number, send: int = send) -> None:
            die_at(number, send)
            preprocess(new, out)

        code = forked(die_in_the_middle)
        os.close(send)
        doing = os.read(receive, 100).decode()
        os.close(receive)
        found = known.get(state(out), "mixed")
        line = {"number": number, "code": code, "doing": doing, "found": found,
                "texts": texts.get(kept_texts(out), "mixed"), "current": is_current(new, out)}  # fmt: skip
        preprocess(new, out)
        line["again"] = known.get(state(out), "mixed")
        line["left"] = sorted({path.name for path in out.iterdir()} - {f"{name}.parquet" for name in STORED})
        line["parts"] = len(list((out / PARTS).iterdir()))
        print(json.dumps(line), flush=True)
        shutil.rmtree(out)
        if code == 0:
            return
    raise SystemExit("more writes than were thought")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
