"""What is compared, chosen on the screen: 街道 or districts, those of one district, some by name; on every page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.cli import main
from dashboard.pages import start_up, unit_filter, view
from dashboard.pages.app import PAGES
from dashboard.paths import PROJECT
from dashboard.preprocess.pipeline import preprocess
from dashboard.tables import stored_tables
from dashboard.tables.store import load_tables
from tests.test_pages import SECONDS, all_html, app_on, open_page

SCRIPTS = [script for script, _ in PAGES]
DISTRICTS = {
    "徐汇区": ("天平路街道", "田林街道", "徐家汇街道"), "静安区": ("江宁路街道", "曹家渡街道", "彭浦镇"),
    "黄浦区": ("打浦桥街道", "半淞园路街道"),
}  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("unit filter")
    for district, streets in DISTRICTS.items():
        (root / "seeds" / district).mkdir(parents=True)
        for number, street in enumerate(streets, 1):
            text = f"{street}2021年工作计划\n\n{number}月底前建成助餐点{number}个，服务老人。加强垃圾分类。\n"
            (root / "seeds" / district / f"{street}.txt").write_text(text, encoding="utf-8")
    preprocess(root / "seeds", root / "out", workers=1)
    return root / "out"


@pytest.fixture
def app(data: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return app_on(data.parent, monkeypatch)


@pytest.fixture
def app_of_files(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app as it is with very many 街道: their tables stay in the files, and no rows are held."""
    monkeypatch.setattr(start_up, "MOST_ARTICLES_IN_MEMORY", 0)
    monkeypatch.setattr(stored_tables, "MOST_STREETS_OF_ROWS", 3)
    forget_tables()
    yield app
    forget_tables()


def forget_tables() -> None:
    """Forget what is kept by the version of the tables, which does not say where they are."""
    start_up._loaded.clear()
    view._chosen.cache_clear()
    view._answer.cache_clear()


def widget(app: AppTest, kind: str, key: str):  # type: ignore[no-untyped-def]
    return next(one for one in app.get(kind) if one.key == key)


def address(app: AppTest, key: str) -> list[str]:
    said = app.query_params.get(key, [])
    return [said] if isinstance(said, str) else said


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_page_runs_by_district(app: AppTest, script: str) -> None:
    app.query_params["level"] = "district"
    assert not open_page(app, script).exception


@pytest.mark.parametrize("parameters", [{"level": "district"}, {}, {"area": "徐汇区"}, {"street": "彭浦镇"}])
@pytest.mark.parametrize("script", SCRIPTS)
def test_every_page_runs_on_tables_in_files(app_of_files: AppTest, script: str, parameters: dict[str, str]) -> None:
    for key, value in parameters.items():
        app_of_files.query_params[key] = value
    assert not open_page(app_of_files, script).exception


def test_tables_in_files_give_the_same_overview(app: AppTest, app_of_files: AppTest, data: Path) -> None:
    in_files = all_html(app_of_files.run())
    forget_tables()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(start_up, "MOST_ARTICLES_IN_MEMORY", 1_500)
        in_memory = all_html(AppTest.from_file(str(PROJECT / "streamlit_app.py"), default_timeout=SECONDS).run())
    assert in_files == in_memory


def test_choosing_districts_compares_them_and_is_in_the_address(app: AppTest) -> None:
    app.run()
    levels = widget(app, "button_group", "choose_level")
    assert levels.options == ["街道", "区县"]
    levels.set_value("district").run()
    assert address(app, "level") == ["district"]
    assert widget(app, "button_group", "street").options == list(DISTRICTS)
    assert "徐汇区" in all_html(app)
    levels.set_value("street").run()
    assert address(app, "level") == ["street"]
    assert not app.exception


def test_an_area_leaves_its_own(app: AppTest) -> None:
    app.run()
    widget(app, "selectbox", "choose_area_district").set_value("静安区").run()
    assert address(app, "area") == ["静安区"]
    assert set(widget(app, "button_group", "street").options) == set(DISTRICTS["静安区"])
    assert "打浦桥" not in all_html(app)
    widget(app, "selectbox", "choose_area_district").set_value(None).run()
    assert "area" not in app.query_params
    assert not app.exception


def test_the_choice_survives_a_change_of_page(app: AppTest) -> None:
    app.query_params["area"] = "静安区"
    app.run()
    app.query_params.clear()
    app.switch_page("dashboard/pages/targets.py").run()
    assert address(app, "area") == ["静安区"]


NOTHING = (("area", "没有区"), ("level", "village"), ("area", "<b>"), ("level", "city"))


@pytest.mark.parametrize(("key", "value"), NOTHING)
def test_what_there_is_not_is_ignored(app: AppTest, key: str, value: str) -> None:
    app.query_params[key] = value
    app.run()
    assert not app.exception
    assert key not in app.query_params


def test_a_long_list_names_the_district_of_each(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unit_filter, "MANY", 3)
    app.run()
    names = widget(app, "multiselect", "street")
    assert [option.partition(" · ")[0] for option in names.options] == [
        district for district, streets in DISTRICTS.items() for _ in streets
    ]
    names.set_value(["田林街道"]).run()
    assert address(app, "street") == ["田林街道"]


def test_a_list_too_long_is_searched_by_name(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unit_filter, "MANY", 3)
    monkeypatch.setattr(unit_filter, "MOST_LISTED", 4)
    app.run()
    assert widget(app, "multiselect", "street").options == []
    widget(app, "text_input", "find_unit").set_value("路街道").run()
    assert len(widget(app, "multiselect", "street").options) == 3
    widget(app, "multiselect", "street").set_value(["江宁路街道"]).run()
    widget(app, "text_input", "find_unit").set_value("").run()
    assert widget(app, "multiselect", "street").value == ["江宁路街道"]
    assert address(app, "street") == ["江宁路街道"]


def test_very_many_are_shown_by_area_at_first(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unit_filter, "MOST_COMPARED", 4)
    app.run()
    assert widget(app, "button_group", "street").options == list(DISTRICTS)
    assert "level" not in app.query_params
    app.query_params["area"] = "黄浦区"
    app.run()
    assert widget(app, "button_group", "street").options == ["半淞园路街道", "打浦桥街道"]


def test_a_street_of_very_many_is_found_by_name(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unit_filter, "MOST_COMPARED", 4)
    monkeypatch.setattr(unit_filter, "MOST_ROWS_SHOWN", 4)
    app.run()
    widget(app, "text_input", "find_street").set_value("江宁").run()
    found = widget(app, "button_group", "found_street")
    assert found.options == ["静安区 · 江宁路街道"]
    found.set_value("江宁路街道").run()
    assert address(app, "street") == ["江宁路街道"]
    assert "江宁路" in all_html(app) and "打浦桥" not in all_html(app)
    assert not app.exception


def test_streets_in_the_address_are_shown_though_there_are_very_many(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit_filter, "MOST_COMPARED", 4)
    app.query_params["street"] = ["打浦桥街道", "田林街道"]
    html = all_html(app.run())
    assert address(app, "street") == ["田林街道", "打浦桥街道"] or len(address(app, "street")) == 2
    assert "打浦桥" in html and "江宁路" not in html


def test_texts_are_those_of_the_streets_of_an_area(app: AppTest) -> None:
    app.query_params["level"] = "district"
    app.query_params["street"] = "黄浦区"
    html = all_html(open_page(app, "source_text.py"))
    assert "半淞园路街道" in html and "天平路街道" not in html


def test_what_lists_every_row_is_not_made_of_very_many(app_of_files: AppTest) -> None:
    open_page(app_of_files, "briefing.py")
    disabled = {button.key: button.disabled for button in app_of_files.get("button") if button.key}
    assert disabled["export_xlsx"] and disabled["export_ics"]
    assert not disabled["export_pptx"] and not disabled["export_html"]
    assert "先在右上角选一个地区" in all_html(app_of_files)
    widget(app_of_files, "button", "export_pptx").click().run()
    assert not app_of_files.exception


def test_a_sentence_of_very_many_is_shown_in_its_article(app_of_files: AppTest, data: Path) -> None:
    tables = load_tables(data)
    sentence = tables.targets.loc[tables.targets["street"] == "彭浦镇", "sentence_id"].iloc[0]
    app_of_files.query_params["sentence"] = sentence
    assert "彭浦镇" in all_html(open_page(app_of_files, "source_text.py"))


def test_without_districts_there_is_nothing_to_choose(seed_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIEDAO_DATA", str(seed_data))
    app = AppTest.from_file(str(PROJECT / "streamlit_app.py"), default_timeout=SECONDS).run()
    assert not [group for group in app.get("button_group") if group.key == "choose_level"]
    assert not [box for box in app.get("selectbox") if str(box.key).startswith("choose_area")]


def test_the_command_exports_districts(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "out"
    assert main(["export", str(table), "--data", str(data), "--level", "district", "--charts", "theme_bars"]) == 0
    written = next(table.glob("*.csv")).read_text("utf-8-sig")
    assert "徐汇区" in written and "天平路" not in written
    assert main(["export", str(tmp_path / "一.xlsx"), "--data", str(data), "--area", "静安区"]) == 0
    assert main(["export", str(tmp_path / "二.xlsx"), "--data", str(data), "--area", "静安"]) == 2
    assert "no area '静安'; near it: 静安区" in capsys.readouterr().err
    wrong = ["--level", "district", "--street", "黄浦"]
    assert main(["export", str(tmp_path / "三.xlsx"), "--data", str(data), *wrong]) == 2
