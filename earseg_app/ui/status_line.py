"""The status line: where the cursor is and what lies there, each figure in its fixed place."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from earseg_app.domain.anatomy import Part, Side
from earseg_app.presenters.shell import StatusDisplay
from earseg_app.ui.controls import elastic, label
from earseg_app.ui.theme import SPACE_L, SPACE_M
from earseg_app.ui.words import say

HEIGHT = 24
NOTICE_MS = 8000
# The widest texts each field may hold keep its place; the name of a structure may need more.
WIDEST = {
    "position": ("x 888.8 R  y 888.8 P  z 8888.8 S mm",),
    "density": ("HU -8888",),
    "part": tuple(f"{part.title} ({side.word})" for part in Part for side in Side),
    "spacing": ("0.88 × 0.88 × 0.88 mm",),
    "machine": ("CPU, 88 threads",),
}


# Words of the program; the others are figures.
SAID = ("part", "machine")


class StatusLine(QWidget):
    """Fields at the left and right, notices in between."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = {name: label(size="caption", tone="muted") for name in WIDEST}
        self.notice = elastic(label(size="caption", tone="accent"))
        self._timer = QTimer(self, singleShot=True, interval=NOTICE_MS)
        self._timer.timeout.connect(self.notice.clear)
        self._arrange()

    def show_status(self, status: StatusDisplay) -> None:
        """Show the fields."""
        for name, field in self.fields.items():
            words = getattr(status, name)
            field.setText(say(words) if name in SAID else words)

    def show_notice(self, sentence: str) -> None:
        """Show a sentence for a while."""
        self.notice.setText(say(sentence))
        self.notice.setToolTip(say(sentence))
        self._timer.start()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, 0, SPACE_M, 0)
        row.setSpacing(SPACE_L)
        for name in ("position", "density", "part"):
            row.addWidget(self.fields[name])
        row.addWidget(self.notice, 1)
        for name in ("spacing", "machine"):
            row.addWidget(self.fields[name])
        for name, field in self.fields.items():
            _keep_room(field, [say(words) if name in SAID else words for words in WIDEST[name]])
        self.fields["machine"].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFixedHeight(HEIGHT)


def _keep_room(field: QLabel, texts: list[str]) -> None:
    field.ensurePolished()
    field.setMinimumWidth(max(map(QFontMetrics(field.font()).horizontalAdvance, texts)))
