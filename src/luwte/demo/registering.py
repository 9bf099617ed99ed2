"""Someone who registers contacts at a console of the demo: themes typed, an age typed, buttons pressed."""

from collections.abc import Callable

from luwte.console.views.form_age import AgeField
from luwte.console.views.form_page import FormPage
from luwte.console.views.form_picking import PickField
from luwte.demo.volunteer import Volunteer
from luwte.demo.watch import DemoError


class Form:
    """The form that is in front at a volunteer's desk, one after the other."""

    def __init__(self, volunteer: Volunteer) -> None:
        self._volunteer = volunteer
        self._console = volunteer.console

    async def opens(self) -> None:
        """Wait until a form is in front: it opens by itself when a conversation ends."""
        await self._volunteer.until(lambda: self._console.desk.registering.is_shown, "a form")

    async def by_hand(self) -> None:
        """Open one for somebody who called, by what the menu calls Ctrl+R."""
        entries = self._console.desk.top.menu.actions()
        next(entry for entry in entries if entry.text().endswith("\tCtrl+R")).trigger()
        await self.opens()

    def type_theme(self, letters: str) -> None:
        """Type a few letters of a theme; what they find lies under them."""
        line = self._themes().line
        line.setFocus()
        line.setText(letters)
        line.textEdited.emit(letters)

    def pick_theme(self) -> None:
        """Take the first theme that was found."""
        self._themes().line.picked.emit()

    def type_age(self, years: int) -> str:
        """Type an age; return the rule of the house that the form shows for it, "" if none."""
        box = self._page().fields["age"]
        if not isinstance(box, AgeField):
            raise DemoError("the form asks for no age.")
        box.years.setFocus()
        box.years.setText(str(years))
        return box.rule_text.text() if box.rule.isVisibleTo(box) else ""

    async def send(self) -> None:
        """Press Register; the form goes once the sealed answers are on the disk."""
        await self._leaves(self._page().foot.send.click)

    async def quick(self, kind: str) -> None:
        """Press the button of a contact that is counted in one press."""
        buttons = {str(name): button for name, button in self._page().quick.buttons.items()}
        await self._leaves(buttons[kind].click)

    async def _leaves(self, press: Callable[[], None]) -> None:
        page = self._page()
        press()
        forms = self._console.desk.registering
        await self._volunteer.until(lambda: forms.page is not page, "a contact that is registered")

    def _page(self) -> FormPage:
        page = self._console.desk.registering.page
        if page is None:
            raise DemoError(f"{self._volunteer.name}'s console shows no form.")
        return page

    def _themes(self) -> PickField:
        box = self._page().fields["themes"]
        if not isinstance(box, PickField):
            raise DemoError("the form asks for no themes.")
        return box
