"""The queue on its own: places, order, one place each."""

import pytest

from luwte.protocol.messages import Waiting
from luwte.server.queue import Queue


def test_news_is_told_once_and_again_only_when_it_changed() -> None:
    queue = Queue()
    for visitor in ("Ada", "Bo"):
        queue.join(visitor)
    assert list(queue.news(1)) == [("Ada", Waiting(1, 1)), ("Bo", Waiting(2, 1))]
    assert list(queue.news(1)) == []
    queue.leave("Ada")
    assert list(queue.news(1)) == [("Bo", Waiting(1, 1))]
    assert list(queue.news(2)) == [("Bo", Waiting(1, 2))]


def test_a_page_that_came_back_is_told_its_place_again() -> None:
    queue = Queue()
    queue.join("Ada")
    list(queue.news(1))
    queue.forget_told("Ada")
    assert list(queue.news(1)) == [("Ada", Waiting(1, 1))]


def test_who_lost_a_volunteer_stands_first_and_takes_nobodys_number() -> None:
    queue = Queue()
    queue.join("Ada")
    list(queue.news(1))
    queue.come_back("Bo")
    assert list(queue) == ["Bo", "Ada"]
    assert list(queue.news(1)) == []
    assert queue.length == 1
    queue.leave("Bo")
    assert list(queue) == ["Ada"]


def test_nobody_waits_in_two_places() -> None:
    queue = Queue()
    queue.join("Ada")
    for stand in (queue.join, queue.come_back):
        with pytest.raises(ValueError, match="one place"):
            stand("Ada")
