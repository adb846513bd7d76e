"""The way from a drawn mark to the sentences behind it."""

import pandas as pd

EVIDENCE_COLUMNS = ("mark", "sentence_id", "start", "end")
SEPARATOR = "|"


def mark_of(*parts: str) -> str:
    """Return the name of a mark: 古美路街道|为老服务."""
    return SEPARATOR.join(parts)


def no_evidence() -> pd.DataFrame:
    """Return evidence without a row."""
    return pd.DataFrame({name: pd.Series(dtype="object") for name in EVIDENCE_COLUMNS})


def evidence_of(rows: pd.DataFrame, marks: pd.Series) -> pd.DataFrame:
    """Return one row per mark × place in the text, in reading order.

    ``rows`` has ``sentence_id``, ``start`` and ``end``; ``marks`` names the mark of each row, by the same index.
    """
    if rows.empty:
        return no_evidence()
    evidence = rows[["sentence_id", "start", "end"]].assign(mark=marks.astype("object"))
    evidence = evidence[list(EVIDENCE_COLUMNS)].drop_duplicates()
    return evidence.reset_index(drop=True)


def street_theme_evidence(theme_mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the evidence of the marks 街道|主题: every theme term where it stands."""
    rows = theme_mentions.dropna(subset=["street"])
    return evidence_of(rows, rows["street"] + SEPARATOR + rows["theme"])


def joined_evidence(*parts: pd.DataFrame) -> pd.DataFrame:
    """Return all the evidence in one frame."""
    filled = [part for part in parts if not part.empty]
    return pd.concat(filled, ignore_index=True) if filled else no_evidence()
