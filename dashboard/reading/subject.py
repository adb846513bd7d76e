"""Finds the one 街道 or 镇 that a document without openers is about."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from dashboard.reading.file_name import stem_of
from dashboard.reading.lines import Line
from dashboard.reading.names import Gazetteer
from dashboard.reading.rules import NameRules, any_of
from dashboard.reading.township import NOWHERE, NameMatch, Place, Township

LEAD_CHARACTERS = 100
"""The lead is the first sentences of a text up to this many characters, the last one whole."""

LONG_LEAD_CHARACTERS = 250
"""The lead goes on to here while neither a 街道 nor anything larger (全区, 区委) has been named."""

OFTEN = 3
"""Mentions that make a 街道 the subject even where the lead does not name it."""

DISTRICT_AT_END = re.compile(r"[\u4e00-\u9fff]{2,3}区$")

DOMINANCE = 3
"""How many times as often as all others together the subject is named."""


def units_named(
    *, titles: Sequence[Line], path: str, signature: Sequence[str], gazetteer: Gazetteer, home: Place = NOWHERE
) -> frozenset[Township]:
    """Return the units that the first of title, author, signature, file name and folders that names any.

    One is the document's subject. ``home`` chooses among units of one name.
    """
    for title in titles:
        if author := title.author:
            named = {author.township} if author.township else set()
        else:
            named = {match.township for match in gazetteer.find_in_title(title.text, home)}
        if named:
            return frozenset(named)
    for text in (*signature, stem_of(path)):
        if matches := gazetteer.find_in_title(text, home):
            return frozenset(match.township for match in matches)
    for folder in reversed(path.split("/")[:-1]):
        if gazetteer.is_listed(folder) and (unit := gazetteer.resolve(folder, home)):
            return frozenset((unit,))
    return frozenset()


def subject_of_text(
    sentences: Sequence[str], found: Mapping[int, Sequence[NameMatch]], rules: NameRules, *, wider_area: bool
) -> Township | None:
    """Return the unit that the lead names and the text does not leave, or that the text names again and again.

    None for a report about a district, the city or several 街道. ``found`` are the names in each sentence that has any,
    ``wider_area`` tells that the title is about a district; its lead proves nothing.
    """
    if not found:
        return None
    counts = Counter(match.township for matches in found.values() for match in matches)
    in_lead: set[Township] = set()
    characters = LEAD_CHARACTERS if wider_area else 0
    for i, sentence in enumerate(sentences):
        if characters >= (LEAD_CHARACTERS if in_lead or wider_area else LONG_LEAD_CHARACTERS):
            break
        in_lead.update(match.township for match in found.get(i, ()) if not _only_a_place(sentence, match, rules))
        wider_area = wider_area or bool(any_of(rules.wider_area_words).search(sentence))
        characters += len(sentence)
    township, count = counts.most_common(1)[0]
    dominates = count >= DOMINANCE * (counts.total() - count)
    return township if dominates and (in_lead == {township} or count >= OFTEN) else None


def _only_a_place(sentence: str, match: NameMatch, rules: NameRules) -> bool:
    """Return whether a name only says where something lies (位于静安区宝山路街道)."""
    before = sentence[max(0, match.start - 10) : match.start]
    if before.endswith("区"):
        before = DISTRICT_AT_END.sub("", before)
    return before.endswith(rules.place_words)
