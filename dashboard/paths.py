"""Every path of the project, in one place."""

from pathlib import Path

PACKAGE = Path(__file__).parent
PROJECT = PACKAGE.parent
SEEDS = PROJECT / "seeds"
DATA = PROJECT / "data"
STATIC = PROJECT / "static"
LEXICON = PACKAGE / "lexicon"
DICTIONARY = PACKAGE / "tables" / "dictionary.csv"
PAGES = PACKAGE / "pages"
