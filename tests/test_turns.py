"""Pages are computed one after the other, and nobody is forgotten."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.pages.turns import Turns

SECONDS = 10.0


def test_no_more_have_a_turn_than_may() -> None:
    turns, inside, most = Turns(2), 0, 0
    lock = threading.Lock()

    def page(_: int) -> None:
        nonlocal inside, most
        with turns.turn():
            with lock:
                inside += 1
                most = max(most, inside)
            time.sleep(0.005)
            with lock:
                inside -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(page, range(24)))
    assert most == 2


def test_a_turn_within_a_turn_is_the_same_one() -> None:
    turns = Turns(1)
    with turns.turn(), turns.turn():
        pass
    with turns.turn():  # and was given back once
        assert not free(turns)
    assert free(turns)


def free(turns: Turns) -> bool:
    """Return whether another thread gets a turn at once."""
    got = threading.Event()

    def ask() -> None:
        with turns.turn():
            got.set()

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    return got.wait(0.2)


def test_a_page_that_fails_gives_its_turn_back() -> None:
    turns = Turns(1)
    with pytest.raises(ValueError, match="wrong"), turns.turn():
        raise ValueError("wrong")
    assert free(turns)


def test_others_go_on_while_one_writes_a_file() -> None:
    turns = Turns(1)
    with turns.turn():
        with turns.aside():
            assert free(turns)
        assert not free(turns)
    assert free(turns)
    with turns.aside():  # without a turn there is nothing to give away
        assert free(turns)


def test_who_asks_first_comes_first() -> None:
    turns, order = Turns(1), []

    def page(number: int) -> None:
        with turns.turn():
            order.append(number)

    threads = [threading.Thread(target=page, args=(number,)) for number in range(6)]
    with turns.turn():
        for thread in threads:
            thread.start()
            time.sleep(0.02)  # until it waits
    for thread in threads:
        thread.join(SECONDS)
    assert order == sorted(order)
