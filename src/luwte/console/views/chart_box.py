"""A chart with its title, and the table behind it: one key turns the one into the other."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from luwte.console.models.counts import CountsModel
from luwte.console.views.charts import high, paint
from luwte.console.views.ink import ink
from luwte.console.views.text import plain_label
from luwte.console.views.theme import Theme
from luwte.registration.reporting.charting import Chart

_TALLEST = 420


class ChartView(QWidget):
    """The painted chart, or a sentence where nothing of it may be shown; a screen reader reads out all its
    numbers."""

    def __init__(self, theme: Theme, chart: Chart) -> None:
        super().__init__()
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(240)
        self.show_chart(chart)
        theme.changed.connect(self._fit)

    def show_chart(self, chart: Chart) -> None:
        """Show this one instead."""
        self.chart = chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.instead or chart.spoken())
        self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Be as high as the chart is at this width."""
        return QSize(480, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Labels may need more lines now."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint it."""
        painter = QPainter(self)
        place, with_ink = QRectF(1, 1, self.width() - 2, self.height() - 2), ink(self._theme.look)
        if self.chart.instead:
            painter.setFont(with_ink.font)
            painter.setPen(with_ink.muted)
            painter.drawText(place, Qt.TextFlag.TextWordWrap, self.chart.instead)
        else:
            paint(painter, self.chart, place, with_ink)
        painter.end()

    def _fit(self) -> None:
        with_ink, width = ink(self._theme.look), max(200, self.width() - 2)
        if self.chart.instead:
            room = QRectF(0, 0, width, 1e4)
            words = QFontMetricsF(with_ink.font).boundingRect(
                room, Qt.TextFlag.TextWordWrap, self.chart.instead
            )
            needed = round(words.height()) + 8
        else:
            needed = round(high(self.chart, width, with_ink)) + 4
        if needed != self.minimumHeight():
            self.setFixedHeight(needed)
        self.update()


class ChartBox(QFrame):
    """A card: title, chart or table, and the button between the two (also the key T)."""

    def __init__(self, theme: Theme, chart: Chart) -> None:
        super().__init__()
        self._theme = theme
        self.chart = chart
        self._table: QTableView | None = None
        self._counts = CountsModel(chart)
        self.setProperty("kind", "card")
        gap = theme.look.space
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(gap["l"], gap["m"], gap["l"], gap["l"])
        column.setSpacing(gap["s"])
        head = QHBoxLayout()
        self._title = plain_label(chart.title, "strong", wraps=True)
        head.addWidget(self._title, 1)
        self.turn = QPushButton()
        self.turn.setProperty("kind", "link")
        self.turn.clicked.connect(self.turn_over)
        head.addWidget(self.turn)
        column.addLayout(head)
        self.drawn = ChartView(theme, chart)
        column.addWidget(self.drawn)
        # A shortcut, because a table would take the letter as the beginning of a word to look for.
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        self._key = QShortcut(QKeySequence("T"), self, self.turn_over, context=inside)
        self._name()

    @property
    def table(self) -> QTableView:
        """Return the table behind the chart, which most are never turned over to."""
        if self._table is None:
            self._table = self._made_table()
        return self._table

    @property
    def is_table(self) -> bool:
        """Whether the table is in front."""
        return self._table is not None and not self._table.isHidden()

    def show_chart(self, chart: Chart) -> None:
        """Show another one in its place: making a card anew takes ten times as long."""
        self.chart = chart
        self._title.setText(chart.title)
        self.drawn.show_chart(chart)
        if self._table is not None:
            self._table.hide()
            self._table.deleteLater()
            self._table = None
            self.drawn.show()
        self._counts = CountsModel(chart)
        self._name()

    def turn_over(self) -> None:
        """Show the table, or the chart again."""
        has_focus = self.drawn.hasFocus() or (self.is_table and self.table.hasFocus())
        shows_table = not self.is_table
        if shows_table:
            self._fit_table()
        self.table.setVisible(shows_table)
        self.drawn.setVisible(not shows_table)
        self._name()
        if has_focus:
            (self.table if shows_table else self.drawn).setFocus()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """A larger text needs higher rows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_table") and self.is_table:
            self._fit_table()

    def _made_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self._counts)
        table.setAccessibleName(self.chart.title)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        heads = table.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.hide()
        self._column.addWidget(table)
        return table

    def _fit_table(self) -> None:
        self.table.resizeRowsToContents()
        rows = sum(self.table.rowHeight(row) for row in range(self._counts.rowCount()))
        head = self.table.horizontalHeader().sizeHint().height()
        # Many columns in large letters scroll sideways: not over the last row.
        bar = self.table.horizontalScrollBar().sizeHint().height()
        self.table.setFixedHeight(min(rows + head + bar, self._theme.look.px(_TALLEST)))

    def _name(self) -> None:
        self.turn.setText(self.tr("Show the chart") if self.is_table else self.tr("Show the table"))
        self.turn.setAccessibleName(f"{self.turn.text()}: {self.chart.title}")
        self.turn.setToolTip(f"{self.turn.text()} (T)")
