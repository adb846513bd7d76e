"""All rules that the map needs, loaded once per process and passed to it."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dashboard.extraction.beneficiaries import BeneficiaryRules, load_beneficiaries
from dashboard.extraction.commitment_rules import CommitmentRules, load_commitment_rules
from dashboard.extraction.date_rules import DateRules, load_date_rules
from dashboard.extraction.frequency_rules import FrequencyRules, load_frequency_rules
from dashboard.extraction.quantity_rules import QuantityRules, load_quantity_rules
from dashboard.extraction.theme_rules import ThemeRules, load_themes
from dashboard.extraction.token_rules import TokenRules, load_token_rules
from dashboard.reading.gazetteer_files import load_gazetteer
from dashboard.reading.names import Gazetteer
from dashboard.reading.rules import ReadingRules, load_reading_rules


@dataclass(frozen=True)
class Rules:
    """Every rule by which a document is read and its contents are extracted."""

    reading: ReadingRules
    gazetteer: Gazetteer
    dates: DateRules
    quantities: QuantityRules
    themes: ThemeRules
    beneficiaries: BeneficiaryRules
    commitments: CommitmentRules
    frequencies: FrequencyRules
    tokens: TokenRules


@lru_cache(maxsize=2)
def load_rules(lexicon: Path, version: str = "") -> Rules:
    """Return the rules of a lexicon folder, read once per process and version (a digest of its files).

    An app that runs for days reads rules again once they have changed. Raises ValueError naming file and line.
    """
    reading = load_reading_rules(lexicon)
    themes = load_themes(lexicon / "themes.toml", lexicon / "report.toml")
    beneficiaries = load_beneficiaries(lexicon / "beneficiaries.toml")
    commitments = load_commitment_rules(lexicon)
    return Rules(
        reading=reading,
        gazetteer=load_gazetteer(lexicon, reading),
        dates=load_date_rules(lexicon),
        quantities=load_quantity_rules(lexicon),
        themes=themes,
        beneficiaries=beneficiaries,
        commitments=commitments,
        frequencies=load_frequency_rules(lexicon / "frequency.toml"),
        tokens=load_token_rules(lexicon),
    )
