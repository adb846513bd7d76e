"""What a timeline says: the sentence over it, computed from the lanes."""

from collections.abc import Mapping, Sequence

from dashboard.charts.timeline_lanes import Lane, Step
from dashboard.charts.wording import count_words, date_words, join_names, short_name

MOST_DUE_WORDS = 4
MOST_TIED_NAMES = 3


def timeline_finding(lanes: Sequence[Lane], year: int, unit: str, *, names_year: bool = False) -> str:
    """Return who sets deadlines finer than the year; a plain description where nobody stands out.

    ``names_year`` says the year first, where there are plans of several.
    """
    finer = {lane.street: [step for step in lane.steps if step.is_finer_than_year] for lane in lanes}
    setting = [street for street, steps in finer.items() if steps]
    if not setting:
        return _without_finer_dates(lanes, year)
    return (f"{year}年，" if names_year else "") + _with_finer_dates(lanes, finer, setting, unit)


def _with_finer_dates(
    lanes: Sequence[Lane], finer: Mapping[str, Sequence[Step]], setting: Sequence[str], unit: str
) -> str:
    if len(setting) == 1:
        only = "只有" if len(lanes) > 1 else ""
        return f"{only}{setting[0]}给出了{_kind_words(finer[setting[0]])}：{_due_list(finer[setting[0]])}"
    most = max(len(steps) for steps in finer.values())
    leaders = [street for street in setting if len(finer[street]) == most]
    if len(leaders) == 1:
        others = max(len(steps) for street, steps in finer.items() if street != leaders[0])
        rest = f"其余{unit}最多{others}项" if len(lanes) > 2 else f"{_other(lanes, leaders[0])}{others}项"
        return f"{leaders[0]}写明的分阶段时限最多，共{most}项；{rest}"
    first = f"最早的是{_earliest([step for steps in finer.values() for step in steps], unit)}"
    if len(leaders) == len(lanes):
        return f"{count_words(len(lanes), unit)}写明的分阶段时限一样多，各{most}项；{first}"
    names = join_names([short_name(street) for street in leaders], MOST_TIED_NAMES, f"个{unit}")
    return f"{names}写明的分阶段时限最多，各{most}项；{first}"


def _earliest(steps: Sequence[Step], unit: str) -> str:
    """Return who has the step that ends first, and when; all of them where several end on the same day."""
    day = min(step.end for step in steps if step.end)
    first = [step for step in steps if step.end == day]
    streets = list(dict.fromkeys(short_name(step.street) for step in first))
    words = list(dict.fromkeys(_when(step) for step in first))
    when = words[0] if len(words) == 1 else date_words(day, day, plan_year=day.year)
    return join_names(streets, MOST_TIED_NAMES, f"个{unit}") + when


def _without_finer_dates(lanes: Sequence[Lane], year: int) -> str:
    steps = [step for lane in lanes for step in lane.steps if step.kind != "anniversary"]
    undated = sum(lane.undated for lane in lanes)
    if steps:
        return f"{year}年写明日期的{len(steps)}项都没有年内的分阶段时限"
    if undated:
        return f"{undated:,}项目标都没有写明{year}年内的日期"
    return f"没有写明{year}年内日期的事项"


def _kind_words(steps: Sequence[Step]) -> str:
    return "分阶段时限" if len(steps) > 1 else "年内时限"


def _due_list(steps: Sequence[Step]) -> str:
    ordered = sorted(steps, key=lambda step: (step.end, step.start or step.end))
    words = list(dict.fromkeys(_when(step) for step in ordered))
    listed = "、".join(words[:MOST_DUE_WORDS])
    return f"{listed}等{len(steps)}项" if len(words) > MOST_DUE_WORDS else listed


def _when(step: Step) -> str:
    """Return a stretch of days by its name (上半年); a day or a bound as written (国庆节, 6月底前)."""
    year = step.end.year if step.end else None
    named = date_words(step.start, step.end, plan_year=year)
    return named if step.start is not None and step.start != step.end else step.due or named


def _other(lanes: Sequence[Lane], street: str) -> str:
    return next(short_name(lane.street) for lane in lanes if lane.street != street)
