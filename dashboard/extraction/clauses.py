"""Clauses of a sentence and the action each opens with."""

import re
from dataclasses import dataclass

from dashboard.extraction.commitment_rules import CommitmentRules

MOST_CHARACTERS_BEFORE_VERB = 8
"""How far from its beginning a clause's verb may stand to be what the clause is about."""

_ENDS = "。！？；，,;”’ \t\r\n"
_OPENS, _CLOSES = "“‘（(《〈「『〔[", "”’）)》〉」』〕]"
_MARK = re.compile(f"[{re.escape(_OPENS + _CLOSES)}，；;。！？\\t\\n]|[,:：](?!\\d)")
"""Brackets, quotes and what parts clauses; a colon or comma inside a number (16:30, 1,302) parts nothing."""

_LEAD = re.compile(
    "^[\\s“‘■●·]*(?:[一二三四五六七八九十]+是|[（(]?[一二三四五六七八九十\\d]+(?:[)）、]|[.．](?!\\d))|其[一二三四五]|首先|其次|再次|最后|此外|另外|同时|还有|并且?|"
    "一方面|另一方面|为此|此后|比如|例如|其中|还|也|更|都|再|先|全面|积极|大力|深入|着力|扎实|切实|稳步|有序|有效|充分|不断|持续|继续|进一步|"
    "加快|加紧|加大|始终|全力|力争|计划|我们|街道|全镇|全年|要|将|须|拟|预计|确保|争取|务必|共|各|一共)+"
)
_NOUN_BEFORE = ("的", "之", "“", "‘")
_NOUN_AFTER = re.compile(
    "(?:的(?!是)|是|者|员|率|方(?!便)|后(?!续)|之后|以后|时(?![间常])|过程|期间|了(?!解)|过(?!程|渡)|"
    "[0-9一二三四五六七八九十百]+周年|来(?:看|说)|时限|时间|情况|进度)"
)
"""What shows that a word of action only names a thing or a time (升级后, 建设的), or that it is past (启动了)."""

_COMPOUND_AFTER = re.compile(
    "(?:内容|手段|质量|能力|能级|体系|中心|工作|水平|功能|机制|平台|圈|需求|标准|站|点|业|地|区|队|清单|事项|项目|品牌|阵地|大厅|窗口|对象|人群|团|方案|情况)"
)
"""What makes a name of a verb that is as often a noun (服务内容, 建设标准)."""


_READY_FOR_VERB = re.compile(
    "(?:街道|镇|我们|[将要再也都先共各前起日底末内月年季度来去]|一步|全面|持续|继续|加快|率先|完成|"
    "[0-9部台户个项处件家])$"
)
"""What stands right before a verb of its clause: a subject, a modal word, an adverb, a date or an amount."""


@dataclass(frozen=True, slots=True)
class Action:
    """A verb in a clause, its kind (``actions.csv``) and where it stands in the sentence."""

    verb: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence between commas; offsets count characters of the sentence."""

    start: int
    end: int
    text: str
    action: Action | None


def split_clauses(text: str, rules: CommitmentRules) -> list[Clause]:
    """Return the clauses of a sentence with their actions; commas inside quotes and brackets split nothing."""
    clauses = []
    start = depth = 0
    for mark in _MARK.finditer(text):
        character = mark.group()
        if character in _OPENS:
            depth += 1
        elif character in _CLOSES:
            depth = max(0, depth - 1)
        elif depth == 0:
            clauses.append((start, mark.start()))
            start = mark.end()
    clauses.append((start, len(text)))
    return [_clause(text, begin, end, rules) for begin, end in clauses if text[begin:end].strip("。！？；”’ \t")]


def _clause(text: str, start: int, end: int, rules: CommitmentRules) -> Clause:
    while end > start and text[end - 1] in _ENDS and not _balanced(text[start:end - 1], text[end - 1]):
        end -= 1
    while start < end and text[start] in " \t\r\n，":
        start += 1
    words = text[start:end]
    return Clause(start, end, words, find_action(words, start, rules))


def _balanced(before: str, mark: str) -> bool:
    """A closing quote stays with its clause when it was opened there."""
    return mark in "”’" and before.count("“" if mark == "”" else "‘") > before.count(mark)


def find_action(clause: str, offset: int, rules: CommitmentRules) -> Action | None:
    """Return the verb that a clause opens with: near its beginning, or after 将, 把 or its subject."""
    lead = _LEAD.match(clause)
    begin = lead.end() if lead else 0
    return _first_action(clause, offset, begin, rules) or (_first_action(clause, offset, 0, rules) if begin else None)


def _first_action(clause: str, offset: int, begin: int, rules: CommitmentRules) -> Action | None:
    weak: Action | None = None
    for match in rules.action_pattern.finditer(clause, begin):
        before = clause[:match.start()]
        if before.endswith(_NOUN_BEFORE) or _NOUN_AFTER.match(clause, match.end()) or _inside_quotes(before):
            continue
        if match.group() in rules.nouns and _is_noun(before[begin:], clause[match.end():]):
            continue
        action = Action(match.group(), rules.actions[match.group()], offset + match.start(), offset + match.end())
        if action.kind not in ("soft", "result"):
            return action
        weak = weak or action
    return weak


def _is_noun(before: str, after: str) -> bool:
    return bool(_COMPOUND_AFTER.match(after)) or (len(before) > 0 and not _READY_FOR_VERB.search(before))


def _inside_quotes(before: str) -> bool:
    return before.count("“") > before.count("”") or before.count("《") > before.count("》")


def opens_with_action(clause: Clause) -> bool:
    """Return whether a clause is a bare action: its verb stands near its beginning and no subject is described."""
    action = clause.action
    if action is None or action.kind in ("soft", "result"):
        return False
    before = clause.text[:action.start - clause.start]
    lead = _LEAD.match(before)
    before = before[lead.end():] if lead else before
    return len(before) <= MOST_CHARACTERS_BEFORE_VERB and not re.search("[的是]", before)
