"""Making the annual report: which year and language, into which folder, how far it is, and where it lies."""

from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QWidget,
)

from luwte.console.state import PolicyView
from luwte.console.views.choice import ChoiceBox
from luwte.console.views.dialogs import Question
from luwte.console.views.report_files import ReportError, Wanted, write_report, write_rows
from luwte.console.views.text import plain_label
from luwte.console.views.theme import Theme
from luwte.console.views.tick import Tick
from luwte.registration.publishing.publisher import Publisher
from luwte.registration.publishing.releasing import Release


class ReportQuestion(Question):
    """Which report is wanted.

    Signals: chosen (year, language, registrations one by one too).
    """

    chosen = Signal(str, str, bool)

    def __init__(
        self, parent: QWidget, theme: Theme, years: tuple[str, ...], language: str, *, may_take_rows: bool
    ) -> None:
        super().__init__(parent, theme, "", "", "", "")
        self.heading.setText(self.tr("Make the annual report"))
        self.setAccessibleName(self.heading.text())
        self.sentence.setText(
            self.tr(
                "A PDF and a web page with charts, and the same figures for a spreadsheet. Nobody can be "
                "recognised in them."
            )
        )
        self.yes.setText(self.tr("Choose a folder…"))
        self.no.setText(self.tr("Not now"))
        self.year = ChoiceBox(theme, self.tr("Year"))
        for year in reversed(years):
            self.year.addItem(year, year)
        self.language = ChoiceBox(theme, self.tr("Language"))
        for name, words in (("nl", "Nederlands"), ("en", "English")):
            self.language.addItem(words, name)
        self.language.setCurrentIndex(max(0, self.language.findData(language)))
        for box in (self.year, self.language):
            label = plain_label(box.accessibleName(), "section")
            label.setBuddy(box)
            self.body.addWidget(label)
            self.add_field(box)
        self.rows = Tick(theme, self.tr("Also all registrations, one by one"))
        self.rows.setVisible(may_take_rows)
        self.add_field(self.rows)

    def _agree(self) -> None:
        self.chosen.emit(
            str(self.year.currentData()),
            str(self.language.currentData()),
            not self.rows.isHidden() and self.rows.isChecked(),
        )
        self.accept()


class _Work(QObject):
    """The writing, in a thread of its own. One that was stopped writes nothing and tells nothing, also when
    the next has begun before it noticed.

    Signals: went_on (share) · ended (the Future of the files).
    """

    went_on = Signal(float)
    ended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(1, "report")
        self._is_stopped = Event()

    def begin(self, wanted: Wanted, folder: Path, *, with_rows: bool) -> None:
        self.stop()
        self._is_stopped = is_stopped = Event()
        made = self._pool.submit(self._write, wanted, folder, with_rows, is_stopped)
        made.add_done_callback(partial(self._tell, is_stopped))

    def stop(self) -> None:
        self._is_stopped.set()

    def _write(self, wanted: Wanted, folder: Path, with_rows: bool, is_stopped: Event) -> tuple[Path, ...]:
        def goes_on(done: float) -> bool:
            if not is_stopped.is_set():
                self.went_on.emit(done)
            return not is_stopped.is_set()

        files = write_report(wanted, folder, goes_on)
        if files and with_rows and goes_on(1.0):
            files = (*files, write_rows(wanted.publisher, wanted.year, folder))
        return files

    def _tell(self, is_stopped: Event, made: Future[tuple[Path, ...]]) -> None:
        if is_stopped is self._is_stopped:
            self.ended.emit(made)


class MakingReport(QFrame):
    """A quiet line above the charts while a report is made, and after it.

    Signals: ended () - the report lies there, or it was stopped.
    """

    ended = Signal()

    def __init__(self, theme: Theme, language: str) -> None:
        super().__init__()
        self._theme, self._language = theme, language
        self._policy = PolicyView()
        self._publisher: Publisher | None = None
        self._release: Release | None = None
        self._unreadable = 0
        self._wanted: tuple[Wanted, bool] | None = None
        self._folder = Path()
        self.question: Question | None = None
        self.files: QFileDialog | None = None
        self._work = _Work()
        self._work.went_on.connect(self._go_on, Qt.ConnectionType.QueuedConnection)
        self._work.ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self.setProperty("kind", "call")
        row = QHBoxLayout(self)
        self.said = plain_label("", "", wraps=True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self.said, 1)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("How far the report is"))
        self.progress.setMaximumWidth(240)
        row.addWidget(self.progress)
        self.cancel = QPushButton(self.tr("Stop"))
        self.cancel.clicked.connect(self.stop)
        row.addWidget(self.cancel)
        self.away = QPushButton(self.tr("Put away"))
        self.away.clicked.connect(self.hide)
        row.addWidget(self.away)
        self.hide()

    def show_policy(self, policy: PolicyView) -> None:
        """Follow what this person may."""
        self._policy = policy

    def take(self, publisher: Publisher, release: Release, unreadable: int) -> None:
        """Make reports of these figures from now on."""
        self._publisher, self._release, self._unreadable = publisher, release, unreadable

    def ask(self, helpline: str) -> None:
        """Ask which report is wanted."""
        if self._publisher is None or self._release is None:
            return
        question = ReportQuestion(
            self.window(),
            self._theme,
            self._publisher.years,
            self._language,
            may_take_rows=self._policy.may_export_rows,
        )
        self._wanted = (Wanted(self._publisher, helpline, "", "", self._release, self._unreadable), False)
        question.chosen.connect(self._chose)
        self._open(question)

    def forget(self) -> None:
        """Make it no longer, and forget what it was made of."""
        self.stop()
        self._publisher = self._release = self._wanted = None

    def stop(self) -> None:
        """Make it no longer."""
        self._work.stop()
        question, files = self.question, self.files
        self.question = self.files = None
        if question is not None:
            question.close()
        if files is not None:
            files.close()

    def write(self, folder: str) -> None:
        """Write the report that was asked for into a folder."""
        if self._wanted is None or not folder:
            return
        wanted, with_rows = self._wanted
        self._folder = Path(folder)
        self.said.setText(self.tr("The report is made."))
        self.progress.setValue(0)
        self._show(is_working=True)
        self._work.begin(wanted, self._folder, with_rows=with_rows)

    @Slot(str, str, bool)
    def _chose(self, year: str, language: str, with_rows: bool) -> None:
        self.question = None
        if self._wanted is None:
            return
        asked = self._wanted[0]
        wanted = Wanted(asked.publisher, asked.helpline, year, language, asked.release, asked.unreadable)
        self._wanted = (wanted, with_rows)
        if with_rows:
            self._warn_of_rows()
        else:
            self._choose_folder()

    def _warn_of_rows(self) -> None:
        question = Question(
            self.window(),
            self._theme,
            self.tr("Take registrations along one by one?"),
            self.tr(
                "Small numbers are not hidden in them, and nothing protects the file any more. Keep it where "
                "only those can read it who must, and erase it afterwards."
            ),
            self.tr("Take them along"),
            self.tr("Leave them here"),
        ).as_danger()
        question.agreed.connect(self._choose_folder)
        self._open(question)

    @Slot()
    def _choose_folder(self) -> None:
        self.question = None
        self.files = QFileDialog(self.window(), self.tr("Where shall the report go?"))
        self.files.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.files.setFileMode(QFileDialog.FileMode.Directory)
        self.files.setOption(QFileDialog.Option.ShowDirsOnly)
        self.files.fileSelected.connect(self.write)
        self.files.finished.connect(self._close_files)
        self.files.open()

    def _open(self, question: Question) -> None:
        self.question = question
        question.finished.connect(self._close_question)
        question.open()

    @Slot()
    def _close_question(self) -> None:
        if self.sender() is self.question:
            self.question = None

    @Slot()
    def _close_files(self) -> None:
        self.files = None

    @Slot(float)
    def _go_on(self, done: float) -> None:
        self.progress.setValue(round(100 * done))

    @Slot(object)
    def _end(self, made: Future[tuple[Path, ...]]) -> None:
        self.files = None
        self._show(is_working=False)
        if isinstance(made.exception(), ReportError):
            self.said.setText(self.tr("That folder cannot be written. Choose another one."))
        elif made.result():
            self.said.setText(self.tr("The report lies in {0}.").format(self._folder))
        else:
            self.hide()
        self.ended.emit()

    def _show(self, *, is_working: bool) -> None:
        self.progress.setVisible(is_working)
        self.cancel.setVisible(is_working)
        self.away.setVisible(not is_working)
        self.show()
