"""The plan year chosen on the screen: on every page, in the address, in what is exported."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.cli import main
from dashboard.export.choice import selection_of
from dashboard.pages.app import PAGES
from dashboard.paths import PROJECT
from dashboard.preprocess.pipeline import preprocess
from dashboard.tables.store import load_tables
from tests.extraction_fixtures import write_documents
from tests.test_pages import SECONDS, all_html, app_on, open_page
from tests.test_years import DOCUMENTS

SCRIPTS = [script for script, _ in PAGES]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("year filter")
    preprocess(write_documents(root / "seeds", DOCUMENTS), root / "out")
    return root / "out"


@pytest.fixture
def app(data: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return app_on(data.parent, monkeypatch)


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_page_runs_for_one_year(app: AppTest, script: str) -> None:
    app.query_params["year"] = "2022"
    assert not open_page(app, script).exception


def test_a_year_leaves_its_own_commitments(app: AppTest) -> None:
    app.query_params["year"] = "2022"
    html = all_html(open_page(app, "targets.py"))
    assert "36台" in html and "1,302户" not in html


def test_choosing_a_year_writes_it_into_the_address_and_choosing_it_again_takes_it_out(app: AppTest) -> None:
    app.run()
    years = next(group for group in app.get("button_group") if group.key == "year")
    assert years.options == ["2022年", "2021年"]
    years.set_value("2021").run()
    assert app.query_params.get("year") in ("2021", ["2021"])
    assert not app.exception
    years.set_value(None).run()
    assert "year" not in app.query_params


def test_the_year_survives_a_change_of_page(app: AppTest) -> None:
    app.query_params["year"] = "2022"
    app.run()
    app.query_params.clear()
    app.switch_page("dashboard/pages/targets.py").run()
    assert app.query_params.get("year") in ("2022", ["2022"])


@pytest.mark.parametrize("year", ["1999", "<b>", "2022年"])
def test_a_year_without_plans_is_ignored(app: AppTest, year: str) -> None:
    app.query_params["year"] = year
    app.run()
    assert not app.exception
    assert "year" not in app.query_params


def test_documents_of_one_year_give_nothing_to_choose(seed_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIEDAO_DATA", str(seed_data))
    app = AppTest.from_file(str(PROJECT / "streamlit_app.py"), default_timeout=SECONDS).run()
    assert not [group for group in app.get("button_group") if group.key == "year"]


def test_the_command_exports_one_year(data: Path, tmp_path: Path) -> None:
    assert main(["export", str(tmp_path / "数据.xlsx"), "--data", str(data), "--year", "2022"]) == 0
    assert main(["export", str(tmp_path / "数据.xlsx"), "--data", str(data), "--year", "1999"]) == 2


def test_a_year_that_no_plan_has_brings_up_those_there_are(data: Path) -> None:
    with pytest.raises(ValueError, match=r"no plan year '2012'; near it: .*2021"):
        selection_of(load_tables(data), year=2012)
