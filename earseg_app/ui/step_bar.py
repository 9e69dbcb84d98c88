"""The path: Load, Segment, Correct, Measure, Export; what is done, where the user is, what comes next."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from earseg_app.presenters.shell import StepTab
from earseg_app.session.session import WorkStep
from earseg_app.ui.icons import icon
from earseg_app.ui.theme import SPACE_S, SPACE_XS, sized, theme_of
from earseg_app.ui.words import say

DOT = 22
HEIGHT = 40
GAP = 20
UNDERLINE = 2


class StepBar(QWidget):
    """One button per step; none is ever disabled."""

    step_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._buttons = {step: _StepButton(number, step) for number, step in enumerate(WorkStep, 1)}
        for step, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, step=step: self.step_requested.emit(step))
            row.addWidget(button)

    def show_tabs(self, tabs: tuple[StepTab, ...]) -> None:
        """Show the state of each step."""
        for tab in tabs:
            self._buttons[tab.step].show_tab(tab)

    def button(self, step: WorkStep) -> QAbstractButton:
        """The button of a step."""
        return self._buttons[step]


class _StepButton(QAbstractButton):
    def __init__(self, number: int, step: WorkStep) -> None:
        super().__init__()
        self._tab = StepTab(step)
        self._number = number
        self.setText(say(step.value))
        self.setToolTip(say(f"{step.value} (Ctrl+{number})"))
        self.setAccessibleName(say(f"Step {number}, {step.value}"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_tab(self, tab: StepTab) -> None:
        if tab != self._tab:
            self._tab = tab
            state = "done" if tab.done else "next" if tab.next else ""
            self.setAccessibleDescription(
                ", ".join(say(each) for each in (state, "current" if tab.current else "") if each)
            )
            self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(sized(self.font(), "", bold=True)).horizontalAdvance(self.text())
        return QSize(DOT + SPACE_S + words + GAP + SPACE_S, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = theme_of(self.palette())
        if self.underMouse() or self.hasFocus():
            painter.fillRect(self.rect(), QColor(theme.hover))
        self._paint_dot(painter, QRect(SPACE_S, (self.height() - DOT) // 2, DOT, DOT))
        bright = self._tab.current or self._tab.next
        painter.setPen(QColor(theme.text if bright else theme.muted))
        painter.setFont(sized(self.font(), "", bold=self._tab.current))
        words = self.rect().adjusted(SPACE_S + DOT + SPACE_S, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._tab.current:
            line = QRect(0, self.height() - UNDERLINE, self.width(), UNDERLINE)
            painter.fillRect(line, QColor(theme.accent))

    def _paint_dot(self, painter: QPainter, dot: QRect) -> None:
        theme = theme_of(self.palette())
        ring = QRectF(dot).adjusted(1, 1, -1, -1)
        filled = self._tab.current
        color = QColor(theme.accent if filled or self._tab.done or self._tab.next else theme.disabled)
        painter.setPen(QPen(color, 1.5))
        painter.setBrush(color if filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        inside = theme.on_accent if filled else color.name()
        if self._tab.done:
            icon("check", inside).paint(painter, dot.adjusted(SPACE_XS, SPACE_XS, -SPACE_XS, -SPACE_XS))
        else:
            painter.setPen(QColor(inside))
            painter.setFont(sized(self.font(), "caption", bold=True))
            painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, str(self._number))
