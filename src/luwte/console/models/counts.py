"""A chart's counts as a table, for who would rather read than look."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from luwte.registration.reporting.charting import Chart

Index = QModelIndex | QPersistentModelIndex


class CountsModel(QAbstractTableModel):
    """Lines down, series across; the first column has the labels."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self._chart = chart

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """One a line."""
        return 0 if parent is not None and parent.isValid() else len(self._chart.lines)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """The label, and one a series."""
        return 0 if parent is not None and parent.isValid() else len(self._chart.series) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a label, or a count as it is written."""
        if not index.isValid():
            return None
        at, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._said(at, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                label = self._chart.lines[at].label
                head = self.headerData(column, Qt.Orientation.Horizontal)
                return label if not column else f"{label}, {head}: {self._said(at, column)}"
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what a column counts; its head stands over its counts."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._chart.series[section - 1].label if section else self._chart.head

    def _said(self, at: int, column: int) -> str:
        line = self._chart.lines[at]
        if not column:
            return f"{'    ' * line.level}{line.label}"
        return self._chart.said(self._chart.series[column - 1].counts[at])
