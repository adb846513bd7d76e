"""Finds LibreOffice and converts files with it: without network, macros and links, within bounds of time and size."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.limits import MEGABYTE, Limits
from dashboard.reading.mistaken_ending import NAMES
from dashboard.reading.office.soffice_profile import write_profile

SOFFICE_VARIABLE = "JIEDAO_SOFFICE"
"""Environment variable that names the program; set to nothing it says that there is none."""

PROGRAMS = ("soffice", "libreoffice")
PLACES = (
    "/opt/libreoffice*/program/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
"""Where it is installed without being on the PATH (Linux, macOS, Windows)."""

FILTERS = MappingProxyType({
    "docx": "docx:MS Word 2007 XML",
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "pptx": "pptx:Impress MS PowerPoint 2007 XML",
})
OPENED_AS = MappingProxyType({
    "doc": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8", "word-xml": "MS Word 2003 XML",
    "xls": "MS Excel 97", "ods": "calc8", "xlsb": "Calc MS Excel 2007 Binary", "excel-xml": "MS Excel 2003 XML",
    "ppt": "MS PowerPoint 97", "odp": "impress8",
})  # fmt: skip
"""Formats → the filter that opens them; left to choose, LibreOffice shows a damaged file as the text of its bytes."""

TIMEOUT_SECONDS = 60
MEMORY_BYTES = 4_000_000_000
"""Address space that it may take (Linux); it needs 1 to 2 GB of it, most of which it never fills."""

FILE_BYTES = 1_000_000_000
"""Bytes of the largest file that it may write (Linux)."""

NO_PROXY = "http://127.0.0.1:9"
"""Nothing listens there: what asks for the network through a proxy gets none."""


def soffice_found() -> Path | None:
    """Return LibreOffice's program: the one ``JIEDAO_SOFFICE`` names, on the PATH, in the usual places."""
    named = os.environ.get(SOFFICE_VARIABLE)
    if named is not None:
        return Path(named) if named and Path(named).is_file() else None
    for name in PROGRAMS:
        if found := shutil.which(name):
            return Path(found)
    return next(_in_usual_places(), None)


def _in_usual_places() -> Iterator[Path]:
    for place in PLACES:
        anchor = Path(place).anchor
        if anchor and (bool(Path(place).drive) == (sys.platform == "win32")):
            yield from sorted(Path(anchor).glob(str(Path(place).relative_to(anchor))), reverse=True)


def convert(content: bytes, found: str, wanted: str, limits: Limits, timeout: float = TIMEOUT_SECONDS) -> bytes:
    """Return a file as .docx, .xlsx or .pptx (``wanted``); ``found`` is its format, one of ``OPENED_AS``.

    Each call has a profile and a folder of its own, so that calls can run side by side, and leaves nothing behind, no
    process either. Raises UnreadableDocument where there is no LibreOffice, it fails or takes too long.
    """
    program = soffice_found()
    if program is None:
        raise UnreadableDocument(
            f"读取{NAMES.get(found, f' .{found} ')}需要 LibreOffice，这台机器上没有找到；请安装 LibreOffice"
            f"（或用环境变量 {SOFFICE_VARIABLE} 写明 soffice 的位置），或把文件另存为 .{wanted} 再放入"
        )
    with tempfile.TemporaryDirectory(prefix="jiedao-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, out = folder / f"in.{found}", folder / "out"
        source.write_bytes(content)
        write_profile(folder / "profile")
        command = [
            str(program), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
            "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard", f"--infilter={OPENED_AS[found]}",
            "--convert-to", FILTERS[wanted], "--outdir", str(out), str(source),
        ]  # fmt: skip
        _run(command, folder, timeout)
        return _result(out, wanted, limits)


def _result(out: Path, wanted: str, limits: Limits) -> bytes:
    made = out / f"in.{wanted}"
    if not made.is_file():
        raise UnreadableDocument(
            f"LibreOffice 打不开这份文件，可能已损坏或设有密码；请用原来的软件另存为 .{wanted} 再放入"
        )
    if made.stat().st_size > limits.file_bytes:
        most = limits.file_bytes // MEGABYTE
        raise UnreadableDocument(f"转换后的文件超过 {most:,} MB；请拆成几份再放入")
    return made.read_bytes()


def _run(command: list[str], folder: Path, timeout: float) -> None:
    """Run a command with all its children ended in the end; raises UnreadableDocument when the time is up."""
    environment = {
        **os.environ, "HOME": str(folder), "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder),
        **{f"{scheme}_proxy": NO_PROXY for scheme in ("http", "https", "ftp", "all")}, "no_proxy": "",
        "SAL_USE_VCLPLUGIN": "svp",
    }  # fmt: skip
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        _bound(process.pid, timeout)
        process.wait(timeout)
    except subprocess.TimeoutExpired:
        raise UnreadableDocument(
            f"LibreOffice 转换超过 {timeout:.0f} 秒，已停止；请用原来的软件另存为 .docx、.xlsx 或 .pptx 再放入"
        ) from None
    finally:
        _end(process)


def _bound(pid: int, seconds: float) -> None:
    """Bound memory, files and computing time of a process and its children to come, where the system can (Linux)."""
    if sys.platform == "linux":
        import resource

        try:
            resource.prlimit(pid, resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
            resource.prlimit(pid, resource.RLIMIT_CPU, (2 * int(seconds) + 1, 2 * int(seconds) + 1))
        except OSError:  # it has ended already, or has lower bounds
            return


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and its children, whether it ended by itself or not."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], check=False, capture_output=True)
    else:
        with suppress(ProcessLookupError, PermissionError):  # raised where all of them have ended
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
