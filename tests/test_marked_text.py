"""Marks in a text, nested and crossing, and text that looks like markup."""

from dashboard.pages.escape import escaped_markdown
from dashboard.pages.marked_text import Mark, marked_html


def test_text_without_marks_is_escaped() -> None:
    assert marked_html('1<2 & "三旧"', 0, []) == "1&lt;2 &amp; &quot;三旧&quot;"


def test_nested_marks_share_one_element_where_they_overlap() -> None:
    html = marked_html("1月底完成", 10, [Mark(10, 15, "commitment"), Mark(10, 13, "date")])
    assert html == (
        '<span class="commitment commitment-first date date-first date-last">1月底</span>'
        '<span class="commitment commitment-last">完成</span>'
    )


def test_crossing_marks_are_cut_at_each_edge() -> None:
    html = marked_html("甲乙丙", 0, [Mark(0, 2, "theme"), Mark(1, 3, "quantity")])
    assert html == (
        '<span class="theme theme-first">甲</span>'
        '<span class="theme theme-last quantity quantity-first">乙</span>'
        '<span class="quantity quantity-last">丙</span>'
    )


def test_mark_reaching_beyond_the_text_is_cut_off() -> None:
    assert marked_html("乙", 1, [Mark(0, 5, "theme")]) == '<span class="theme">乙</span>'


def test_hint_with_quotes_stays_inside_its_attribute() -> None:
    assert 'title="&quot; onclick=&quot;x"' in marked_html("甲", 0, [Mark(0, 1, "theme", '" onclick="x')])


def test_markdown_of_a_document_is_not_read_as_markup() -> None:
    assert escaped_markdown("**1+1>2** [链接](x)\n$x$") == r"\*\*1\+1\>2\*\* \[链接\]\(x\) \$x\$"
