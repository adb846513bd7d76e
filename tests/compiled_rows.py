"""``python -m tests.compiled_rows FOLDER``: prints, as JSON, where a module that may be compiled was loaded from, a
digest of the rows of all documents below a folder, and whether rules and documents come through ``pickle``."""

import hashlib
import json
import pickle
import sys
from pathlib import Path

from dashboard.extraction import clauses
from dashboard.paths import LEXICON
from dashboard.preprocess.document_rows import document_rows
from dashboard.preprocess.rules import load_rules
from dashboard.reading.read import load_source, read_document

PLAN_YEAR = 2021


def main(folder: Path) -> None:
    rules = load_rules(LEXICON)
    sources = [load_source(folder, file) for file in sorted(folder.rglob("*.txt"))]
    rows = [document_rows(source, rules, PLAN_YEAR) for source in sources]
    document = read_document(sources[0], rules.gazetteer, rules.reading)
    sent = pickle.loads(pickle.dumps(rules))
    print(json.dumps({
        "module": clauses.__file__,
        "rows": hashlib.sha256(repr(rows).encode()).hexdigest(),
        "number": sum(len(of_table) for of_document in rows for of_table in of_document.values()),
        "rules are sent": document_rows(sources[0], sent, PLAN_YEAR) == rows[0],
        "documents are sent": pickle.loads(pickle.dumps(document)) == document,
    }))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
