"""The second factor of a coordinator or leader: a square for the phone to scan, the same in letters, and the
first six figures."""

from urllib.parse import parse_qs, urlsplit

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from luwte.console.state import Session
from luwte.console.views.pages import CalmPage
from luwte.console.views.sentences import Sentences
from luwte.console.views.sign_in import six_figures
from luwte.console.views.text import plain_label
from luwte.console.views.theme import Theme

QUIET = 4
"""Light modules around the square; phones do not find it without them."""


class Square(QWidget):
    """Paints a QR code, black on white in every theme, because phones want it so."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self._rows: list[list[bool]] = []
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Show this text as a square; nothing for an empty one."""
        import segno  # noqa: PLC0415 - once in a person's life, not at every start

        self._rows = [[bool(cell) for cell in row] for row in segno.make_qr(text).matrix] if text else []
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return its size."""
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the modules."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        if not self._rows:
            return
        module = self.width() / (len(self._rows) + 2 * QUIET)
        for y, row in enumerate(self._rows):
            for x, is_dark in enumerate(row):
                if is_dark:
                    cell = QRectF((x + QUIET) * module, (y + QUIET) * module, module + 0.5, module + 0.5)
                    painter.fillRect(cell, QColor("black"))


class TotpPage(CalmPage):
    """Shows the square and asks for the first six figures.

    Signals: confirm_wanted (figures).
    """

    confirm_wanted = Signal(str)

    def __init__(self, theme: Theme, sentences: Sentences) -> None:
        super().__init__(theme, "key-round")
        self._sentences = sentences
        self._is_busy = False
        self.title.setText(self.tr("A second key for your sign-in"))
        self.sentence.setText(
            self.tr(
                "Scan this with an authenticator app on your phone. It then shows six figures that change."
            )
        )
        self.square = Square(theme.look.px(220))
        self.square.setAccessibleName(
            self.tr("Square for the authenticator app; the same in letters stands below")
        )
        self.fields.addWidget(self.square, 0, Qt.AlignmentFlag.AlignLeft)
        self.fields.addWidget(plain_label(self.tr("No camera? Type this into the app:"), "muted", wraps=True))
        self.secret = plain_label("", "code", wraps=True)
        self.secret.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.fields.addWidget(self.secret)
        self.fields.addSpacing(theme.look.space["m"])
        self.figures = six_figures()
        self.add_field(self.tr("The six figures it shows now"), self.figures)
        self.action.setText(self.tr("Finish"))
        self.figures.textChanged.connect(self._look_again)
        self._look_again()

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Show the square of this enrolment."""
        self._is_busy = session.is_busy
        self.square.set_text(session.totp_uri)
        secret = parse_qs(urlsplit(session.totp_uri).query).get("secret", [""])[0]
        self.secret.setText(" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)))
        field = self.figures if session.code in {"second_factor", "sign_in"} else None
        self.show_error("" if session.is_busy else self._sentences.session(session), field)
        self._look_again()

    def start(self) -> None:
        """Put the cursor into the field."""
        self.turn_to(self.figures)

    def act(self) -> None:
        """Finish the enrolment."""
        if len(self.figures.text()) == 6 and not self._is_busy:
            self.confirm_wanted.emit(self.figures.text())

    def clear_secrets(self) -> None:
        """Forget what was typed and shown."""
        self.figures.clear()
        self.secret.clear()
        self.square.set_text("")

    def _look_again(self) -> None:
        self.action.setEnabled(len(self.figures.text()) == 6 and not self._is_busy)
