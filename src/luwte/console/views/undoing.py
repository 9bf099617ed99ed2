"""The form that was registered last, out of sight, as long as that may be undone."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from luwte.console.views.form_page import FormPage

UNDO_SECONDS: Final = 15
"""How long it may be undone; the sentence that offers it goes a little sooner."""


class Undoing(QObject):
    """Holds one form, the last one.

    Signals: take_back_wanted (form).
    """

    take_back_wanted = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._page: FormPage | None = None
        self.time = QTimer(self)
        self.time.setSingleShot(True)
        self.time.setInterval(UNDO_SECONDS * 1_000)
        self.time.timeout.connect(self.forget)

    def hold(self, page: FormPage) -> None:
        """This one was registered; the one before it is final now."""
        self.forget()
        self._page = page
        page.hide()
        self.time.start()

    def take(self, form: str) -> FormPage | None:
        """Return the form if it is this one: it is open again."""
        page = self._page
        if page is None or page.opened.form != form:
            return None
        self._page = None
        self.time.stop()
        return page

    @Slot()
    def forget(self) -> None:
        """It cannot be undone any more: hold nothing of it."""
        self.time.stop()
        page, self._page = self._page, None
        if page is not None:
            page.forget()
            page.deleteLater()

    @Slot()
    def ask(self) -> None:
        """What was registered last was a mistake."""
        if self._page is not None:
            self.take_back_wanted.emit(self._page.opened.form)
