"""One of the lists at the left: as high as its rows, as far as there is room."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QStyleOptionViewItem

from luwte.console.models.rows import Index, Role
from luwte.console.views.side_delegates import SideDelegate


class SideList(QListView):
    """A list that is as high as its rows, up to ``most`` of them (0: as high as there is room).

    Signals: chosen (key).
    """

    chosen = Signal(str)

    def __init__(self, model: QAbstractItemModel, delegate: SideDelegate, name: str, most: int = 0) -> None:
        super().__init__()
        self._most = self.most = most
        self._row_painter = delegate
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        policy = QSizePolicy.Policy.Maximum if most else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        # The list lays its rows out by itself, once for as many as come together.
        model.rowsInserted.connect(self.updateGeometry)
        model.rowsRemoved.connect(self.updateGeometry)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Take as much height as the rows need."""
        self.updateGeometry()
        self.doItemsLayout()

    def show_most(self, most: int) -> None:
        """Show fewer rows than there would be room for elsewhere; never more than asked for at first."""
        wanted = min(self._most, max(1, most))
        if wanted != self.most:
            self.most = wanted
            self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the rows' height, up to ``most`` of them."""
        return QSize(120, self.row() * (min(self.most, self.model().rowCount()) if self.most else 3))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need one row."""
        return QSize(120, self.row() * min(1, self.model().rowCount()))

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Tell which row was chosen."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(str(current.data(Role.KEY)))

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:  # noqa: N802 - Qt's name
        """Let the mark go with its row: Qt would choose another one, and what is being typed would go to
        somebody else."""
        if start <= self.currentIndex().row() <= end:
            with QSignalBlocker(self):
                self.setCurrentIndex(QModelIndex())
        super().rowsAboutToBeRemoved(parent, start, end)

    def row(self) -> int:
        """Return a row's height."""
        return self._row_painter.sizeHint(QStyleOptionViewItem(), QModelIndex()).height()

    def tick(self) -> None:
        """A second went by: countdowns are painted anew."""
        self.viewport().update()
