"""Compiles the modules of the map, into a folder beside the package that only these sources use."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from importlib.util import find_spec
from pathlib import Path

from filelock import FileLock

from dashboard.compiled.build import BUILDS, SWITCH, build_name, current_build
from dashboard.paths import PACKAGE

INSTALL = 'pip install "jiedao-outlook[compile]"'
LOCK = ".lock"
LINES_SHOWN = 12
"""Of what the compiler said, where it failed: the last ones name the reason."""


def compile_modules() -> Path | None:
    """Return the folder of the new build, None where there is one already for these sources; older ones are removed.

    Raises ValueError where a tool is missing, or where the compiler fails.
    """
    _look_for_tools()
    BUILDS.mkdir(exist_ok=True)
    with FileLock(BUILDS / LOCK):  # a second command waits, and finds the build of the first
        if current_build():
            return None
        with tempfile.TemporaryDirectory(dir=BUILDS, prefix=".new-", ignore_cleanup_errors=True) as work:
            name, made = build_name(), _built(Path(work))
            if build_name() != name:
                raise ValueError("the sources changed while they were compiled; run it again")
            made.rename(BUILDS / name)
        for other in BUILDS.iterdir():
            if other.name not in (name, LOCK):
                shutil.rmtree(other, ignore_errors=True)  # Windows keeps a library that is in use
    return BUILDS / name


def _look_for_tools() -> None:
    """Raise ValueError for the first tool that is missing."""
    for needed in ("mypyc", "setuptools"):
        if find_spec(needed) is None:
            raise ValueError(f"compile needs {needed.removesuffix('c')}: {INSTALL}")
    compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "").split()
    if compiler and not shutil.which(compiler[0]):  # on Windows setuptools itself looks for one
        raise ValueError(f"compile needs a C compiler, and {compiler[0]} is not there; all works without, but slower")


def _built(work: Path) -> Path:
    """Return the folder with the libraries, built below ``work`` from a copy of the sources."""
    shutil.copytree(PACKAGE, work / PACKAGE.name, ignore=_not_code)
    done = subprocess.run(
        [sys.executable, "-m", "dashboard.compiled.translate", "built"], cwd=work, env={**os.environ, SWITCH: "0"},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
    )  # fmt: skip
    if done.returncode:
        raise ValueError("the modules could not be compiled:\n" + "\n".join(done.stdout.splitlines()[-LINES_SHOWN:]))
    return work / "built"


def _not_code(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if not name.endswith(".py") and not (Path(folder) / name).is_dir()]
