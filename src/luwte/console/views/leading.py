"""What a coordinator may do about a colleague on shift: from the list by mouse or key, or by a button."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListView, QMenu

from luwte.console.models.rows import Role
from luwte.console.state import Session
from luwte.console.views.buttons import IconButton
from luwte.console.views.text import one_line


class Leading(IconButton):
    """The button beside the colleagues, and the menu over each of them; for coordinators only.

    Signals: end_shift_wanted (person, "" when it is still to be asked whose).
    """

    end_shift_wanted = Signal(str)

    def __init__(self, colleagues: QListView) -> None:
        super().__init__("ellipsis", "")
        self._list = colleagues
        self._is_lead = False
        self.offered: QMenu | None = None
        self.setObjectName("end_colleague_button")
        self.setToolTip(self.tr("End a colleague's shift…"))
        self.setAccessibleName(self.toolTip())
        self.clicked.connect(self._end_whose)
        colleagues.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        colleagues.customContextMenuRequested.connect(self._offer_at)
        colleagues.activated.connect(self._offer_here)
        self.follow()

    def show_session(self, session: Session) -> None:
        """Follow the role."""
        self._is_lead = session.role == "coordinator" and not session.is_practice
        self.follow()

    def follow(self) -> None:
        """Be there when there is somebody to do something about."""
        self.setVisible(self._is_lead and self._list.model().rowCount() > 0)

    def _offer_at(self, where: QPoint) -> None:
        index = self._list.indexAt(where)
        self._offer(index if index.isValid() else self._list.currentIndex(), where)

    def _offer_here(self, index: QModelIndex) -> None:
        self._offer(index, self._list.visualRect(index).center())

    def _offer(self, index: QModelIndex, where: QPoint) -> None:
        row = index.data(Role.ROW) if index.isValid() else None
        if row is None or not self._is_lead:
            return
        menu = QMenu(self._list)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("End the shift of {0}…").format(one_line(row.name))).setData(row.person)
        menu.triggered.connect(self._end_of)
        menu.popup(self._list.viewport().mapToGlobal(where))
        self.offered = menu

    def _end_of(self, action: QAction) -> None:
        self.end_shift_wanted.emit(str(action.data()))

    def _end_whose(self) -> None:
        self.end_shift_wanted.emit("")
