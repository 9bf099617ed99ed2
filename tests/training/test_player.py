"""The played line: what was said at once, what comes in its time, and that a reader waits in between."""

import asyncio

from luwte.protocol import messages as say
from luwte.protocol.ids import new_id
from luwte.training.desk import PlayedDesk
from luwte.training.player import Player
from luwte.training.script import load_scripts, load_team
from tests.training.volunteer import Volunteer
from tests.wire.helpline import NOW


def a_line(volunteer: Volunteer, pace: float) -> Player:
    desk = PlayedDesk(volunteer.helpline, load_scripts(), load_team(), "nl", pace)
    return Player(desk, lambda: volunteer.now)


async def test_an_answer_comes_at_once_and_in_order() -> None:
    volunteer = Volunteer()
    line = a_line(volunteer, 1)
    await line.send(say.OpenShift(volunteer.certificate, new_id()))
    kinds = [type(await line.receive()) for _ in range(3)]
    assert kinds == [say.ShiftOpened, say.Colleagues, say.HouseState]


async def test_what_happens_by_itself_comes_in_its_time() -> None:
    volunteer = Volunteer()
    line = a_line(volunteer, 1)
    await line.send(say.OpenShift(volunteer.certificate, new_id()))
    for _ in range(3):
        await line.receive()
    volunteer.now = NOW + 60.0
    assert isinstance(await line.receive(), say.TeamSaid)
    assert isinstance(await line.receive(), say.WaiterJoined)


async def test_a_waiting_reader_wakes_when_something_is_sent() -> None:
    volunteer = Volunteer()
    line = a_line(volunteer, 1)
    async with asyncio.TaskGroup() as tasks:
        reading = tasks.create_task(line.receive())
        await asyncio.sleep(0)
        assert not reading.done()
        await line.send(say.OpenShift(volunteer.certificate, new_id()))
    assert isinstance(reading.result(), say.ShiftOpened)


async def test_a_waiting_reader_wakes_when_the_time_has_come() -> None:
    volunteer = Volunteer()
    line = a_line(volunteer, 0.001)
    await line.send(say.OpenShift(volunteer.certificate, new_id()))
    for _ in range(3):
        await line.receive()
    async with asyncio.TaskGroup() as tasks:
        reading = tasks.create_task(line.receive())
        await asyncio.sleep(0)
        volunteer.now += 10
    assert isinstance(reading.result(), say.TeamSaid)


async def test_a_closed_line_has_forgotten_what_was_still_to_be_said() -> None:
    volunteer = Volunteer()
    line = a_line(volunteer, 1)
    await line.send(say.OpenShift(volunteer.certificate, new_id()))
    await line.close()
    await line.send(say.ListPeople())
    assert isinstance(await line.receive(), say.StaffRefused)
