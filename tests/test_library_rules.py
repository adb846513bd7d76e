"""The page 资料 without a browser: who may change documents, what is listed and how, and when tables are made."""

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.library.bin import remove_documents
from dashboard.library.document_list import FAILED, NOTED, READ, WITHOUT_ARTICLE, document_list
from dashboard.library.refresh import RefreshState
from dashboard.pages import library_changes, library_work, start_up
from dashboard.pages.library_list import row_html
from dashboard.pages.permission import EDIT_VARIABLE, UploadGate, may_edit
from dashboard.paths import PROJECT
from dashboard.preprocess.pipeline import preprocess
from dashboard.tables.store import load_tables
from tests.extraction_fixtures import write_documents
from tests.test_library_add import documents
from tests.test_pages import SECONDS, all_html

PLAN = "{}2021年工作计划\n6月底前新增托位120个。\n"
GUMEI = PLAN.format("古美路街道")
DAPU = "打浦桥街道2021年工作计划\n三季度建成社区食堂2家，服务老年人。\n"


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of documents that the app shows, empty."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    monkeypatch.setenv("JIEDAO_SEEDS", str(folder))
    monkeypatch.setenv("JIEDAO_DATA", str(tmp_path / "data"))
    monkeypatch.delenv(EDIT_VARIABLE, raising=False)
    return folder


def opened(script: str = "library.py", **parameters: str) -> AppTest:
    app = AppTest.from_file(str(PROJECT / "streamlit_app.py"), default_timeout=SECONDS)
    for key, value in parameters.items():
        app.query_params[key] = value
    app.run()
    return app.switch_page(f"dashboard/pages/{script}").run()


def rows(html: str) -> list[str]:
    """Return the names in the list, in its order."""
    return [re.sub("<[^>]*>", "", name) for name in re.findall(r'<span class="name">(.*?)</span>', html)]


@pytest.mark.parametrize("value", [None, "", "0", "yes"])
def test_without_the_variable_nothing_may_be_changed(
    seeds: Path, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    if value is not None:
        monkeypatch.setenv(EDIT_VARIABLE, value)
    write_documents(seeds, {"计划.txt": GUMEI, "要点.txt": DAPU})
    item = remove_documents(seeds, ["要点.txt"]).items[0]
    assert not may_edit()
    changes: list[Callable[[], Any]] = [
        lambda: library_changes.add("新.txt", b"x"),
        lambda: library_changes.remove(["计划.txt"]),
        lambda: library_changes.bring_back(item.key),
        library_changes.empty_bin,
    ]
    for change in changes:
        with pytest.raises(PermissionError, match="JIEDAO_EDIT=1"):
            change()
    assert set(documents(seeds)) == {"计划.txt"}


def test_every_change_asks_for_permission() -> None:
    source = (PROJECT / "dashboard" / "pages" / "library_changes.py").read_text("utf-8")
    functions = re.findall(r'^def (\w+)\(.*?"""\n    (.*?)\n', source, re.MULTILINE | re.DOTALL)
    assert {name for name, first in functions if first == "require_edit()"} == {
        "add", "remove", "bring_back", "empty_bin",
    }  # fmt: skip


def answered(path: str, method: str) -> int:
    """Return the status with which the gate answers, 200 where it passes the request on."""
    statuses: list[int] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    scope = {"type": "http", "path": path, "method": method, "headers": []}
    with ThreadPoolExecutor(1) as pool:  # a browser test may have left its loop running in this thread
        pool.submit(lambda: asyncio.run(UploadGate(app)(scope, None, send))).result()  # type: ignore[arg-type]
    return statuses[0]


def test_the_server_takes_no_file_unless_it_is_for_editing(monkeypatch: pytest.MonkeyPatch) -> None:
    place = "/_stcore/upload_file/session/file"
    monkeypatch.delenv(EDIT_VARIABLE, raising=False)
    assert [answered(place, method) for method in ("PUT", "POST", "DELETE", "OPTIONS")] == [403, 403, 403, 200]
    assert answered(f"/briefing{place}", "PUT") == 403
    assert answered("/_stcore/health", "GET") == 200
    monkeypatch.setenv(EDIT_VARIABLE, "1")
    assert answered(place, "PUT") == 200


def test_visitors_see_the_list_and_no_controls(seeds: Path) -> None:
    write_documents(seeds, {"计划.txt": GUMEI})
    app = opened()
    assert not app.exception
    assert rows(all_html(app)) == ["计划.txt"]
    assert not app.checkbox
    assert not app.get("file_uploader")
    assert [button.label for button in app.button if "移除" in button.label] == []


def test_editors_see_the_controls_on_this_page_only(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EDIT_VARIABLE, "1")
    write_documents(seeds, {"计划.txt": GUMEI})
    app = opened()
    assert not app.exception
    assert len(app.get("file_uploader")) == 1
    assert [box.label for box in app.checkbox] == ["选择本页全部文件", "选择计划.txt"]
    app.switch_page("dashboard/pages/targets.py").run()
    assert not app.get("file_uploader")


def test_a_name_that_no_list_has_is_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"a.txt": "【杭州市上城区云栖渡街道】\n2021年6月底前完成3个小区改造。\n", "b.txt": GUMEI}
    preprocess(write_documents(tmp_path / "seeds", files), tmp_path / "data")
    listed = document_list(load_tables(tmp_path / "data"))
    assert [(row.path, row.note) for row in listed] == [
        ("a.txt", "名录中没有云栖渡街道，请核对名称"), ("b.txt", ""),
    ]  # fmt: skip
    monkeypatch.setenv("JIEDAO_SEEDS", str(tmp_path / "seeds"))
    monkeypatch.setenv("JIEDAO_DATA", str(tmp_path / "data"))
    app = AppTest.from_file(str(PROJECT / "streamlit_app.py"), default_timeout=SECONDS)
    app.run()
    app.switch_page("dashboard/pages/source_text.py").run()
    assert "云栖渡街道（名录中没有）" in "".join(element.proto.body for element in app.get("html"))


def test_a_name_whose_district_nothing_tells_is_marked(tmp_path: Path) -> None:
    files = {
        "a.txt": "城关镇2021年工作计划\n6月底前完成3个小区改造。\n",
        "昌都市/b.txt": "城关镇2021年计划\n年内修路2公里。\n",
    }
    preprocess(write_documents(tmp_path / "seeds", files), tmp_path / "data")
    assert [(row.path, row.note) for row in document_list(load_tables(tmp_path / "data"))] == [
        ("a.txt", "同名的不止一处，不知城关镇属于哪个区县，请在标题、文件名或文件夹名中写明"), ("昌都市/b.txt", ""),
    ]  # fmt: skip


def test_failed_documents_come_first_then_those_with_remarks(tmp_path: Path) -> None:
    files = {"b10.txt": GUMEI, "b9.txt": DAPU, "a.txt": "没有街道的一段文字。", "c.txt": "", "旧/c.txt": ""}
    preprocess(write_documents(tmp_path / "seeds", files), tmp_path / "data")
    listed = document_list(load_tables(tmp_path / "data"))
    assert [(row.path, row.state) for row in listed] == [
        ("c.txt", FAILED), ("旧/c.txt", FAILED), ("a.txt", NOTED), ("b9.txt", READ), ("b10.txt", READ),
    ]  # fmt: skip
    assert "文件是空的" in listed[0].note
    assert listed[2].note == WITHOUT_ARTICLE
    assert [street for _, street in listed[3].articles] == ["打浦桥街道"]


def test_the_headline_counts_what_failed(seeds: Path) -> None:
    write_documents(seeds, {"计划.txt": GUMEI})
    assert "1份文件，都已读取" in all_html(opened())
    write_documents(seeds, {"空.txt": ""})
    start_up._checked.clear()
    start_up._look.clear()
    html = all_html(opened())
    assert "2份文件，1份未能读取" in html
    assert rows(html) == ["空.txt", "计划.txt"]


HOSTILE = ("<img src=x onerror=alert(1)>.txt", "=1+1.txt", "a&lt;b.txt", "计划\u202etxt.exe.txt", "**粗**[x](y).txt")


@pytest.mark.parametrize("editing", [False, True])
def test_hostile_names_are_text(seeds: Path, monkeypatch: pytest.MonkeyPatch, editing: bool) -> None:
    if editing:
        monkeypatch.setenv(EDIT_VARIABLE, "1")
    for number, name in enumerate(HOSTILE):
        (seeds / name).write_text(f"{GUMEI}第{number}份。", encoding="utf-8")
    app = opened()
    html = all_html(app)
    assert not app.exception
    assert "<img" not in html
    assert "\u202e" not in html
    assert re.search("计划[^<]+txt.exe.txt", html)  # something stands where the sign that is not seen was
    assert "&lt;img src=x onerror=alert(1)&gt;.txt" in html
    assert "a&amp;lt;b.txt" in html


def test_hostile_text_of_a_problem_is_text() -> None:
    from dashboard.library.document_list import DocumentRow

    row = DocumentRow("id", "a.txt", FAILED, "<script>x</script>\u202e", "<b>", None, None, "", (), "")
    assert "<script>" not in row_html(row)
    assert "&lt;script&gt;x&lt;/script&gt;‹202E›" in row_html(row)


def test_a_row_leads_to_each_of_its_articles(seeds: Path, tmp_path: Path) -> None:
    write_documents(seeds, {"两篇.txt": f"【古美路街道】\n{GUMEI}\n【打浦桥街道】\n{DAPU}"})
    html = all_html(opened())
    ids = list(load_tables(tmp_path / "data").articles["article_id"])
    assert len(ids) == 2
    assert re.findall(r'href="原文\?article=([^"&]+)"', html) == ids
    app = opened("source_text.py", article=ids[1])
    assert "社区食堂" in all_html(app)
    assert app.session_state["article"] == ids[1]


def test_a_document_without_article_leads_to_its_text(seeds: Path) -> None:
    write_documents(seeds, {"计划.txt": GUMEI, "杂.txt": "没有街道的一段文字。"})
    sentence = re.findall(r'href="原文\?sentence=([^"&]+)"', all_html(opened()))
    assert len(sentence) == 1
    assert f'class="sentence cited" id="{sentence[0]}"' in all_html(opened("source_text.py", sentence=sentence[0]))


def test_the_filter_leaves_documents_of_the_chosen_streets(seeds: Path) -> None:
    write_documents(seeds, {"甲.txt": GUMEI, "乙.txt": DAPU, "空.txt": ""})
    assert rows(all_html(opened(street="打浦桥街道"))) == ["乙.txt"]


def test_the_list_is_searched_and_turned(seeds: Path) -> None:
    write_documents(
        seeds, {f"第{number}号.txt": f"{GUMEI if number % 2 else DAPU}第{number}份。" for number in range(45)}
    )
    app = opened()
    assert rows(all_html(app))[0] == "第0号.txt"
    assert len(rows(all_html(app))) == 20
    next(button for button in app.button if button.label == "下一页").click().run()
    assert rows(all_html(app))[0] == "第20号.txt"
    app.text_input(key="find_document").set_value("打浦桥").run()
    assert rows(all_html(app))[:2] == ["第0号.txt", "第2号.txt"]
    app.text_input(key="find_document").set_value("44号").run()
    assert rows(all_html(app)) == ["第44号.txt"]


@pytest.mark.parametrize("editing", [False, True])
@pytest.mark.parametrize("files", [{}, {"空.txt": ""}, {"杂.txt": "没有街道的一段文字。"}])
def test_the_page_is_there_without_any_article(
    seeds: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], editing: bool
) -> None:
    if editing:
        monkeypatch.setenv(EDIT_VARIABLE, "1")
    write_documents(seeds, files)
    app = opened()
    assert not app.exception
    assert rows(all_html(app)) == list(files)
    assert len(app.get("file_uploader")) == editing
    other = opened("targets.py")
    assert "还没有可以展示的文章" in all_html(other)
    assert "打开“资料”" in [link.proto.label for link in other.get("page_link")]


def test_failed_documents_on_other_pages_lead_here(seeds: Path) -> None:
    write_documents(seeds, {"计划.txt": GUMEI, **{f"空{number}.txt": "" for number in range(8)}})
    app = opened("targets.py")
    assert all_html(app).count("文件是空的") == start_up.PROBLEMS_SHOWN
    assert "还有3个，都在“资料”里" in [link.proto.label for link in app.get("page_link")]


def test_a_folder_that_is_not_there_is_made_for_editing(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds.rmdir()
    app = opened()
    assert not app.exception
    assert "文件没有整理成" in all_html(app)
    monkeypatch.setenv(EDIT_VARIABLE, "1")
    assert "还没有资料" in all_html(opened())
    assert seeds.is_dir()


def counted(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return a list that grows with each preprocessing in a session."""
    from dashboard.preprocess import pipeline

    calls: list[Path] = []
    real = pipeline.preprocess

    def counting(seeds: Path, *arguments: Any, **options: Any) -> Any:
        calls.append(seeds)
        return real(seeds, *arguments, **options)

    monkeypatch.setattr(pipeline, "preprocess", counting)
    return calls


def test_a_server_that_starts_with_stale_tables_makes_them_first(
    seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preprocess(write_documents(seeds, {"计划.txt": GUMEI}), tmp_path / "data")
    write_documents(seeds, {"要点.txt": DAPU})
    calls = counted(monkeypatch)
    assert rows(all_html(opened())) == ["要点.txt", "计划.txt"]
    assert calls == [seeds]


def test_later_changes_are_followed_in_the_background(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_documents(seeds, {"计划.txt": GUMEI})
    app = opened()
    calls = counted(monkeypatch)
    write_documents(seeds, {"要点.txt": DAPU})
    start_up._look.clear()
    app.run()
    assert rows(all_html(app)) == ["计划.txt"]
    assert start_up._refresh(str(seeds), str(seeds.parent / "data")).wait(SECONDS)
    app.run()
    assert rows(all_html(app)) == ["要点.txt", "计划.txt"]
    assert calls == []


def test_where_new_tables_cannot_be_made_the_old_ones_are_shown(seeds: Path, tmp_path: Path) -> None:
    preprocess(write_documents(seeds, {"计划.txt": GUMEI}), tmp_path / "data")
    write_documents(seeds, {"要点.txt": DAPU})
    (tmp_path / "data" / ".ready").write_text("in the way")
    app = opened()
    assert not app.exception
    assert rows(all_html(app)) == ["计划.txt"]
    refresh = start_up._refresh(str(seeds), str(tmp_path / "data"))
    (tmp_path / "data" / ".ready").unlink()
    refresh.try_again()
    assert refresh.wait(SECONDS)
    assert rows(all_html(opened())) == ["要点.txt", "计划.txt"]


def test_nothing_of_the_library_is_loaded_for_the_first_page() -> None:
    import subprocess
    import sys

    code = """import sys
import dashboard.pages.app, dashboard.pages.overview
print([name for name in sys.modules if name.startswith(("dashboard.library", "filelock"))])"""
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_tables_that_came_while_the_page_was_drawn_are_shown(
    seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_documents(seeds, {"计划.txt": GUMEI})
    app = opened()
    assert "1份文件，都已读取" in all_html(app)

    class EndedJustNow:
        """Work that goes on when the page begins, and ends before it says how far it is."""

        @property
        def state(self) -> RefreshState:
            preprocess(seeds, tmp_path / "data")
            return RefreshState()

    write_documents(seeds, {"要点.txt": DAPU})
    monkeypatch.setattr(library_work, "tables_refresh", EndedJustNow)
    monkeypatch.setattr(start_up, "_follow_in_background", lambda *_: None)
    assert "2份文件，都已读取" in all_html(app.run())
