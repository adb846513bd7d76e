"""The rule files: the shipped ones load, and a mistake in one names file, line and what is wrong."""

import shutil
from pathlib import Path

import pytest

from dashboard.lexicon.csv_file import read_rows
from dashboard.paths import LEXICON
from dashboard.preprocess.rules import Rules, load_rules
from tests.extraction_fixtures import rules

RULE_FILES = sorted(file.name for file in LEXICON.iterdir() if file.suffix in (".csv", ".toml", ".txt")
                    and "LICENSE" not in file.name)


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    """A copy of the rule files to make mistakes in."""
    folder = tmp_path / "lexicon"
    folder.mkdir()
    for name in RULE_FILES:
        shutil.copy(LEXICON / name, folder / name)
    return folder


def spoil(file: Path, wrong: str) -> int:
    """Append a line to a file and return its number."""
    lines = file.read_text(encoding="utf-8").rstrip("\n").split("\n")
    file.write_text("\n".join([*lines, wrong]) + "\n", encoding="utf-8")
    return len(lines) + 1


def test_the_shipped_files_load() -> None:
    assert isinstance(rules(), Rules)


@pytest.mark.parametrize("name", RULE_FILES)
def test_each_rule_file_opens_with_a_comment_that_explains_it(name: str) -> None:
    assert (LEXICON / name).read_text(encoding="utf-8").startswith("#")


@pytest.mark.parametrize("name", RULE_FILES)
def test_each_rule_file_is_needed(lexicon: Path, name: str) -> None:
    (lexicon / name).unlink()
    with pytest.raises((OSError, ValueError), match=name):
        load_rules(lexicon)


@pytest.mark.parametrize(
    ("name", "wrong", "problem"),
    [
        ("festivals.csv", "社工日,solar", "2 cells"),
        ("festivals.csv", "社工日,mayan,3,16,,", "calendar 'mayan'"),
        ("festivals.csv", "社工日,solar,3,16,luck,", "needs 'luck'"),
        ("festivals.csv", "社工日,solar,13,16,,", "month '13'"),
        ("festivals.csv", "社工日,solar,2,30,,", "day '30'"),
        ("festivals.csv", "社工日,solar,3,十六,,", "day '十六'"),
        ("festivals.csv", "社工日,lunar,13,1,,", "month '13'"),
        ("festivals.csv", "社工日,term,大晴,,,", "month '大晴'"),
        ("festivals.csv", ",solar,3,16,,", "empty name"),
        ("festivals.csv", "节,solar,3,16,,", "name '节'"),
        ("festivals.csv", "春节,solar,3,16,,", "春节"),
        ("founding_days.csv", "建校", "1 cells"),
        ("founding_days.csv", "建校,1921年", "founded '1921年'"),
        ("founding_days.csv", "建校,1921-02-30", "founded '1921-02-30'"),
        ("founding_days.csv", "建党,1921-07-23", "建党"),
        ("units.csv", "光年,length,maybe,,", "measured 'maybe'"),
        ("units.csv", "光年,,,,", "no dimension"),
        ("units.csv", "户,household,,,", "户"),
        ("units.csv", "光年,length", "2 cells"),
        ("bounds.csv", "顶多,before,roughly,", "says 'roughly'"),
        ("bounds.csv", "顶多,beside,most,", "stands 'beside'"),
        ("bounds.csv", "超过,before,most,", "超过 stands twice"),
        ("cues.csv", "或许,perhaps,,", "says 'perhaps'"),
        ("cues.csv", "或许,planned", "2 cells"),
        ("cues.csv", "力争,achieved,,", "力争"),
        ("actions.csv", "琢磨,think,", "kind 'think'"),
        ("actions.csv", "完成,soft,", "完成"),
        ("actions.csv", "琢磨,do,maybe", "noun 'maybe'"),
        ("clause_words.csv", "然后,opener,,", "role 'opener'"),
        ("clause_words.csv", "其次,lead,,", "其次 stands twice as lead"),
        ("report.toml", "hears = [\"听说\"]", "unknown list hears"),
        ("townships.csv", "某街道,某区,某市,街区,,", "kind 街区"),
        ("townships.csv", "某街道,,某市,街道,,", "district"),
        ("townships.csv", "某街道,某区,,街道,,", "city"),
        ("townships_of_china.csv", "某省,某市,某区,", "empty district or townships"),
        ("townships_of_china.csv", "某省,某市,某区,甲镇||乙镇", "an empty name"),
        ("frequency.toml", "unit = ", ""),
        ("reading.toml", "colours = [\"红\"]", "colours"),
        ("themes.toml", "[\"天文\".terms]", "天文"),
        ("beneficiaries.toml", "[\"外星人\".terms]", "外星人"),
    ],
)
def test_a_mistake_names_file_line_and_what_is_wrong(lexicon: Path, name: str, wrong: str, problem: str) -> None:
    line = spoil(lexicon / name, wrong)
    with pytest.raises(ValueError) as caught:
        load_rules(lexicon)
    message = str(caught.value)
    assert message.startswith(f"{name}, line {line}:")
    assert problem in message


@pytest.mark.parametrize(
    ("name", "header"),
    [("festivals.csv", "name,calendar"), ("units.csv", "units,dimension"), ("cues.csv", "word,says"),
     ("actions.csv", "verbs,kind"), ("founding_days.csv", "names,founded"), ("clause_words.csv", "words,role"),
     ("bounds.csv", "words,stands"),
     ("townships.csv", "name,district")],
)
def test_a_wrong_header_is_named(lexicon: Path, name: str, header: str) -> None:
    file = lexicon / name
    lines = file.read_text(encoding="utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith(header))
    lines[at] = lines[at].replace(header.split(",")[0], "word_or_name", 1)
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ValueError, match=rf"^{name}, line {at + 1}: columns word_or_name"):
        load_rules(lexicon)


@pytest.mark.parametrize(("key", "value"), [("provides", "provides = 3"), ("provides", "# gone"), ("unit", "# gone")])
def test_a_wrong_or_missing_key_of_the_frequencies_is_named(lexicon: Path, key: str, value: str) -> None:
    file = lexicon / "frequency.toml"
    lines = file.read_text(encoding="utf-8").split("\n")
    file.write_text("\n".join(value if line.startswith(key) else line for line in lines), encoding="utf-8")
    with pytest.raises(ValueError, match=rf"^frequency\.toml, line \d+: .*{key}"):
        load_rules(lexicon)


@pytest.mark.parametrize("value", ["says = []", "says = 3", "says = [3]", "# gone"])
def test_a_wrong_or_missing_list_of_report_words_is_named(lexicon: Path, value: str) -> None:
    file = lexicon / "report.toml"
    lines = file.read_text(encoding="utf-8").split("\n")
    file.write_text("\n".join(value if line.startswith("says") else line for line in lines), encoding="utf-8")
    with pytest.raises(ValueError, match=r"^report\.toml, line \d+: says needs a list of words"):
        load_rules(lexicon)


def test_comments_and_blank_lines_of_a_table_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "words.csv"
    file.write_text("# what it is\n\nword,kind\n\n# a group\n好, a \n", encoding="utf-8")
    [row] = read_rows(file, ("word", "kind"))
    assert (row["word"], row["kind"], row.line) == ("好", "a", 6)


def test_a_table_without_its_header_is_named(tmp_path: Path) -> None:
    file = tmp_path / "words.csv"
    file.write_text("# nothing here\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"words\.csv, line 1: no line with the columns word,kind"):
        read_rows(file, ("word", "kind"))
