"""What comes after a conversation, as the tour shows it: the form, calls, figures, the report."""

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from luwte.admin.throwaway import ThrowawayHelpline
from luwte.demo.coordinator import Coordinator
from luwte.demo.invented import register_past
from luwte.demo.registering import Form
from luwte.demo.volunteer import Volunteer
from luwte.demo.watch import DemoError
from luwte.registration.counting.counts import THEMES_ABOVE
from luwte.registration.sealed.blobs import StatisticsKey

AGE: Final = 15
"""What the visitor said, and the invented house has a rule for."""

Tell = Callable[[str, Volunteer | None], Awaitable[None]]


async def register(sam: Volunteer, tell: Tell) -> None:
    """Register the conversation that ended, then two calls; ``tell`` says each step and shows it."""
    form = Form(sam)
    await form.opens()
    form.type_theme("fam")
    await tell("The form has opened: a few letters find a theme; nothing has to be answered", sam)
    form.pick_theme()
    form.type_theme("wie")
    form.pick_theme()
    if not form.type_age(AGE):
        raise DemoError("the form shows no rule for an age.")
    await tell("She had said how old she is: the house's rule appears; only the band is kept", sam)
    await form.send()
    await tell("Registered: sealed, without name, time or conversation; it waits for the end", sam)
    await form.by_hand()
    form.type_theme("eenz")
    form.pick_theme()
    await tell("Somebody called: Ctrl+R opens a form; no number is asked for", sam)
    await form.send()
    await form.by_hand()
    await tell("Another one hung up: one press counts that", sam)
    await form.quick("hang_up")


def invent_past(helpline: ThrowawayHelpline, house: Path, server: Path) -> None:
    """Put two years of invented contacts into the server's folder; takes a second: give it a thread."""
    at = int(time.time())
    running = [
        key
        for key in helpline.office.trust.keys.values()
        if key.claim.purpose == "statistics" and key.claim.not_before <= at <= key.claim.not_after
    ]
    newest = max(running, key=lambda key: key.claim.not_before)
    key = StatisticsKey(newest.claim, newest.digest)
    register_past(house, key, server, datetime.fromtimestamp(at, UTC))


async def count(robin: Coordinator, tell: Tell, folder: Path) -> None:
    """Look at the figures as the coordinator, and make the annual report into a folder."""
    await robin.sign_in()
    await tell("Robin, the coordinator, signs in with a second factor", robin)
    await robin.press_sign_in()
    await robin.count()
    await tell("The figures, of two invented years; small ones are hidden, new ones come out later", robin)
    await robin.cross(THEMES_ABOVE, "age")
    await tell("Two questions crossed; more than two would point at somebody", robin)
    files = await robin.make_report(folder / "report")
    names = ", ".join(file.name for file in files)
    await tell(
        f"The annual report of {robin.last_year} is made; it lies in {folder / 'report'}: {names}", robin
    )
    robin.console.window.hide()
