"""Clauses of a sentence and the action each opens with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.extraction.clause_rules import ClauseRules
from dashboard.extraction.commitment_rules import Action, CommitmentRules
from dashboard.extraction.literal_search import Found
from dashboard.extraction.sentence_text import JoinedText, WordsInSentences
from dashboard.reading.document import Sentence

MOST_CHARACTERS_BEFORE_VERB: Final = 8
"""How far from its beginning a clause's verb may stand to be what the clause is about."""

WEAK_KINDS: Final = frozenset(("soft", "result"))
"""Kinds of verbs that name nothing done: an attitude, or what follows from something done."""

TURNING_KINDS: Final = frozenset(("start", "finish"))
"""Kinds of verbs after which something is no longer as before."""

# Characters as text: to look through so few takes less time than a hash of the one that is looked for.
_STARTS: Final = " \t\r\n，|｜"
_ENDS: Final = "。！？；，,;”’ \t\r\n|｜"
_OPENS: Final = "“‘（(《〈「『〔["
_BRACKETS: Final = _OPENS + "”’）)》〉」』〕]"
_COMMA: Final = "，"
_OTHER_MARKS: Final = re.escape(_BRACKETS) + "；;。！？|｜\\t\\n,:："
_MARK: Final = re.compile(f"[{_COMMA}{_OTHER_MARKS}](?!(?<=[,:：])\\d)")
"""Brackets, quotes, cells of a table and what parts clauses; inside a number (16:30, 1,302) a mark parts nothing."""

_OTHER_MARK: Final = re.compile(f"[{_OTHER_MARKS}]")
_LAST_MARKS: Final = "。；！？"
"""What ends a sentence."""

_NOUN_BEFORE: Final = frozenset("的之“‘")
"""What stands right before a word of action that only names a thing."""


@dataclass(slots=True, init=False)  # __init__ by hand: a generated one stays Python when modules are compiled
class Clause:
    """A stretch of a sentence between commas; offsets count characters of the sentence, those of its action too.

    ``acts`` tells that it names something done rather than an attitude or an effect. Never changed once made.
    """

    start: int
    end: int
    text: str
    action: Action | None
    acts: bool

    def __init__(self, start: int, end: int, text: str, action: Action | None = None, acts: bool = False) -> None:
        self.start, self.end, self.text = start, end, text
        self.action, self.acts = action, acts


class SentenceClauses:
    """The clauses of a document's sentences, each split once, when first asked for; verbs are found at once in all."""

    def __init__(self, joined: JoinedText, rules: CommitmentRules) -> None:
        self._rules, self._joined = rules, joined
        self._found: dict[str, list[Clause]] = {}
        self._verbs = WordsInSentences(rules.verb_search, joined)

    def of(self, sentence: Sentence) -> list[Clause]:
        found = self._found.get(sentence.sentence_id)
        if found is None:
            number = self._joined.numbers[sentence.sentence_id]
            begin = self._joined.starts[number]
            end = begin + len(sentence.text)
            found = _clauses(self._joined.written, begin, end, self._verbs.of(number), self._rules)
            self._found[sentence.sentence_id] = found
        return found


def split_clauses(text: str, rules: CommitmentRules) -> list[Clause]:
    """Return the clauses of a sentence with their actions; commas inside quotes and brackets split nothing."""
    return _clauses(text, 0, len(text), rules.verbs_in(text), rules)


def _clauses(text: str, begin: int, limit: int, verbs: Sequence[Found], rules: CommitmentRules) -> list[Clause]:
    """Return the clauses of the sentence that stands in a text from ``begin`` to ``limit``."""
    quoted = text.find("“", begin, limit) >= 0 or text.find("《", begin, limit) >= 0
    clauses = []
    first, number = 0, len(verbs)
    for start, end in _stretches(text, begin, limit):
        words = text[start:end].lstrip(_STARTS)
        if not words:
            continue
        start = end - len(words)
        if words[-1] in _ENDS:
            words = _without_end(words)
            end = start + len(words)
            if not words:
                continue
        last = first
        while last < number and verbs[last][1] < end:
            last += 1
        if last > first:
            found = _opening_verb(text, start, end, verbs[first:last], quoted, rules)
            first = last
            if found:
                verb = rules.verbs[found[0]]
                action = Action(verb.word, verb.kind, found[1] - begin, found[2] - begin)
                clauses.append(Clause(start - begin, end - begin, words, action, verb.kind not in WEAK_KINDS))
                continue
        clauses.append(Clause(start - begin, end - begin, words))
    return clauses


def split_at(clause: Clause, places: Sequence[int], rules: CommitmentRules) -> list[Clause]:
    """Return a clause parted before these places of the sentence, each part with its own action."""
    ends = [*places, clause.end]
    parts = []
    for start, end in zip([clause.start, *places], ends, strict=True):
        for part in split_clauses(clause.text[start - clause.start:end - clause.start].rstrip("、"), rules):
            action = part.action
            if action:
                action = Action(action.verb, action.kind, action.start + start, action.end + start)
            parts.append(Clause(part.start + start, part.end + start, part.text, action, part.acts))
    return parts


def _stretches(text: str, start: int, limit: int) -> list[tuple[int, int]]:
    """Return where the stretches between the marks that part clauses begin and end."""
    end = limit - 1 if start < limit and text[limit - 1] in _LAST_MARKS else limit
    if _OTHER_MARK.search(text, start, end):
        return _stretches_outside_brackets(text, start, limit)
    found = []  # most sentences: only commas part them
    comma = text.find(_COMMA, start, end)
    while comma >= 0:
        found.append((start, comma))
        start = comma + 1
        comma = text.find(_COMMA, start, end)
    found.append((start, end))
    return found


def _stretches_outside_brackets(text: str, start: int, limit: int) -> list[tuple[int, int]]:
    """Return the same for a text in which brackets or quotes may hold marks that part nothing."""
    found = []
    depth = 0
    for mark in _MARK.finditer(text, start, limit):
        end = mark.start()
        character = text[end]
        if character not in _BRACKETS:
            if depth == 0:
                found.append((start, end))
                start = end + 1
        elif character in _OPENS:
            depth += 1
        elif depth:
            depth -= 1
    found.append((start, limit))
    return found


def _without_end(words: str) -> str:
    """Return the words of a clause without the marks and blanks that end it."""
    while words and words[-1] in _ENDS and not _closes(words[:-1], words[-1]):
        words = words[:-1]
    return words


def _closes(words: str, mark: str) -> bool:
    """Return whether a mark is a closing quote that was opened in these words: then it stays with them."""
    return mark in "”’" and words.count("“" if mark == "”" else "‘") > words.count(mark)


def _opening_verb(
    text: str, start: int, end: int, verbs: Sequence[Found], quoted: bool, rules: CommitmentRules
) -> Found | None:
    """Return the verb that a clause opens with: near its beginning, or after 将, 把 or its subject."""
    begin = rules.clauses.lead_end(text, start, end)
    found = _first_verb(text, start, end, begin, verbs, quoted, rules)
    return found if found or begin == start else _first_verb(text, start, end, start, verbs, quoted, rules)


def _first_verb(
    text: str, start: int, end: int, begin: int, verbs: Sequence[Found], quoted: bool, rules: CommitmentRules
) -> Found | None:
    """Return the first verb of a clause from ``begin`` on that names no thing, one that is no mere attitude first."""
    weak: Found | None = None
    clause_rules = rules.clauses
    for found in verbs:
        number, verb_start, verb_end = found
        if verb_start < begin or (verb_start > start and text[verb_start - 1] in _NOUN_BEFORE):
            continue
        _, kind, may_be_noun = rules.verbs[number]
        if kind == "none" or clause_rules.names(text, verb_end, end):
            continue
        if quoted and _in_quotes(text, start, verb_start):
            continue
        if may_be_noun and clause_rules.is_noun(text, begin, end, verb_start, verb_end):
            continue
        if kind not in WEAK_KINDS:
            return found
        weak = weak or found
    return weak


def _in_quotes(text: str, start: int, end: int) -> bool:
    return text.count("“", start, end) > text.count("”", start, end) or (
        text.count("《", start, end) > text.count("》", start, end)
    )


def opens_with_action(clause: Clause, rules: ClauseRules) -> bool:
    """Return whether a clause is a bare action: its verb stands near its beginning and no subject is described.

    A verb that begins or ends something may stand behind a subject of any length (一、二、三号线启动改造).
    """
    if clause.action is None or not clause.acts:
        return False
    before = clause.text[:clause.action.start - clause.start]
    before = before[rules.lead_end(before, 0, len(before)):]
    is_near = len(before) <= MOST_CHARACTERS_BEFORE_VERB or clause.action.kind in TURNING_KINDS
    return is_near and "的" not in before and "是" not in before
