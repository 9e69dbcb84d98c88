"""The middle of the window: panels beside the views, arranged for a wide or a narrow window.

A wide window has the browser and the parts at the left and the panel of the current step at the right. A narrow one has
one column at the left, which shows the browser while loading and else the panel of the step: the views never move.
For a left hand all of it is mirrored.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from earseg_app.session.session import WorkStep

# The views keep at least 70 % of the window: below this width one column is all they can spare.
WIDE_PX = 1880
ONE_COLUMN_PX = 288
WIDEST_COLUMN_PX = 320
COLUMN_SHARE = 0.125


class Workbench(QSplitter):
    """Places browser, parts, step panels and views."""

    def __init__(self, browser: QWidget, parts: QWidget, panels: Mapping[WorkStep, QWidget], empty: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._browser = browser
        self._panels = panels
        self._steps = QStackedWidget()
        for panel in panels.values():
            self._steps.addWidget(panel)
        self._left_pages = QStackedWidget()
        self._left_pages.addWidget(browser)
        self._parts = parts
        self._left = QWidget()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._left_pages, 1)
        column.addWidget(parts)
        self._centre = QStackedWidget()
        self._centre.addWidget(empty)
        self._right = QStackedWidget()
        self._step = WorkStep.LOAD
        self._wide = True
        self._column_px = 0
        self._wanted = True
        self._occupied = False
        self._case = False
        self._mirrored = False
        self._arrange()

    def set_views(self, views: QWidget) -> None:
        """Take the views of an open scan."""
        self._centre.addWidget(views)
        self._place()

    def show_state(self, step: WorkStep, occupied: bool, case: bool) -> None:
        """Show the panels of a step; `occupied`: there is something to list, `case`: a scan is open."""
        self._step, self._occupied, self._case = step, occupied, case
        self._place()

    def mirror(self, on: bool) -> None:
        """Change sides, for the left hand: the panel of the step at the left, browser and parts at the right."""
        if on == self._mirrored:
            return
        self._mirrored = on
        sizes = self.sizes()
        for place, column in enumerate((self._right, self._centre, self._left) if on else self._columns()):
            self.insertWidget(place, column)
        self.setStretchFactor(1, 1)
        self.setSizes(sizes[::-1])
        self._place()

    def toggle_panels(self) -> None:
        """Give the views the whole window, or bring the panels back."""
        self._wanted = not self._wanted
        self._place()

    def sizeHint(self) -> QSize:
        """A size that fits small screens."""
        return QSize(1280, 680)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between one and two columns where the width asks for it."""
        super().resizeEvent(event)
        width = event.size().width()
        if self._column_px != (column_px := _column_px(width)):
            self._column_px = column_px
            for column in (self._left, self._right):
                column.setMinimumWidth(column_px)
            self.setSizes([column_px, width - 2 * column_px, column_px])
        if self._wide != (wide := width >= WIDE_PX):
            self._wide = wide
            self._place()

    def _arrange(self) -> None:
        for widget in self._columns():
            self.addWidget(widget)
        for column in (self._left, self._right):
            column.setAutoFillBackground(True)
        self.setStretchFactor(1, 1)
        self.setHandleWidth(4)
        self.setChildrenCollapsible(False)
        self._right.addWidget(self._steps)
        self._place()

    def _columns(self) -> tuple[QWidget, QWidget, QWidget]:
        return self._left, self._centre, self._right

    def _place(self) -> None:
        home = self._right if self._wide else self._left_pages
        if self._steps.parentWidget() is not home:
            home.addWidget(self._steps)
        self._steps.setCurrentWidget(self._panels[self._step])
        one_column = not self._wide and self._step is not WorkStep.LOAD
        self._left_pages.setCurrentWidget(self._steps if one_column else self._browser)
        if self._wide:
            self._right.setCurrentWidget(self._steps)
        # One column has no room for both lists; the browser needs it while loading.
        self._parts.setVisible(self._case and (self._wide or one_column))
        # A step that is entered without a scan says what it lacks.
        self._left.setVisible(self._wanted and (self._occupied or one_column))
        self._right.setVisible(self._wanted and self._wide and (self._case or self._step is not WorkStep.LOAD))
        self._centre.setCurrentIndex(self._centre.count() - 1 if self._case else 0)


class Stacked(QWidget):
    """Widgets below one another, without a gap."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in widgets:
            column.addWidget(widget)


def _column_px(width_px: int) -> int:
    """The least width of a column in a window of that width."""
    if width_px < WIDE_PX:
        return ONE_COLUMN_PX
    return min(round(width_px * COLUMN_SHARE), WIDEST_COLUMN_PX)
