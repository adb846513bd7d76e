"""Tables that stay in their files hold what tables in memory hold, and read no more than is wanted."""

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from dashboard.charts.catalogue import CHARTS
from dashboard.charts.quotes import quotes_of
from dashboard.library.document_list import document_list
from dashboard.preprocess.pipeline import preprocess
from dashboard.tables import stored_tables
from dashboard.tables import tables as tables_module
from dashboard.tables.areas import LEVELS as LEVELS_OF_AREAS
from dashboard.tables.narrow_frames import NarrowFrames
from dashboard.tables.once import once_for_all_levels
from dashboard.tables.parquet_set import SEPARATOR, ParquetSet
from dashboard.tables.schemas import SCHEMAS, STORED
from dashboard.tables.store import TablesChangedError
from dashboard.tables.stored_tables import StoredTables
from dashboard.tables.tables import Selection, Tables
from tests.stored_documents import DISTRICTS, same

SELECTIONS = (
    Selection(), Selection(themes=("为老服务", "旧改住房")), Selection(year=2021), Selection(year=2022),
    Selection(area="徐汇区"), Selection(streets=("田林街道", "彭浦镇")), Selection(area="静安区", year=2022),
)  # fmt: skip


@pytest.mark.parametrize("selection", SELECTIONS)
def test_rows_that_are_read_are_those_in_memory(stored: StoredTables, tables: Tables, selection: Selection) -> None:
    wanted = tables.select(selection)
    if not selection.streets and not selection.area:  # text of nobody comes with all, and with no choice of 街道
        wanted = tables.select(Selection(tuple(tables.articles["street"].unique()), selection.themes, selection.year))
    chosen = stored.select(selection)
    assert chosen.has_texts
    for name in SCHEMAS:
        if name != "documents":
            same(getattr(chosen, name), getattr(wanted, name))
    assert len(chosen.targets)


def test_sentences_are_quoted_from_the_files(stored: StoredTables, tables: Tables) -> None:
    chart = next(one for one in CHARTS if one.key == "theme_heatmap").draw(tables.select(Selection()))
    assert quotes_of(stored, chart.evidence) == quotes_of(tables, chart.evidence)
    assert document_list(stored.select(Selection())) == document_list(tables.select(Selection()))
    assert stored.sentences_named([]).empty
    assert stored.sentences_named(["nothing-s0001"]).empty


def test_no_more_places_are_read_than_somebody_reads(counted: StoredTables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_tables, "MOST_PLACES", 3)
    chosen = counted.select(Selection(level="district"))
    assert len(chosen.places("theme_mentions", chosen.theme_mentions)) == 3


def test_what_was_chosen_long_ago_is_forgotten_and_read_again(
    stored: StoredTables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored_tables, "MOST_STREETS_KEPT", 4)
    first = stored.select(Selection(area="徐汇区"))
    rows = first.targets
    assert first.targets is rows
    stored.select(Selection(area="静安区"))
    assert first.targets is not rows
    same(first.targets, rows)


def test_viewers_share_what_is_counted(counted: StoredTables) -> None:
    one, other = counted.select(Selection(level="district")), counted.select(Selection(level="district"))
    assert one.themes is other.themes
    assert one.keywords is other.keywords


@pytest.mark.parametrize("year", [None, 2021, 2022])
@pytest.mark.parametrize("level", list(LEVELS_OF_AREAS))
def test_tallies_of_areas_are_those_of_their_streets(
    counted: StoredTables, tables: Tables, level: str, year: int | None
) -> None:
    chosen, wanted = (one.select(Selection(level=level, year=year)) for one in (counted, tables))
    for name in ("themes", "keywords", "themes_by_year", "keywords_by_year"):
        same(getattr(chosen, name), getattr(wanted, name))
    assert len(chosen.keywords)


def test_keywords_of_those_shown_are_read_alone(counted: StoredTables, tables: Tables) -> None:
    selections = (Selection(level="district"), Selection(level="district", streets=("静安区", "徐汇区"), year=2021))
    for selection in selections:
        chosen, wanted = counted.select(selection), tables.select(selection)
        same(chosen.keywords_of(["静安区", "黄浦区"]), wanted.keywords_of(["静安区", "黄浦区"]))
        whole = chosen.keywords
        same(chosen.keywords_of(["静安区"]), whole[whole["street"] == "静安区"])
    assert counted.select(Selection(level="district", area="徐汇区")).keywords_of(["静安区"]).empty


@pytest.mark.parametrize(("few", "readings"), [(200, 1), (0, 4)])
def test_keywords_of_few_areas_are_read_once_for_all_charts(
    counted: StoredTables, monkeypatch: pytest.MonkeyPatch, few: int, readings: int
) -> None:
    read = []
    rows = ParquetSet.rows
    monkeypatch.setattr(tables_module, "FEW_UNITS", few)
    monkeypatch.setattr(ParquetSet, "rows", lambda *given: read.append(given) or rows(*given))
    chosen = counted.select(Selection(level="district", streets=("静安区", "徐汇区")))

    assert set(chosen.keywords_of(["静安区"])["street"]) == {"静安区"}
    assert set(chosen.keywords_of(["徐汇区"])["street"]) == {"徐汇区"}
    assert set(chosen.counted_terms()["term"]) == set(chosen.keywords["term"])
    assert [name for _, name, *_ in read] == ["keywords_by_area"] * readings


def test_a_choice_reads_no_more_than_keywords_after_reading_ahead(
    counted: StoredTables, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted.load_ahead()
    read: list[str] = []
    for way in ("groups", "rows", "rows_where", "columns"):
        method = getattr(ParquetSet, way)
        monkeypatch.setattr(
            ParquetSet, way, lambda files, name, *given, ask=method: read.append(name) or ask(files, name, *given)
        )
    chosen = counted.select(Selection(level="district", area="徐汇区"))
    for name in stored_tables.FIRST_WANTED:
        assert len(getattr(chosen, name))
    assert len(chosen.keywords)
    assert read == ["keywords_by_area"]


def test_rows_are_found_by_all_that_several_columns_say(folder: Path) -> None:
    files, columns = ParquetSet(folder), ("level", "year", "area")
    table = files.table("keywords_by_area").to_pandas()
    stretches = files.stretches("keywords_by_area", *columns)
    groups = table.groupby(list(columns), sort=False, dropna=False)
    assert len(groups) == len(stretches.whose) and table["year"].isna().any()
    for (level, year, area), rows in groups:
        of_year = "" if pd.isna(year) else str(int(year))
        assert list(stretches.of([SEPARATOR.join((level, of_year, area))])) == list(rows.index)
    assert not len(stretches.of([SEPARATOR.join(("district", "1900", "徐汇区"))]))


def test_a_commitment_has_the_same_number_in_all_tables(folder: Path, tables: Tables) -> None:
    targets, milestones = tables.targets["commitment_id"], tables.milestones["commitment_id"]
    for first in ("targets", "milestones"):
        frames = NarrowFrames(ParquetSet(folder))
        frames.frame(first)
        numbers = dict(zip(targets, frames.frame("targets")["commitment_id"], strict=True))
        assert len(set(numbers.values())) == len(numbers) == targets.nunique()
        found = frames.frame("milestones")["commitment_id"]
        assert [None if pd.isna(number) else int(number) for number in found] == [
            None if commitment is None or pd.isna(commitment) else numbers[commitment] for commitment in milestones
        ]


def test_what_is_known_of_all_is_not_looked_up_again(counted: StoredTables, tables: Tables) -> None:
    assert counted.theme_names() == counted.select(Selection()).theme_names() == tables.theme_names()
    chosen = counted.select(Selection())
    assert chosen.areas() is counted.areas()
    pd.testing.assert_frame_equal(counted.areas(), tables.areas())
    assert set(counted.select(Selection(area="徐汇区")).areas().index) == set(DISTRICTS["徐汇区"])


def test_what_is_made_of_all_documents_is_made_once(counted: StoredTables, tables: Tables) -> None:
    asked: list[int] = []

    def number(documents: pd.DataFrame) -> int:
        asked.append(len(documents))
        return len(documents)

    everything, of_area = counted.select(Selection(level="city")), counted.select(Selection(area="徐汇区"))
    assert everything.of_documents(number) == of_area.of_documents(number) == len(tables.documents)
    assert len(asked) == 1
    of_year = Selection(year=2022)
    assert counted.select(of_year).of_documents(number) == tables.select(of_year).of_documents(number)
    assert asked[1] < asked[0]


def test_what_is_counted_of_streets_is_told_for_their_areas(counted: StoredTables) -> None:
    asked: list[str] = []

    @once_for_all_levels
    def whose(tables: Tables) -> pd.DataFrame:
        asked.append(tables.unit)
        return tables.targets[["street"]]

    of_areas, of_streets = whose(counted.select(Selection(level="district"))), whose(counted.select(Selection()))
    assert asked == ["街道"]
    districts = of_streets["street"].astype("str").map(counted.areas()["district"])
    assert list(of_areas["street"].astype("str")) == list(districts.astype("str"))
    assert len(whose(counted.select(Selection(level="district", area="徐汇区")))) < len(of_areas)
    assert len(whose(counted.select(Selection(level="district", themes=("为老服务",))))) < len(of_areas)
    assert asked[1:] == ["区县", "区县"]


def test_other_tables_in_the_folder_are_noticed(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "一.txt").write_text("打浦桥街道2021年工作计划\n1月底前签约12户。\n", encoding="utf-8")
    preprocess(seeds, tmp_path / "out", workers=1)
    stored = StoredTables(tmp_path / "out")
    assert len(stored.articles) == 1
    (seeds / "二.txt").write_text("田林街道2021年工作计划\n1月底前签约13户。\n", encoding="utf-8")
    preprocess(seeds, tmp_path / "out", workers=1)
    with pytest.raises(TablesChangedError):
        stored.select(Selection(streets=("打浦桥街道",))).targets  # noqa: B018
    assert len(StoredTables(tmp_path / "out").articles) == 2


def test_a_table_in_many_files_is_one_table(folder: Path, tables: Tables, tmp_path: Path) -> None:
    """As the engine dask writes them: a folder for each table, its parts in order."""
    for name in STORED:
        file = pq.ParquetFile(folder / f"{name}.parquet")
        metadata = file.schema_arrow.metadata
        (tmp_path / f"{name}.parquet").mkdir()
        table = file.read()
        for number, first in enumerate(range(0, max(len(table), 1), 7)):
            part = table.slice(first, 7).replace_schema_metadata(metadata)
            pq.write_table(part, tmp_path / f"{name}.parquet" / f"part-{number:05}.parquet")
    stored = StoredTables(tmp_path)
    for selection in (Selection(area="静安区"), Selection(streets=("田林街道", "打浦桥街道"))):
        chosen, wanted = stored.select(selection), tables.select(selection)
        for name in ("targets", "sentences", "theme_mentions", "keywords", "themes", "milestones"):
            same(getattr(chosen, name), getattr(wanted, name))


@pytest.mark.parametrize("selection", [Selection(level="district"), Selection(level="district", area="徐汇区")])
def test_where_every_word_stands_is_not_kept(counted: StoredTables, selection: Selection) -> None:
    chosen = counted.select(selection)
    assert chosen.term_mentions is not chosen.term_mentions
    assert chosen.targets is chosen.targets


def test_terms_are_counted_without_the_rest(counted: StoredTables, tables: Tables) -> None:
    for selection in (Selection(level="district"), Selection(level="district", area="徐汇区", year=2021), Selection()):
        chosen, wanted = counted.select(selection), tables.select(selection)
        same(chosen.counted_terms().astype({"term": "str"}), wanted.keywords[["term", "count"]])
        same(chosen.keywords[["term", "count"]], chosen.counted_terms())
