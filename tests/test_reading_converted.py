"""Older formats are read through LibreOffice, without running, fetching or leaving anything; without it they say so."""

import http.server
import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation

from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.limits import LIMITS
from dashboard.reading.office import soffice
from dashboard.reading.office.soffice import SOFFICE_VARIABLE, convert, soffice_found
from tests.office_files import docx, lines_of, numbered, numbering, packed, paragraph, read

RTF = rb"{\rtf1\ansi\ansicpg936 \'d4\'f6\'c9\'e8\'b4\'b2\'ce\'bb 100\par \'bc\'d3\'d7\'b0\'b5\'e7\'cc\'dd\par}"
SECRET = "locked away"


@pytest.fixture
def office() -> Path:
    """LibreOffice's program; without it the test is skipped."""
    found = soffice_found()
    if found is None:
        pytest.skip("no LibreOffice found; install libreoffice-writer, -calc and -impress")
    return found


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine and the paths that were asked of it."""
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *ignored: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", paths
        server.shutdown()


def opened(office: Path, content: bytes, ending: str, to: str, folder: Path) -> bytes:
    """A file of an older format, made by LibreOffice itself."""
    import subprocess

    (folder / f"made.{ending}").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(office), profile, "--headless", "--convert-to", to, "--outdir", str(folder), f"made.{ending}"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)
    return (folder / f"made.{to}").read_bytes()


def odt(body: str) -> bytes:
    """An OpenDocument text of this body."""
    office_names = "urn:oasis:names:tc:opendocument:xmlns:"
    names = " ".join(
        [f'xmlns:{name}="{office_names}{name}:1.0"' for name in ("office", "text", "script")]
        + [f'xmlns:draw="{office_names}drawing:1.0"', f'xmlns:svg="{office_names}svg-compatible:1.0"']
        + ['xmlns:xlink="http://www.w3.org/1999/xlink"']
    )
    kind = "application/vnd.oasis.opendocument.text"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{of_path}"/>'
        for path, of_path in (("/", kind), ("content.xml", "text/xml"))
    )
    return packed({
        "mimetype": kind,
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{office_names}manifest:1.0">{entries}'
        "</manifest:manifest>",
        "content.xml": f'<office:document-content {names} office:version="1.2"><office:body><office:text>{body}'
        "</office:text></office:body></office:document-content>",
    })  # fmt: skip


@pytest.mark.office
def test_rich_text_is_read(office: Path) -> None:
    assert read(RTF, "计划.rtf").text == "增设床位 100\n加装电梯"


@pytest.mark.office
def test_a_document_of_older_word_keeps_its_numbers_and_table(office: Path, tmp_path: Path) -> None:
    body = (
        numbered("民生") + numbered("加装电梯20台。", level=1) + "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/>"
        f"</w:tblGrid><w:tr><w:tc>{paragraph('任务')}</w:tc><w:tc>{paragraph('时限')}</w:tc></w:tr></w:tbl>{paragraph('完')}"
    )
    listed = numbering(("chineseCountingThousand", "%1、"), ("decimal", "%2."))
    content = docx(body, numbering=listed)
    older = opened(office, content, "docx", "doc", tmp_path)
    assert older.startswith(b"\xd0\xcf\x11\xe0")
    wanted = lines_of(body, numbering=listed)
    assert wanted == ["一、民生", "1.加装电梯20台。", "任务\t时限", "完"]
    for name in ("计划.doc", "计划.wps", "其实是旧格式.docx"):
        found = read(older, name)
        assert found.text.split("\n") == wanted
        assert bool(found.remarks) == name.endswith("docx")


@pytest.mark.office
@pytest.mark.parametrize(("to", "name"), [("xls", "表.et"), ("ods", "表.ods")])
def test_older_workbooks_keep_their_formats(office: Path, tmp_path: Path, to: str, name: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for cell, value, number_format in (("A1", "电梯", "General"), ("B1", 0.95, "0%"), ("C1", 44347, "yyyy-mm-dd")):
        sheet[cell] = value
        sheet[cell].number_format = number_format
    out = BytesIO()
    book.save(out)
    assert read(opened(office, out.getvalue(), "xlsx", to, tmp_path), name).text == "电梯\t95%\t2021年5月31日"


@pytest.mark.office
def test_older_slides_keep_their_titles(office: Path, tmp_path: Path) -> None:
    slides = Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = "民生", "加装电梯20台"
    out = BytesIO()
    slides.save(out)
    found = read(opened(office, out.getvalue(), "pptx", "ppt", tmp_path), "汇报.dps")
    assert (found.text, dict(found.headings)) == ("民生\n• 加装电梯20台", {0: 0})


@pytest.mark.office
def test_nothing_is_fetched_from_elsewhere(office: Path, asked: tuple[str, list[str]], tmp_path: Path) -> None:
    address, paths = asked
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    picture = (
        f'<text:p>字<draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char"><draw:image '
        f'xlink:href="{address}/p.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame>'
        "</text:p>"
    )
    section = '<text:section text:name="s{}"><text:section-source xlink:href="{}"/><text:p>旧</text:p></text:section>'
    body = picture + section.format(1, secret.as_uri()) + section.format(2, f"{address}/s.odt")
    for name, content in (
        ("a.odt", odt(body)),
        ("b.rtf", rb"{\rtf1 a {\field{\*\fldinst INCLUDEPICTURE " + f'"{address}/q.png" \\\\d'.encode() + b"}}"
         rb"{\field{\*\fldinst INCLUDETEXT " + f'"{secret}"'.encode() + b"}{\\fldrslt old}}}"),
    ):  # fmt: skip
        found = read(content, name)
        assert found.text
        assert SECRET not in found.text
    assert paths == []


@pytest.mark.office
def test_files_are_converted_side_by_side_and_leave_nothing(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with ProcessPoolExecutor(2) as pool:
        read_it = partial(convert, found="rtf", wanted="docx", limits=LIMITS)
        made = list(pool.map(read_it, [RTF] * 4))
    assert all(content.startswith(b"PK") for content in made)
    assert not list(tmp_path.glob("jiedao-*"))


@pytest.mark.office
def test_a_file_without_text_says_that_it_was_converted(office: Path) -> None:
    with pytest.raises(UnreadableDocument, match="经 LibreOffice 转换后：文件里没有文字"):
        read(rb"{\rtf1\ansi }", "空.rtf")


@pytest.mark.office
def test_what_libreoffice_cannot_open_is_refused(office: Path) -> None:
    with pytest.raises(UnreadableDocument, match="LibreOffice 打不开"):
        convert(b"\xd0\xcf\x11\xe0" + os.urandom(4000), "doc", "docx", LIMITS)


@pytest.mark.skipif(os.name == "nt", reason="a script stands for the program")
def test_a_program_that_hangs_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child = tmp_path / "child"
    script = tmp_path / "soffice"
    script.write_text(f"#!/bin/sh\nsleep 100 & echo $! > {child}\nwait\n")
    script.chmod(0o755)
    monkeypatch.setenv(SOFFICE_VARIABLE, str(script))
    began = time.monotonic()
    with pytest.raises(UnreadableDocument, match="超过 1 秒，已停止"):
        convert(RTF, "rtf", "docx", LIMITS, timeout=1)
    assert time.monotonic() - began < 10
    deadline = time.monotonic() + 5
    while is_running(int(child.read_text())) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(int(child.read_text()))


def is_running(process_id: int) -> bool:
    """Whether a process does anything still; one that ended and waits for its parent does not."""
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.parametrize("ending", ["doc", "wps", "rtf", "odt"])
def test_without_libreoffice_older_files_say_what_to_do(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SOFFICE_VARIABLE, "")
    with pytest.raises(UnreadableDocument, match=f"需要 LibreOffice.*没有找到.*安装.*{SOFFICE_VARIABLE}.*另存为 .docx"):
        read(RTF, f"计划.{ending}")


def test_what_needs_no_conversion_is_read_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SOFFICE_VARIABLE, "")
    found = read(docx(paragraph("正文")), "新格式.doc")
    assert (found.text, found.remarks) == ("正文", ("文件内容其实是.docx，已照此读取",))
    assert read("任务\t时限\n电梯\t6月\n".encode("gb18030"), "导出.xls").text == "任务\t时限\n电梯\t6月"


def test_the_program_is_found_by_its_variable_the_path_and_the_usual_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "libreoffice9.9" / "program"
    place.mkdir(parents=True)
    program = place / "soffice"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv(SOFFICE_VARIABLE, str(program))
    assert soffice_found() == program
    monkeypatch.setenv(SOFFICE_VARIABLE, str(tmp_path / "missing"))
    assert soffice_found() is None
    monkeypatch.delenv(SOFFICE_VARIABLE)
    monkeypatch.setenv("PATH", str(place))
    assert soffice_found() == program
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(soffice, "PLACES", (str(tmp_path / "libreoffice*" / "program" / "soffice"),))
    assert soffice_found() == program
