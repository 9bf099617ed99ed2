"""The coordinator at a console of the demo: a second factor, the figures, the annual report."""

from pathlib import Path

from luwte.admin.throwaway import ThrowawayHelpline
from luwte.console.views.making_report import ReportQuestion
from luwte.demo.volunteer import Volunteer
from luwte.demo.watch import DemoError


class Coordinator(Volunteer):
    """The coordinator who made the helpline at the terminal, now at a window over the same profile."""

    def __init__(self, helpline: ThrowawayHelpline, url: str) -> None:
        here = helpline.here
        super().__init__("Robin", here.folder, url, here.keychain, helpline.played.password)
        self._code = helpline.played.next_code
        self._figures = self.console.figures
        core, figures = self.console.controller, self._figures
        self.watch.follow(core.figures_changed, figures.reckoner.charted, figures.making.ended)

    async def sign_in(self) -> None:
        """Give the password to the page that is in front, then the six figures that it asks for."""
        page = self.console.window.sign_in
        page.password.setText(self._password)
        page.act()
        await self.until(lambda: page.figures.isVisibleTo(page) and not self.is_busy, "six figures asked for")
        page.password.setText(self._password)
        page.figures.setText(self._code())

    async def press_sign_in(self) -> None:
        """Press the button; the page before a shift follows."""
        self.console.window.sign_in.act()
        await self.until(lambda: self.stage == "shift_start", "a coordinator who is signed in")

    async def count(self) -> None:
        """Look at the figures; they are opened here."""
        self.console.window.begin.figures.click()
        await self.until(lambda: self._figures.is_settled, "figures to look at")

    @property
    def last_year(self) -> str:
        """The newest year of which nothing is to come any more."""
        publisher = self._figures.reckoner.publisher
        over = [year for year in publisher.years if publisher.is_over(year)] if publisher else []
        if not over:
            raise DemoError("no year of the figures is over.")
        return over[-1]

    async def cross(self, question: str, beside: str) -> None:
        """Choose the last whole year, a question, and another one beside it."""
        choice = self._figures.choice
        chosen = ((choice.period, self.last_year), (choice.question, question), (choice.beside, beside))
        for box, name in chosen:
            box.setCurrentIndex(box.findData(name))
            box.activated.emit(box.currentIndex())
        await self.until(lambda: self._figures.is_settled, "two questions crossed")

    async def make_report(self, folder: Path) -> list[Path]:
        """Make the annual report of the last whole year into a folder; return its files."""
        making = self._figures.making
        self._figures.report.click()
        question = making.question
        if not isinstance(question, ReportQuestion):
            raise DemoError("the console did not ask which report is wanted.")
        question.year.setCurrentIndex(question.year.findData(self.last_year))
        question.yes.click()
        dialog = making.files
        if dialog is None:
            raise DemoError("the console did not ask where the report shall go.")
        dialog.fileSelected.emit(str(folder))
        dialog.reject()
        await self.until(lambda: not making.away.isHidden(), "the annual report")
        return _files(folder)


def _files(folder: Path) -> list[Path]:
    files = sorted(folder.glob("*"))
    if not files:
        raise DemoError("no report was written.")
    return files
