"""The line on the terminal: how far, how fast, how long still."""

from io import StringIO

from dashboard.progress_line import ProgressLine


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def lines(terminal: StringIO) -> list[str]:
    return terminal.getvalue().replace("\x1b[K", "").split("\r")[1:]


def test_it_gives_speed_and_the_time_left() -> None:
    terminal, clock = StringIO(), Clock()
    line = ProgressLine(terminal, clock)
    clock.seconds += 10
    line.add_characters(50_000)
    line.show(250, 1_000, "a.txt")
    assert lines(terminal) == ["██████░░░░░░░░░░░░░░░░░░ 250/1,000, 25 documents/s, 5,000 characters/s, 0:30 left"]


def test_hours_are_told_as_hours() -> None:
    terminal, clock = StringIO(), Clock()
    line = ProgressLine(terminal, clock)
    clock.seconds += 60
    line.show(1, 121, "a.txt")
    assert lines(terminal)[-1].endswith("2:00:00 left")


def test_it_is_not_written_for_every_document_but_at_the_end() -> None:
    terminal, clock = StringIO(), Clock()
    line = ProgressLine(terminal, clock)
    for done in range(1, 1_001):
        clock.seconds += 0.01
        line.show(done, 1_000, "a.txt")
    shown = lines(terminal)
    assert 90 <= len(shown) <= 102
    assert shown[-1].startswith("█" * 24 + " 1,000/1,000, 100 documents/s")
    assert "in 0:10\nwriting the tables" in shown[-1]


def test_nothing_is_left_on_the_line() -> None:
    terminal = StringIO()
    line = ProgressLine(terminal, Clock())
    line.end()
    assert terminal.getvalue() == ""
    line.show(1, 1, "a.txt")
    line.end()
    assert terminal.getvalue().endswith("\r\x1b[K")
