"""Speed of the map (one document from its bytes to its rows) beside segmentation of the same text.

``python -m benchmarks.map_speed`` prints the comparisons as JSON, for ``compiled_map``.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict

import jieba
import rjieba

from benchmarks.comparison import ROUNDS, Comparison, compare
from benchmarks.corpus import generated
from benchmarks.generated_corpus import generated_texts
from benchmarks.townships import chosen_townships
from dashboard.paths import LEXICON, SEEDS
from dashboard.preprocess.document_group import DocumentGroup
from dashboard.preprocess.map_file import prepare_worker
from dashboard.preprocess.rules import Rules, load_rules
from dashboard.preprocess.sources import seed_files
from dashboard.reading.document import Source
from dashboard.reading.read import load_source, read_document
from dashboard.tables.rows import RowsByTable

REPETITIONS = 20
"""How often the seed is read."""

GENERATED_DOCUMENTS = 60
GENERATOR_SEED = 2021
PLAN_YEAR = 2021
PLANS_OF = 2_000
"""Units of all the country from which those of the plans are taken at even distances."""


def measure(
    repetitions: int = REPETITIONS, documents: int = GENERATED_DOCUMENTS, rounds: int = ROUNDS
) -> list[Comparison]:
    """Return the comparisons for the seed read again and again, for documents generated from its sentences, with all of
    them and with those alone that hold a figure, and for plans of the generated corpus, whose sentences are shorter and
    state twice as much. The process is set up as the workers of a run are.
    """
    jieba.setLogLevel("WARNING")
    prepare_worker(LEXICON)
    rules = load_rules(LEXICON)
    seeds = [load_source(SEEDS, file) for file in seed_files(SEEDS)]
    document = read_document(seeds[0], rules.gazetteer, rules.reading)
    usual, dense = (
        [
            Source(f"generated-{number}.txt", text.encode())
            for number, text in enumerate(
                generated_texts(document, documents, GENERATOR_SEED, only_figures=only_figures), 1
            )
        ]
        for only_figures in (False, True)
    )
    units = chosen_townships(PLANS_OF, GENERATOR_SEED)[:: PLANS_OF // documents]
    plans = [Source(path, text.encode()) for path, text in generated(units)]
    return [
        _compared("seed, repeated", seeds * repetitions, rules, rounds),
        _compared("generated documents", usual, rules, rounds),
        _compared("generated, a figure in every sentence", dense, rules, rounds),
        _compared("plans of the generated corpus", plans, rules, rounds),
    ]


def _compared(name: str, sources: Sequence[Source], rules: Rules, rounds: int) -> Comparison:
    texts = [source.content.decode() for source in sources]
    works = {
        "document_rows": lambda: _mapped(sources, rules),
        "jieba.lcut": lambda: [jieba.lcut(text) for text in texts],
        "rjieba.cut": lambda: [rjieba.cut(text) for text in texts],
    }
    return compare(name, sum(map(len, texts)), works, rounds)


def _mapped(sources: Sequence[Source], rules: Rules) -> list[RowsByTable]:
    """Return the rows of each document, made in groups as a run makes them."""
    group = DocumentGroup(lambda: rules)
    found: list[RowsByTable] = [{} for _ in sources]
    for source, rows in zip(sources, found, strict=True):
        group.add(read_document(source, rules.gazetteer, rules.reading, PLAN_YEAR), rows)
    group.finish()
    return found


if __name__ == "__main__":
    print(json.dumps([asdict(comparison) for comparison in measure()]))
