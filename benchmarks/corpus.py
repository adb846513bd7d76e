"""``python -m benchmarks.corpus NUMBER FOLDER [--seed SEED] [--year YEAR]``: write a plan of so many 街道, a file each.

The same number and seed give the same files. Names are those of real units; lengths are spread as those of real
articles and news reports are; the words are clauses of the article in ``seeds/`` put together anew, with other
figures, and names of projects that are made up. Each district has clauses and projects that it likes more than
others do, and so has each 街道, so that there is something to be told apart.
"""

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import rjieba

from benchmarks.townships import Township, chosen_townships
from dashboard.paths import LEXICON, SEEDS
from dashboard.preprocess.rules import load_rules
from dashboard.preprocess.sources import seed_files
from dashboard.reading.read import load_source, read_document

SEED, YEAR = 2021, 2021
KINDS = ((0.6, 1_100, 0.25), (0.3, 730, 0.2), (0.1, 2_600, 0.5))
"""Share of the documents, median of their characters and the standard deviation of its logarithm: plans such as the
article's (1,026 to 1,242), news reports (434 to 1,017, median 730), and a few that are much longer."""
SHORTEST, LONGEST = 250, 20_000

DISTRICT_PROJECTS, OWN_PROJECTS = 12, 4
DISTRICT_TASTE, OWN_TASTE = 1.0, 0.7
"""Standard deviation of the logarithm of how much more often a clause is used than elsewhere."""
PROJECT_SHARE, OWN_SHARE = 0.3, 0.5
"""Of the sentences those that name a project, and of these those that name one of the 街道's own."""
CLAUSES = (1, 4)
SENTENCES = (2, 6)
"""Least and most in a sentence, in a paragraph."""
SECTION_WORDS = 6

PROJECT_SENTENCES = (
    "推进“{0}”建设，{1}月底前建成{2}个点位", "打造“{0}”品牌，全年开展活动{2}场", "{1}月启动“{0}”，惠及居民{2}户",
    "深化“{0}”机制，新增志愿者{2}人", "围绕“{0}”每月开展走访", "完善“{0}”，力争年内覆盖{2}个小区",
)  # fmt: skip
NUMERALS = "一二三四五六七八九十"
CHINESE = re.compile(r"[一-鿿]{2,}")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
NOT_PARTED = re.compile(r"[“”《》（）()]")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the documents are made of: clauses without punctuation at their ends, and words."""

    clauses: tuple[str, ...]
    words: tuple[str, ...]

    def project(self, chance: random.Random) -> str:
        return "".join(chance.sample(self.words, 2))


def vocabulary_of_seeds() -> Vocabulary:
    """Return the clauses and words of the documents in ``seeds/``."""
    rules = load_rules(LEXICON)
    clauses: dict[str, None] = {}
    for file in seed_files(SEEDS):
        document = read_document(load_source(SEEDS, file), rules.gazetteer, rules.reading)
        for sentence in document.sentences:
            if sentence.part == "body" and sentence.article_id:
                own_name = sentence.street or ""
                for clause in re.split("[，；。！？]", sentence.text):
                    if len(clause) > 3 and not NOT_PARTED.search(clause) and own_name[:2] not in clause:
                        clauses[clause] = None
    words = dict.fromkeys(word for clause in clauses for word in rjieba.cut(clause) if CHINESE.fullmatch(word))
    return Vocabulary(tuple(clauses), tuple(words))


def generated(townships: Sequence[Township], seed: int = SEED, year: int = YEAR) -> Iterator[tuple[str, str]]:
    """Yield for each unit the path of its plan (province/city/district/name) and the text."""
    vocabulary = vocabulary_of_seeds()
    for unit in townships:
        of_district = random.Random(f"{seed} {unit[:3]}")
        taste = [of_district.lognormvariate(0, DISTRICT_TASTE) for _ in vocabulary.clauses]
        projects = [vocabulary.project(of_district) for _ in range(DISTRICT_PROJECTS)]
        text = _plan(unit, vocabulary, taste, projects, random.Random(f"{seed} {unit}"), year)
        yield "/".join(filter(None, [*unit[:3], f"{unit.name}{year}年工作计划.txt"])), text


def _plan(
    unit: Township, vocabulary: Vocabulary, taste: Sequence[float], projects: Sequence[str], chance: random.Random,
    year: int,
) -> str:  # fmt: skip
    own = [vocabulary.project(chance) for _ in range(OWN_PROJECTS)]
    weights = list(accumulate(weight * chance.lognormvariate(0, OWN_TASTE) for weight in taste))
    _, median, spread = chance.choices(KINDS, [share for share, *_ in KINDS])[0]
    wanted = min(max(int(median * chance.lognormvariate(0, spread)), SHORTEST), LONGEST)
    lines = [f"{unit.full_name}{year}年工作计划"]
    written = len(lines[0])
    while written < wanted:
        if len(lines) % SECTION_WORDS == 1:
            number = len(lines) // SECTION_WORDS
            lines.append(f"{NUMERALS[number % len(NUMERALS)]}、{vocabulary.project(chance)}")
        sentences = []
        for _ in range(chance.randint(*SENTENCES)):
            if written >= wanted:
                break
            named = chance.random() < PROJECT_SHARE
            liked = own if named and chance.random() < OWN_SHARE else projects
            sentences.append(_project(liked, chance) if named else _sentence(vocabulary, weights, chance))
            written += len(sentences[-1])
        lines.append("".join(sentences))
    return "\n\n".join(lines) + "\n"


def _sentence(vocabulary: Vocabulary, weights: Sequence[float], chance: random.Random) -> str:
    clauses = chance.choices(vocabulary.clauses, cum_weights=weights, k=chance.randint(*CLAUSES))
    return NUMBER.sub(lambda found: _other_number(found[0], chance), "，".join(dict.fromkeys(clauses))) + "。"


def _project(projects: Sequence[str], chance: random.Random) -> str:
    words = chance.choice(PROJECT_SENTENCES)
    return words.format(chance.choice(projects), chance.randint(1, 12), chance.randint(2, 400)) + "。"


def _other_number(number: str, chance: random.Random) -> str:
    """Return a number of as many digits; a year stays one."""
    if len(number) == 4 and number.startswith("20"):
        return number
    if "." in number:
        return f"{float(number) * chance.uniform(0.5, 2):.1f}"
    if len(number) <= 2:  # may be a month or a day
        return str(chance.randint(1, max(int(number), 1)))
    return str(chance.randint(10 ** (len(number) - 1), 10 ** len(number) - 1))


def write_corpus(number: int, folder: Path, seed: int = SEED, year: int = YEAR) -> int:
    """Write the plans of so many 街道 below a folder; return their characters. Raises ValueError for a number that
    cannot be had and FileExistsError for a folder that holds something."""
    townships = chosen_townships(number, seed)
    if folder.is_dir() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty; name a folder that is new")
    characters = 0
    for path, text in generated(townships, seed, year):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        characters += len(text)
    return characters


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description="A corpus of made-up plans.")
    parser.add_argument("number", type=int, help="how many 街道: 107 are Shanghai's, 41352 all of the country's")
    parser.add_argument("folder", type=Path, help="folder for the files, new or empty")
    parser.add_argument("--seed", type=int, default=SEED, help=f"another seed gives other texts (default: {SEED})")
    parser.add_argument("--year", type=int, default=YEAR, help=f"plan year (default: {YEAR})")
    options = parser.parse_args()
    try:
        characters = write_corpus(options.number, options.folder, options.seed, options.year)
    except (ValueError, OSError) as error:
        parser.error(str(error))
    print(f"{options.number:,} plans of {characters:,} characters in {options.folder}")


if __name__ == "__main__":
    main()
