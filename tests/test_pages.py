"""Every page runs, shows what was chosen, and says what to do where there is nothing to show."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.pages.app import PAGES
from dashboard.paths import PROJECT

SECONDS = 60
CHOICES = [{"street": "打浦桥街道"}, {"theme": "为老服务"}, {"street": "曹杨新村街道", "theme": "为老服务"}]
SCRIPTS = [script for script, _ in PAGES]


@pytest.fixture
def app(seed_data: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("JIEDAO_DATA", str(seed_data))
    return AppTest.from_file(str(PROJECT / "streamlit_app.py"), default_timeout=SECONDS)


def open_page(app: AppTest, script: str) -> AppTest:
    app.run()
    return app.switch_page(f"dashboard/pages/{script}").run()


def app_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Return the app on the documents in ``folder/seeds`` and the tables in ``folder/out``."""
    monkeypatch.setenv("JIEDAO_SEEDS", str(folder / "seeds"))
    monkeypatch.setenv("JIEDAO_DATA", str(folder / "out"))
    return AppTest.from_file(str(PROJECT / "streamlit_app.py"), default_timeout=SECONDS)


def all_html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("script", SCRIPTS)
def test_page_runs_without_exception(app: AppTest, script: str) -> None:
    page = open_page(app, script)
    assert not page.exception
    assert 'class="message"' in all_html(page)


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("choice", CHOICES)
def test_page_runs_for_any_choice(app: AppTest, script: str, choice: dict[str, str]) -> None:
    for key, value in choice.items():
        app.query_params[key] = value
    assert not open_page(app, script).exception


@pytest.mark.parametrize("script", SCRIPTS)
def test_page_names_its_source(app: AppTest, script: str) -> None:
    assert "来源：" in all_html(open_page(app, script))


def test_filter_in_the_address_leaves_one_street(app: AppTest) -> None:
    app.query_params["street"] = "打浦桥街道"
    html = all_html(open_page(app, "targets.py"))
    assert "<span>打浦桥</span>" in html
    assert "<span>古美路</span>" not in html


def test_unknown_street_in_the_address_is_ignored(app: AppTest) -> None:
    app.query_params["street"] = "没有这个街道"
    app.run()
    assert not app.exception
    assert "street" not in app.query_params


def test_filter_survives_a_change_of_page(app: AppTest) -> None:
    app.query_params["street"] = "打浦桥街道"
    app.run()
    app.query_params.clear()
    app.switch_page("dashboard/pages/timeline.py").run()
    assert app.query_params["street"] == "打浦桥街道"


def test_texts_that_open_sentences_are_buttons_with_names(app: AppTest) -> None:
    html = all_html(app.run())
    names = re.findall(r'role="button" tabindex="0" id="cited-overview-([a-z]+)_\d+" aria-label="[^"]+：看原文"', html)
    assert set(names) == {"figure", "step", "own"}


def test_sentence_in_the_address_opens_its_article(app: AppTest, seed_data: Path) -> None:
    from dashboard.tables.store import load_tables

    sentences = load_tables(seed_data).sentences
    wanted = sentences[sentences["text"].str.contains("曹杨眼")].iloc[0]
    app.query_params["sentence"] = wanted["sentence_id"]
    html = all_html(open_page(app, "source_text.py"))
    assert f'<span class="sentence cited" id="{wanted["sentence_id"]}">' in html


def test_empty_seeds_folder_says_what_to_do(app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    monkeypatch.setenv("JIEDAO_SEEDS", str(seeds))
    monkeypatch.setenv("JIEDAO_DATA", str(tmp_path / "data"))
    app.run()
    assert not app.exception
    assert str(seeds) in all_html(app)


def test_unreadable_files_are_named_with_their_problem(
    app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "坏<b>.txt").write_bytes(b"\x00\x01\x02\xff\xfe\x00" * 50)
    monkeypatch.setenv("JIEDAO_SEEDS", str(seeds))
    monkeypatch.setenv("JIEDAO_DATA", str(tmp_path / "data"))
    app.run()
    assert not app.exception
    assert "坏&lt;b&gt;.txt" in all_html(app)
