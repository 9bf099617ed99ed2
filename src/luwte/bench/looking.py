"""A coordinator looks at the figures: at a glance, question by question, filtered, crossed, compared; and
asks for the report. Each with the processor time until its picture is there, and how long the window had to
wait."""

import asyncio
import gc
import os
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from luwte.bench.children import Child
from luwte.bench.waits import TICK, Waits, longest
from luwte.console.app import Console
from luwte.console.gathering import gather
from luwte.console.state import Figures, Session
from luwte.console.state.policy_view import view_of
from luwte.console.views.choice import ChoiceBox
from luwte.console.views.stopwatch import settle
from luwte.policy import Policy
from luwte.protocol.messages import StaffMessage, ToStaff
from luwte.registration.counting.counts import THEMES_ABOVE
from luwte.registration.publishing.releasing import released
from luwte.registration.sealed.blobs import StatisticsKey

PATIENCE: Final = 120.0
IDLE_SECONDS: Final = 1.0
_CROSSED: Final = "age"


class Looking:
    """One coordinator at one console."""

    def __init__(self, console: Console, policy: Policy, told: dict[str, float]) -> None:
        self.waits = Waits()
        self._console = console
        self._policy = policy
        self._told = told
        self._page = console.figures
        self._changed = asyncio.Event()
        self._page.reckoner.charted.connect(self._note)
        core = console.controller
        core.policy_adopted.emit(view_of(policy, 1, "coordinator"))
        core.session_changed.emit(Session("shift_start", role="coordinator"))
        console.window.count()
        settle()

    async def idle(self) -> None:
        """Do nothing: what the window waits now is the machine's."""
        await asyncio.sleep(IDLE_SECONDS / 2)  # the first paint of the window is behind it
        with self.waits.stage("idle"):
            await asyncio.sleep(IDLE_SECONDS)
        await asyncio.sleep(IDLE_SECONDS / 2)
        gc.collect()

    async def read(
        self,
        ask: Callable[[StaffMessage], Awaitable[ToStaff]],
        keys: Sequence[StatisticsKey],
        now: datetime,
    ) -> None:
        """Open everything, until the first charts are there."""
        tell, policy, told = self._console.controller.figures_changed.emit, self._policy, self._told
        form, rules = policy.registration, policy.conduct.publication
        release = released(now, policy.time_zone, rules)

        shown = 0

        def goes_on(done: float) -> bool:
            nonlocal shown
            if round(100 * done) > shown:  # as ``figuring`` does
                shown = round(100 * done)
                tell(Figures(done, release=release))
            return True

        memory, begun, used = _megabytes(), time.perf_counter(), time.process_time()
        with self.waits.stage("reading"):
            gathered = await gather(ask, keys, form, rules, release.until, goes_on)
        told["opened"] = self._without_looks(used, "reading")
        told["memory"] = _megabytes() - memory
        if gathered is not None:
            with self.waits.stage("first charts"):
                tell(Figures(1.0, gathered.counts, gathered.unreadable, release=release))
                await self._painted()
        told["drawn"] = self._without_looks(used, "reading", "first charts")
        told["first_chart"] = time.perf_counter() - begun

    async def look_around(self) -> None:
        """Look at everything once, as somebody does who looks for something."""
        choice = self._page.choice
        steps: list[tuple[str, Callable[[], None]]] = [
            ("question", partial(self._choose, choice.question, choice.question.itemData(at)))
            for at in range(choice.question.count())
        ]
        steps += [
            ("question", partial(self._choose, choice.question, _CROSSED)),
            ("compared", choice.compared.click),
            ("compared", choice.compared.click),
            ("filter", partial(self._choose_at, choice.among, -1)),
            ("filter", partial(self._choose_at, choice.among, 0)),
            ("crossed", partial(self._choose, choice.beside, THEMES_ABOVE)),
            ("time", partial(self._choose_at, choice.period, -1)),
        ]
        for name, step in steps:
            used = time.process_time()
            with self.waits.stage(name):
                step()
                await self._painted()
            self._told[name] = max(self._told.get(name, 0.0), 1e3 * (time.process_time() - used))
        used = time.process_time()
        with self.waits.stage("report"):
            self._page.report.click()
            await asyncio.sleep(0.1)
            question = self._page.making.question
            if question is not None:
                question.grab()
            await asyncio.sleep(0.1)
        self._told["report"] = 1e3 * (time.process_time() - used)
        await asyncio.sleep(4 * TICK)  # what comes now is another stage
        await self._make_report()

    async def _make_report(self) -> None:
        """Make the report of the newest year, as chosen; the folder is not asked for."""
        making = self._page.making
        is_made = asyncio.Event()
        making.ended.connect(is_made.set)
        with tempfile.TemporaryDirectory(prefix="luwte-bench-") as folder:
            used = time.process_time()
            with self.waits.stage("report made"):
                if making.question is not None:
                    making.question.yes.click()
                if making.files is not None:
                    making.files.close()
                making.write(folder)
                async with asyncio.timeout(PATIENCE):
                    await is_made.wait()
            self._told["report_made"] = time.process_time() - used

    def tell(self) -> None:
        """Put the waits beside the times."""
        self._console.hide()
        idle = longest(self.waits.of("idle"))
        for stage in self.waits.found:
            found = longest(self.waits.of(stage))
            name = stage.replace(" ", "_")
            self._told |= {f"late_{name}": found.late, f"own_{name}": found.own, f"all_{name}": found.all}
        busy = [stage for stage in self.waits.found if stage != "idle"]
        later = longest(self.waits.of(*(stage for stage in busy if stage not in {"reading", "first charts"})))
        worst = longest(self.waits.of(*busy))
        self._told |= {"late": worst.late, "own": worst.own, "all": worst.all, "late_idle": idle.late}
        self._told["all_later"] = later.all
        lates = sorted(wait.late for wait in self.waits.of(*busy))
        self._told["late_p99"] = lates[int(0.99 * (len(lates) - 1))]

    def _without_looks(self, since: float, *stages: str) -> float:
        """Return the processor seconds used since then, without those of the timer that looks."""
        idle = self.waits.of("idle")
        each = sum(wait.all for wait in idle) / max(1, len(idle)) / 1e3
        return time.process_time() - since - each * len(self.waits.of(*stages))

    async def _painted(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while not self._page.is_settled:
                self._changed.clear()
                await self._changed.wait()
        self._page.grab()  # paints all there is to see; events must not be let in from inside a task
        await asyncio.sleep(0.02)

    def _note(self) -> None:
        self._changed.set()

    def _choose(self, box: ChoiceBox, name: object) -> None:
        self._choose_at(box, box.findData(name))

    def _choose_at(self, box: ChoiceBox, at: int) -> None:
        at %= box.count()
        box.setCurrentIndex(at)
        box.activated.emit(at)


def _megabytes() -> float:
    return (Child(os.getpid(), 0).kilobytes() or 0) / 1_024
