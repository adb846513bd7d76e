"""Finds the build of the compiled modules for exactly these sources, and lets them be imported from there."""

import os
import sys
from collections.abc import Iterator, Sequence
from importlib.machinery import EXTENSION_SUFFIXES, ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

from dashboard.compiled.modules import LIBRARY, MODULES
from dashboard.paths import PACKAGE

BUILDS = PACKAGE.parent / ".compiled"

SOURCES = ("reading", "extraction", "preprocess", "tables", "lexicon", "compiled")
"""Folders with what the compiled modules are made from, by what, and what they know the types of."""

SWITCH = "JIEDAO_COMPILED"
"""Set to 0, this variable of the environment leaves a build unused."""


class BuiltModules:
    """Finds modules in a build. One that is missing there is an error: half a build must not be mixed with Python."""

    def __init__(self, build: Path) -> None:
        self._files = {name: _file(build, name) for name in (LIBRARY, *MODULES)}

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where a module of the build is; None for all others."""
        file = self._files.get(name)
        return spec_from_file_location(name, file) if file else None


def _file(build: Path, name: str) -> Path:
    return build.joinpath(*name.split(".")).with_suffix(EXTENSION_SUFFIXES[0])


def use_build() -> None:
    """Let the compiled modules be imported from their build, where there is one. Called before any is imported."""
    if os.environ.get(SWITCH) != "0" and (build := current_build()):
        sys.meta_path.insert(0, BuiltModules(build))


def current_build() -> Path | None:
    """Return the folder of the build for these sources, None where there is none."""
    if not BUILDS.is_dir():
        return None
    build = BUILDS / build_name()
    return build if build.is_dir() else None


def build_name() -> str:
    """Return the name of the folder of a build for the sources as they are now, this Python and this system.

    The sources are looked at, not read (by name, size and time, as Python does for its own compiled files): this runs
    whenever the program starts, and takes a millisecond.
    """
    import hashlib

    look = (sys.version, EXTENSION_SUFFIXES[0], _c_library(), sorted(_looks()))
    return f"{hashlib.sha256(repr(look).encode()).hexdigest()[:16]}-{sys.implementation.cache_tag}"


def _looks() -> Iterator[tuple[str, int, int]]:
    """Yield path, size and time of every source."""
    folders = [str(PACKAGE / folder) for folder in SOURCES]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    stat = entry.stat()
                    yield entry.path, stat.st_size, stat.st_mtime_ns
                elif entry.is_dir() and entry.name != "__pycache__":
                    folders.append(entry.path)


def _c_library() -> str | None:
    """Return the C library and its version: a build for a newer one cannot be loaded on a machine with an older."""
    known = "CS_GNU_LIBC_VERSION"
    return os.confstr(known) if known in getattr(os, "confstr_names", ()) else None
