"""The patterns of time expressions. Matching only; what a match means is in ``date_points``.

All patterns expect half-width text (``numerals.half_width``). An empty group at the end of an alternative names its
kind (``Match.lastgroup``): an alternative that begins with a plain character is passed over much faster by ``re`` than
one that begins with a group.
"""

import re
from collections.abc import Collection

from dashboard.lexicon.word_pattern import any_word

CHINESE_DIGITS = "零〇○一二三四五六七八九"
MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY = (
    "(?:[12]\\d|3[01]|0?[1-9]|三十一?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]|十[一二三四五六七八九]?|"
    "[一二三四五六七八九])"
)
FIGURES = f"\\d十廿{CHINESE_DIGITS}"
"""The inside of a set of characters: the numerals of dates."""

NOT_AFTER_NUMBER = "(?:(?<![\\d.一二三四五六七八九十百千两数几])|(?<=\\n\\d\\.)|(?<=\\n\\d\\d\\.))"
"""Not inside a number; a number with a point at the beginning of a sentence only numbers it (2.3月底前)."""
RANGE = "(?:至|到|[—–\\-~～－]{1,2})"

# 中 and 初 are also the beginning of common words, which a part of a year or month must not bite into.
PART_MIDDLE = (
    "中(?!央|国|心|共|小学|外|华|秋|期|级|标|医|等|部|介|转|间|型|东|西|午|日|考|签|学|年|的|山|环|旬|高|"
    "青|老)"
)
PART_BEGIN = "初(?!中|步|心|期|级|衷|次|审|诊|创|选|评|稿|任|夏|春|秋|冬|高|试|赛|旬|始|一)"
PART_END = (
    "底(?!线|数|蕴|色|层|气|座|楼(?![宇栋盘道])|商|盘|册)|末(?!端|梢|班)|终(?!奖|端|身|于|点|止|评议|评比|评优|考|总结)"
)
YEAR = (
    "(?P<named_year>(?=[12一二今去明前后本上同当次翌来])(?:"
    "(?<!\\d)(?P<year>(?:18|19|20)\\d\\d)[^\\S\\n]?年(?!代|级|龄)度?"
    f"|(?P<year_words>[一二][{CHINESE_DIGITS}]{{3}})年(?!代|级)度?"
    "|(?P<year_name>今年|去年|明年|(?<![以之从目当此提年])前年|(?<![今以之往随而])后年|本年度?|(?<!以)上年(?!纪)度?|同年|当年|次年|翌年|来年)))"
)
MONTH_PART = f"(?P<month_part>上中旬|中下旬|上旬|中旬|下旬|[上下]半月|{PART_END}|{PART_BEGIN}|{PART_MIDDLE})"
CLOCK = (
    "(?:(?:[^\\S\\n]?(?:\\([周星期一二三四五六日天]{2,3}\\)|（[周星期一二三四五六日天]{2,3}）))?"
    "(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|夜间|当晚|晚|(?<=[日号])早)?"
    "(?:[^\\S\\n]?\\d{1,2}(?:时|点|[:：])(?:\\d{1,2}分?|半|许)?许?(?:[—–\\-~～至到]{1,2}\\d{1,2}(?:时|点|[:：])(?:\\d{1,2}分?|半)?)?)?)"
)
WITH_MONTH = (
    f"{NOT_AFTER_NUMBER}(?P<month>{MONTH})(?:"
    f"月?{RANGE}(?P<last_month>{MONTH})月(?:份)?(?!{DAY}[日号])"
    f"(?P<last_month_part>上旬|中旬|下旬|[上下]半月|{PART_END}|{PART_BEGIN})?(?P<month_range>)"
    "|月份?的?(?:第(?P<weekday_number>[一二三四五1-5])|(?P<weekday_last>最后一))个(?:周|星期|礼拜)"
    f"(?P<weekday_name>[一二三四五六日天]){CLOCK}(?P<weekday>)"
    f"|[^\\S\\n]?月[^\\S\\n]?(?P<day>{DAY})(?:[^\\S\\n]?[日号](?!线|楼|院|门|弄|库|机|店|馆|井|桥))"
    f"(?:{RANGE}(?P<day_last>{DAY})[日号])?{CLOCK}(?P<month_day>)"
    f"|月(?P<days_first>{DAY}){RANGE}(?P<days_last>{DAY})[日号](?P<days>)"
    f"|[^\\S\\n]?月(?:份)?(?!龄|饼|嫂|子|票|光|球|牙|亮|季|刊|报|薪|(?<=一月)一){MONTH_PART}?(?P<only_month>))"
)
"""A month in figures and what follows it."""

_MONTHS_IN_FIGURES = (
    f"{WITH_MONTH}"
    f"|(?:(?<=.)|(?=[\\d、和]{{1,12}}月份)){NOT_AFTER_NUMBER}(?P<listed>{MONTH})"
    f"(?=(?:、{MONTH}){{0,5}}[、和]{MONTH}月(?!{DAY}[日号]))(?P<listed_month>)"
)
_IN_WORDS = (
    "(?:农历|阴历)(?P<lunar_number>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月"
    "(?P<lunar_number_day>三十|(?:二十|廿|十)[一二三四五六七八九]?|初?[一二三四五六七八九十]|[12]\\d|30|[1-9])?(?P<lunar_numbered>)日?"
    "|"
    "(?:农历|阴历)?(?P<lunar_name>正月|冬月|腊月)"
    "(?P<lunar_day>初[一二三四五六七八九十]|十[一二三四五六七八九]|廿[一二三四五六七八九]|二十[一二三四五六七八九]?|三十)?(?P<lunar_month>)"
    "|前(?P<quarter_count>[二两三23])个?季度(?P<first_quarters>)"
    "|前(?P<month_count>1[01]|[2-9]|[二两三四五六七八九十]|十一)个月(?P<first_months>)"
    "|(?P<half_name>[上下])半年(?:度)?(?P<half>)"
    f"|(?P<year_part>(?<![\\d一二三四五六七八九十百千两数几多些近来周余少青老成])年?(?:{PART_END}|{PART_BEGIN}|{PART_MIDDLE}))(?<=年.)"
    "|(?P<year_end>岁[末尾初])"
)
_QUARTER = (
    f"(?:第?(?P<quarter_first>[一二三四1-4])(?:{RANGE}(?:第)?(?P<quarter_last>[一二三四1-4]))?个?季度(?P<quarter_part>[初末底])?"
    "|(?<![A-Za-z])Q(?P<quarter_letter>[1-4])(?!\\d))(?P<quarter>)"
)


def _only_at(characters: str, pattern: str) -> str:
    """Return a pattern that is tried only at one of these characters, so that ``re`` skips it at once elsewhere."""
    return f"(?=[{characters}])(?:{pattern})"


IN_YEAR = "|".join((
    _only_at(FIGURES, _MONTHS_IN_FIGURES), _only_at("第Q1-4一二三四", _QUARTER),
    _only_at("农阴正冬腊前上下年初中底末终岁", _IN_WORDS),
))
"""What stands under a year, or alone where the year is understood."""

BEFORE_YEARS = (
    # 2023-07-21 16:04:22
    "(?<![\\d.])(?P<iso_year>(?:19|20)\\d\\d)(?P<iso_mark>[-/.])(?P<iso_month>1[0-2]|0?[1-9])(?P=iso_mark)"
    "(?P<iso_day>[12]\\d|3[01]|0?[1-9])(?![\\d.])(?:[^\\S\\n]?T?\\d{1,2}:\\d\\d(?::\\d\\d)?)?(?P<iso>)"
    # 2021.03, 2021/3 alone in a cell
    "|(?<=\\n)(?P<cell_year>20\\d\\d)(?:\\.(?=\\d\\d)|[-/])(?P<cell_month>1[0-2]|0?[1-9])(?=\\n|$)(?P<cell>)"
    # 2021—2023年
    f"|(?<!\\d)(?P<first_year>(?:19|20)\\d\\d)年?{RANGE}(?P<last_year>(?:19|20)\\d\\d)(?:年度?(?!代)|(?!\\d)(?=[)）]))(?P<years>)"
    # 昨天（20日）, in a report that says when it was written
    "|(?P<near_name>昨[天日]|今天(?!这|的|和明)|今日(?=上午|下午|早|中午|晚|凌晨|清晨|傍晚|起|[，,（(]|\\d))"
    f"(?:[（(](?:\\d{{1,2}}月)?(?P<near_day_number>\\d{{1,2}})日[)）])?{CLOCK}(?P<near_day>)"
    # 20世纪50年代初
    "|(?:(?P<century>[1-9]\\d|二十一|二十|十九|上|本)世纪)?(?P<decade_number>\\d0|[二三四五六七八九]十)年代"
    "(?P<decade_part>初期?|中期|中后期|末期?|后期|前期)?(?P<decade>)"
    # 21世纪初, 上世纪末
    "|(?<!\\d)(?P<whole_century>[1-9]\\d|二十一|二十|十九|上个?|本)世纪"
    "(?P<century_part>初[期叶]|末[期叶]|中[期叶]|初(?!中|级|步|心|一)|末(?!班|端|梢))(?P<part_of_century>)"
    # “十四五”期间
    "|(?<![二三四五六七八九])十(?P<plan_number>[一二三四五六七八九])五(?![十百千万个名家岁户年人条项位\\d])[”\"’]?"
    "(?P<plan_part>期末|末|期间|时期)?(?P<plan>)"
)
AFTER_YEARS = (
    "[上本下当]月(?!份)(?P<near_month_part>上旬|中旬|下旬|初|底|末)?(?!均|度|季|报)(?P<near_month>)"
    f"|(?<![\\d月至到—–\\-~～第、])(?P<bare_day_number>[12]\\d|3[01]|[1-9])日(?![报本常间均游试托照内龄电]|以内){CLOCK}(?P<bare_day>)"
    "|(?:(?<![\\d一二三四五六七八九十百千两数几多些近来半])年内(?!涵)|全年(?!龄|无休|候|级))(?P<this_year>)"
)
RECURRING = (
    "(?P<frequency>每(?:个)?(?:工作日|学期|季度?|旬|半个?月|半年|[年月天日]|周|星期|礼拜)(?!代|龄|均|次|份|末至)"
    "|每(?P<every>[两二三四五六七八九十\\d]{1,2})个?(?P<every_unit>年|季度|月|周|星期|天|日)(?!代|龄)"
    "|[一1](?P<once>年|月|周|天|季度)(?=[一1]次)"
    "|(?:月月|周周|天天|年年|逐月|逐季|按月|按季度?|按周)|每?逢周[一二三四五六日天末]|(?<![\\d一二三四五六七八九十两上下前后大个])半月(?=[有一开举组办谈])"
    ")(?P<recurring_detail>(?:第?[一二三四五六日天末](?:[至、和]周?[一二三四五六日天末])*(?:个周[一二三四五六日天末]|个?星期[一二三四五六日天])?)?"
    "(?:\\d{1,2}[日号](?:[、和]\\d{1,2}[日号])*)?(?:初|末|底|上旬|中旬|下旬)?(?:上午|下午|晚上|晚|中午|早上|早)?(?:之前|以前|前(?!后|往|来|去|期))?)(?P<recurring>)"
)
AFTER = (
    "(?P<start>(?:[”\"’」』])?(?:起(?!草|诉|源|因|步|伏|点|飞|动|义|码|来|到|底|初|重)|开始|以来|至今|始(?!终))(?:,?至今)?)"
    "|(?P<before>[”\"’」』]?(?:节)?(?:[（(]含[)）])?(?:之前|以前|前夕|前(?!后|期|往|去|列|沿|景|所|半|台|述|端|途|瞻|来|线|身|移|排)))"
    "|(?P<within>(?:以内|之内|内(?!容|部|外|涵|环|需|江|蒙|心|地|设|陆|控)))"
    "|(?P<later>[”\"’」』]?(?:之后|以后|后(?!续|期|台|勤|备|半|方|面|者|来|代|疫|年|天|世|移|排)))"
    "|(?P<during>[”\"’」』]?(?:期间|前后|当天|当日|当晚|之际|全天|那天))"
)
BEFORE = re.compile(
    "(?:(?P<until>截止到|截至到|截止至|截止|截至|(?<![达做办收受看等遇送来得感谈回提赶直碰说想拿])到|直到|"
    "(?<![甚乃及截])至)|(?P<since>自从|自(?!然)|从))$"
)
AFTER_POINT = re.compile(AFTER)
BETWEEN = re.compile(f"(?:{RANGE}|(?:起|开始)?[至到])")
"""What stands between the two ends of a range, from one to the other."""
EVENT_WORDS = (
    "成立|建成|创建|创办|开办|建立|设立|诞生|诞辰|开发开放|解放|建交|胜利|开馆|建制|挂牌|命名|发布|实施|颁布|出版|"
    "(?:(?<![筹兴新共改修扩重创搭组])建(?:党|国|军|团|村|区|镇|校|院|馆|社|市|街|会|所|厂|局))"
)


_BEFORE_YEARS_AT = (
    f"(?=[昨今上本]|[{FIGURES}]{{1,4}}+(?:[-/.至到—–~～－世]|年[至到—–\\-~～－代])|十[{CHINESE_DIGITS}]五)"
)
"""What every expression of ``BEFORE_YEARS`` begins with."""


def point_pattern(festival_names: Collection[str]) -> re.Pattern[str]:
    """Return the pattern of all time expressions, with these festivals among them."""
    names = any_word((name, "") for name in festival_names)
    initials = "".join(sorted({name[0] for name in festival_names}))
    festival = (
        f"(?=[“\"‘「『{re.escape(initials)}])(?P<quote>[“\"‘「『])?(?<![一二三四五六七八九十百千两])(?P<festival_name>{names})(?![一二三四五六七八九十百千])"
        "(?(quote)[”\"’」』]?)(?P<festival>)"
    )
    dated = (
        f"{YEAR}?(?:(?(named_year)的?)(?:(?(named_year)[^\\S\\n]?)(?:{IN_YEAR})|{festival})"
        "|(?(named_year)(?:年内)?|(?!))(?P<year_alone>))"
    )
    return re.compile("|".join((
        _only_at("每一1月周天年逐按逢半", RECURRING), f"{_BEFORE_YEARS_AT}(?:{BEFORE_YEARS})", dated,
        _only_at("\\d上本下当年全", AFTER_YEARS),
    )))


ANNIVERSARY_WORDS = ("周年", "百年", "年华诞", "年庆")
ANNIVERSARY_ENDS = re.compile("|".join(ANNIVERSARY_WORDS))
"""What every anniversary ends with."""
LONGEST_EVENT_WORDS = 20
"""No fewer than the characters of an event that is not known by name (4 and its word), of the count and between."""


def anniversary_pattern(known_events: str) -> re.Pattern[str]:
    """Return the pattern of anniversaries: a founding event, a count and 周年 (or 百年, 一百岁生日)."""
    count = "(?P<count>\\d{1,4}|[一二三四五六七八九十百零〇两]{1,6})"
    # What stands before a founding word belongs to the event (街道成立), but not the verb or year before that, nor
    # anything before an event that is known by name (围绕建党).
    subject = f"(?:(?!{known_events})[^\\W\\d年是为的和与及庆祝贺迎来接喜献礼恰逢值纪念在]){{0,4}}?"
    event = f"(?P<event>(?:{known_events})|{subject}(?!{known_events})(?:{EVENT_WORDS}))"
    return re.compile(f"{event}(?P<gap>[的第”\"]?){count}(?:个)?(?:周年|(?<=[百])年|年(?=华诞|庆))")
