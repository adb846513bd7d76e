"""Runs a reader in a process of its own, which may take only so much time and memory and may crash.

For readers that rest on native code or whose work a hostile file can make endless. As a module it is that process:
``python -m dashboard.reading.isolated MODULE:FUNCTION`` takes the limits as a line of JSON and then the file's bytes
from its input, and gives what it read as JSON.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from importlib import import_module
from typing import Any

from dashboard.paths import PROJECT
from dashboard.reading.document_text import DocumentText, UnreadableDocument
from dashboard.reading.limits import Limits

TOO_LONG = "{seconds} 秒内没有读完，文件可能已损坏或有意做成这样；请另存一份或拆成几份再放入"
CRASHED = "读取时程序中断，文件可能已损坏或过于复杂；请用原来的软件另存一份再放入"


def read_isolated(reader: str, content: bytes, limits: Limits) -> DocumentText:
    """Return what a reader (``module:function``) makes of a file's bytes, in a process of its own.

    Raises UnreadableDocument where the reader does, where it crashes, and where it takes more than
    ``limits.seconds`` or ``limits.memory_bytes``.
    """
    sent = json.dumps(asdict(limits)).encode() + b"\n" + content
    command = [sys.executable, "-m", "dashboard.reading.isolated", reader]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(PROJECT), os.environ.get("PYTHONPATH", "")])}
    try:
        done = subprocess.run(
            command, input=sent, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
            timeout=limits.seconds, check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument(TOO_LONG.format(seconds=limits.seconds)) from error
    try:
        found: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {"problem": CRASHED}
    except ValueError:
        found = {"problem": CRASHED}
    if problem := found.get("problem"):
        raise UnreadableDocument(problem)
    headings = {int(start): level for start, level in found["headings"].items()}
    return DocumentText(found["text"], found["encoding"], headings, tuple(found["remarks"]))


def main(reader: str) -> None:
    """Read the file that comes by the input and print what it gave; the limits hold from here on."""
    output, sys.stdout = sys.stdout, sys.stderr
    head, _, content = sys.stdin.buffer.read().partition(b"\n")
    limits = Limits(**json.loads(head))
    _bind(limits)
    module, _, function = reader.partition(":")
    try:
        read: DocumentText = getattr(import_module(module), function)(content, limits)
        found = {**asdict(read), "headings": dict(read.headings)}
    except UnreadableDocument as error:
        found = {"problem": str(error)}
    json.dump(found, output)
    output.flush()
    os._exit(0)  # native libraries can crash while they are taken down


def _bind(limits: Limits) -> None:
    """Hold this process to the limits, even where the one that started it is gone; nothing where the system cannot."""
    try:
        import resource
    except ImportError:  # Windows; the time is watched from outside
        return
    for kind, most in ((resource.RLIMIT_AS, limits.memory_bytes), (resource.RLIMIT_CPU, limits.seconds)):
        resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    main(sys.argv[1])
