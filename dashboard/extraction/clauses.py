"""Clauses of a sentence and the action each opens with."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dashboard.extraction.clause_rules import ClauseRules
from dashboard.extraction.commitment_rules import Action, CommitmentRules, FoundVerb
from dashboard.reading.document import Sentence

MOST_CHARACTERS_BEFORE_VERB = 8
"""How far from its beginning a clause's verb may stand to be what the clause is about."""

WEAK_KINDS = frozenset(("soft", "result"))
"""Kinds of verbs that name nothing done: an attitude, or what follows from something done."""

_STARTS, _ENDS = " \t\r\n，|｜", "。！？；，,;”’ \t\r\n|｜"
_OPENS, _CLOSES = frozenset("“‘（(《〈「『〔["), frozenset("”’）)》〉」』〕]")
_MARK = re.compile(f"[{re.escape(''.join(sorted(_OPENS | _CLOSES)))}，；;。！？|｜\\t\\n]|[,:：](?!\\d)")
"""Brackets, quotes, cells of a table and what parts clauses; inside a number (16:30, 1,302) a mark parts nothing."""

_NOUN_BEFORE = frozenset("的之“‘")
"""What stands right before a word of action that only names a thing."""


class Clause(NamedTuple):
    """A stretch of a sentence between commas; offsets count characters of the sentence, those of its action too."""

    start: int
    end: int
    text: str
    action: Action | None

    @property
    def acts(self) -> bool:
        """Whether it names something done rather than an attitude or an effect."""
        return self.action is not None and self.action.kind not in WEAK_KINDS


class SentenceClauses:
    """The clauses of a document's sentences, each split once, when first asked for."""

    def __init__(self, rules: CommitmentRules) -> None:
        self._rules = rules
        self._found: dict[str, list[Clause]] = {}

    def of(self, sentence: Sentence) -> list[Clause]:
        found = self._found.get(sentence.sentence_id)
        if found is None:
            found = self._found[sentence.sentence_id] = split_clauses(sentence.text, self._rules)
        return found


def split_clauses(text: str, rules: CommitmentRules) -> list[Clause]:
    """Return the clauses of a sentence with their actions; commas inside quotes and brackets split nothing."""
    verbs = rules.verbs_in(text)
    clauses = []
    first = 0
    for start, end in _stretches(text):
        words = text[start:end].lstrip(_STARTS)
        start = end - len(words)
        while words and words[-1] in _ENDS and not _closes(words[:-1], words[-1]):
            words = words[:-1]
        if not words:
            continue
        end = start + len(words)
        last = first
        while last < len(verbs) and verbs[last].start < end:
            last += 1
        action = _action(text, start, end, verbs[first:last], rules) if last > first else None
        first = last
        clauses.append(Clause(start, end, words, action))
    return clauses


def split_at(clause: Clause, places: Sequence[int], rules: CommitmentRules) -> list[Clause]:
    """Return a clause parted before these places of the sentence, each part with its own action."""
    ends = [*places, clause.end]
    parts = []
    for start, end in zip([clause.start, *places], ends, strict=True):
        for part in split_clauses(clause.text[start - clause.start:end - clause.start].rstrip("、"), rules):
            action = part.action
            if action:
                action = action._replace(start=action.start + start, end=action.end + start)
            parts.append(Clause(part.start + start, part.end + start, part.text, action))
    return parts


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the stretches between the marks that part clauses begin and end."""
    start = depth = 0
    for mark in _MARK.finditer(text):
        character = mark.group()
        if character in _OPENS:
            depth += 1
        elif character in _CLOSES:
            depth = max(0, depth - 1)
        elif depth == 0:
            yield start, mark.start()
            start = mark.end()
    yield start, len(text)


def _closes(words: str, mark: str) -> bool:
    """Return whether a mark is a closing quote that was opened in these words: then it stays with them."""
    return mark in "”’" and words.count("“" if mark == "”" else "‘") > words.count(mark)


def _action(text: str, start: int, end: int, verbs: Sequence[FoundVerb], rules: CommitmentRules) -> Action | None:
    """Return the verb that a clause opens with: near its beginning, or after 将, 把 or its subject."""
    begin = rules.clauses.lead_end(text, start, end)
    found = _first_action(text, start, end, begin, verbs, rules)
    return found if found or begin == start else _first_action(text, start, end, start, verbs, rules)


def _first_action(
    text: str, start: int, end: int, begin: int, verbs: Sequence[FoundVerb], rules: CommitmentRules
) -> Action | None:
    """Return the first verb of a clause from ``begin`` on that names no thing, one that is no mere attitude first."""
    weak: Action | None = None
    for verb, verb_start, verb_end in verbs:
        if verb_start < begin or verb.kind == "none" or (verb_start > start and text[verb_start - 1] in _NOUN_BEFORE):
            continue
        if rules.clauses.names(text, verb_end, end) or _in_quotes(text, start, verb_start):
            continue
        if verb.may_be_noun and _is_noun(text, begin, end, verb_start, verb_end, rules.clauses):
            continue
        action = Action(verb.word, verb.kind, verb_start, verb_end)
        if verb.kind not in WEAK_KINDS:
            return action
        weak = weak or action
    return weak


def _is_noun(text: str, begin: int, end: int, verb_start: int, verb_end: int, rules: ClauseRules) -> bool:
    if text.startswith(rules.compounds, verb_end, end):
        return True
    return verb_start > begin and not text.endswith(rules.subjects, begin, verb_start)


def _in_quotes(text: str, start: int, end: int) -> bool:
    if "“" not in text and "《" not in text:
        return False
    return text.count("“", start, end) > text.count("”", start, end) or (
        text.count("《", start, end) > text.count("》", start, end)
    )


def opens_with_action(clause: Clause, rules: ClauseRules) -> bool:
    """Return whether a clause is a bare action: its verb stands near its beginning and no subject is described."""
    if clause.action is None or not clause.acts:
        return False
    before = clause.text[:clause.action.start - clause.start]
    before = before[rules.lead_end(before, 0, len(before)):]
    return len(before) <= MOST_CHARACTERS_BEFORE_VERB and "的" not in before and "是" not in before
