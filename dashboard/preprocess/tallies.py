"""The reduce: corpus-wide tallies over the rows of all documents."""

from collections.abc import Sequence

import pandas as pd

PER_CHARACTERS = 1000


def theme_table(
    articles: pd.DataFrame, sentences: pd.DataFrame, theme_mentions: pd.DataFrame, theme_names: Sequence[str]
) -> pd.DataFrame:
    """Return one row per 街道 × theme, zeros included, 街道 in the order of the documents, themes in that of the file.

    ``mentions`` counts terms found in the 街道's body sentences, ``sentences`` the body sentences with the theme
    (those included that only carry it from the heading above), ``sentence_share`` their share of its body sentences,
    ``per_1000_characters`` the mentions per 1,000 characters of its body text.
    """
    streets = list(dict.fromkeys(articles["street"]))
    index = pd.MultiIndex.from_product([streets, theme_names], names=["street", "theme"])
    of_street = theme_mentions[theme_mentions["street"].notna()]
    found = of_street[~of_street["carried"].astype(bool)]
    table = pd.DataFrame(index=index)
    table["mentions"] = found.groupby(["street", "theme"]).size().reindex(index, fill_value=0)
    table["sentences"] = of_street.groupby(["street", "theme"])["sentence_id"].nunique().reindex(index, fill_value=0)
    table = table.reset_index()
    body = sentences[sentences["street"].notna() & (sentences["part"] == "body")].groupby("street").size()
    characters = articles.groupby("street")["characters"].sum()
    table["sentence_share"] = (table["sentences"] / table["street"].map(body)).fillna(0.0).astype(float)
    rate = PER_CHARACTERS * table["mentions"] / table["street"].map(characters).where(lambda total: total > 0)
    table["per_1000_characters"] = rate.fillna(0.0).astype(float)
    return table
