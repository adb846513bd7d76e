"""Whether 将 stands for 把: it puts an object before its verb (将垃圾投放至…) and says nothing of the future (将新建…).

Told by what follows. 将 before a verb, an adverb or a preposition speaks of the future; before a noun it moves an
object where a verb comes later in the clause. Many Chinese words are verb and noun in one (服务, 安全): behind them a
verb has to say where the object ends up (送到, 融入).
"""

import re
from typing import Final

import rjieba

from dashboard.extraction.clause_rules import ClauseRules

JIANG: Final = "将"
_CLAUSE_END: Final = re.compile("[，。；：！？!?;\\n将把]")
LONGEST_CLAUSE: Final = 40
"""Characters after 将 in which its verb stands."""

_NOUNS: Final = frozenset("nrbsjt")
"""First letters of the part-of-speech tags of jieba's dictionary for nouns, pronouns, distinguishing words, places,
abbreviations and times."""
_VERB_AND_NOUN: Final = frozenset(("vn", "a", "an", "m", "q", "x", "f", "z", "l", "i"))
"""Tags of what may be a noun or part of one, but as often is none."""
_VERBS_AND_IDIOMS: Final = frozenset("vil")
_MEASURED_NOUN: Final = "mq"
_OPENING_QUOTES: Final = frozenset("“‘「『《\"")

_ENDS_UP: Final = frozenset("到在入为成给进至向于出")
"""What ends a verb that says where an object ends up, or follows it."""
_NO_END: Final = frozenset(("成为", "投入", "得到", "达到", "感到", "遇到", "看到", "收到", "受到", "迎来"))
"""Verbs that end alike and move nothing."""


def moves_object(text: str, at: int, end: int, rules: ClauseRules) -> bool:
    """Return whether the 将 at a place of a sentence, which ends at ``end``, stands for 把."""
    limit = min(end, at + 1 + LONGEST_CLAUSE)
    stop = _CLAUSE_END.search(text, at + 1, limit)
    clause = text[at + 1 : stop.start() if stop else limit]
    if len(clause) < 2 or rules.ahead.match(clause):
        return False
    if rules.disposes.match(text, at, limit):
        return True
    words: list[tuple[str, str]] = rjieba.tag(clause)
    first, kind = words[0]
    if kind[0] in _NOUNS or kind == _MEASURED_NOUN or first in _OPENING_QUOTES:
        return any(tag[0] in _VERBS_AND_IDIOMS for _, tag in words[1:])
    may_be_noun = kind in _VERB_AND_NOUN or words[1:2] == [("的", "uj")]  # 将收到的视频文件递交到
    return may_be_noun and any(_ends_up(words, place) for place in range(1, len(words)))


def _ends_up(words: list[tuple[str, str]], place: int) -> bool:
    """Return whether the word at a place says where an object ends up: 送到, or 到 behind a verb that is not the first
    word."""
    word, kind = words[place]
    if word in _NO_END or word[-1] not in _ENDS_UP:
        return False
    if len(word) > 1:
        return kind[0] == "v" or kind == "l"
    return place > 1 and words[place - 1][1][0] == "v"
