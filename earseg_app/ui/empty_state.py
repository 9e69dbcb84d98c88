"""The empty window: a drop zone that says how to begin."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from earseg_app.presenters.catalog_rows import BrowseDisplay, SeriesRow
from earseg_app.presenters.library import LibraryDisplay
from earseg_app.presenters.wording import RESEARCH_USE
from earseg_app.ui.controls import Glyph, label, push_button
from earseg_app.ui.progress_row import ProgressRow
from earseg_app.ui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, mark, theme_of
from earseg_app.ui.words import say

BEGIN = "Open a CT of the temporal bone"
TEACH = "Drop a CD, a folder, a zip, a NIfTI file or a saved case here, or choose one."
CHOOSE = "The star in the list marks the one that suits the inner ear best."
DASH_MARGIN = 24
ZONE_WIDTH = 560
DISC_PX = 48
RECENT_STUDIES = 4
# Beside studies; alone, all of them are shown.
RECENT_PLACES = 3


class EmptyState(QWidget):
    """What the middle of the window shows while no scan is open."""

    open_folder_requested = Signal()
    open_file_requested = Signal()
    demo_requested = Signal()
    place_requested = Signal(object)
    study_requested = Signal(str)
    library_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = Glyph(DISC_PX, "disc", "muted")
        self._headline = label(BEGIN, size="title")
        self._teach = label(TEACH, tone="muted", wrap=True)
        self.folder_button = push_button("Open a CD or folder", primary=True)
        self.file_button = push_button("Open a file")
        self.demo_button = push_button("Open the demo")
        self.progress = ProgressRow()
        self._recent_title = label("Recent", tone="muted", size="caption")
        # The words stand above those of the flat buttons below.
        self._recent_title.setContentsMargins(SPACE_S, 0, 0, 0)
        self._recent = QVBoxLayout()
        self._recent_places: tuple[str, ...] = ()
        self._recent_studies: tuple[SeriesRow, ...] = ()
        self._notice = label(RESEARCH_USE, tone="muted", size="caption")
        self._connect()
        self._arrange()

    def show_browse(self, display: BrowseDisplay) -> None:
        """Show progress, the recent places, and what to do next."""
        self.progress.show_step(display.progress)
        for button in (self.folder_button, self.file_button, self.demo_button):
            button.setEnabled(display.progress is None)
        chosen = bool(display.patients)
        mark(self.folder_button, primary=not chosen)
        self._headline.setText(say("Choose a series" if chosen else BEGIN))
        self._teach.setText(say(CHOOSE if chosen else TEACH))
        self._show_recent(() if chosen else display.recent, self._recent_studies)

    def show_library(self, display: LibraryDisplay) -> None:
        """Show the studies opened last."""
        self._show_recent(self._recent_places, display.recent[:RECENT_STUDIES])

    def show_study_picture(self, uid: str, image: NDArray[np.uint8]) -> None:
        """The empty window shows no pictures of studies."""

    def recent_buttons(self) -> list[QPushButton]:
        """The buttons of the recent places, newest first."""
        items = [self._recent.itemAt(row) for row in range(self._recent.count())]
        return [button for item in items if item and isinstance(button := item.widget(), QPushButton)]

    def show_thumbnail(self, uid: str, image: NDArray[np.uint8]) -> None:
        """The empty window shows no thumbnails."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dashed frame around the drop zone."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = theme_of(self.palette())
        painter.fillRect(self.rect(), QColor(theme.background))
        painter.setPen(QPen(QColor(theme.line), 2, Qt.PenStyle.DashLine))
        frame = self.rect().adjusted(DASH_MARGIN, DASH_MARGIN, -DASH_MARGIN, -DASH_MARGIN)
        painter.drawRoundedRect(frame, 8, 8)

    def _connect(self) -> None:
        self.folder_button.clicked.connect(self.open_folder_requested)
        self.file_button.clicked.connect(self.open_file_requested)
        self.demo_button.clicked.connect(self.demo_requested)
        self.progress.cancel_requested.connect(self.cancel_requested)

    def _show_recent(self, places: tuple[str, ...], studies: tuple[SeriesRow, ...]) -> None:
        if (places, studies) == (self._recent_places, self._recent_studies):
            return
        self._recent_places, self._recent_studies = places, studies
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for study in studies:
            words, picture = f"{study.title}   {study.detail}", "library" if study.copied else "disc"
            self._add_recent(words, picture, study.why, partial(self.study_requested.emit, study.uid))
        if studies:
            self._add_recent("All studies…", "search", "The library", self.library_requested.emit)
        for place in places[: RECENT_PLACES if studies else None]:
            self._add_recent(
                Path(place).name or place, _picture(place), place, partial(self.place_requested.emit, Path(place))
            )
        self._recent_title.setVisible(bool(places or studies))

    def _add_recent(self, words: str, picture: str, tip: str, verb: Callable[[], object]) -> None:
        button = push_button(words, flat=True, picture=picture)
        button.setToolTip(say(tip))
        button.clicked.connect(lambda _checked=False: verb())
        self._recent.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _arrange(self) -> None:
        for centred in (self._headline, self._teach, self._notice):
            centred.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addStretch()
        for button in (self.folder_button, self.file_button, self.demo_button):
            buttons.addWidget(button)
        buttons.addStretch()
        zone = QWidget()
        zone.setFixedWidth(ZONE_WIDTH)
        column = QVBoxLayout(zone)
        column.setSpacing(SPACE_S)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for widget in (self._headline, self._teach):
            column.addWidget(widget)
        column.addSpacing(SPACE_S)
        column.addLayout(buttons)
        column.addWidget(self.progress)
        column.addWidget(self._recent_title)
        self._recent.setSpacing(SPACE_XS)
        column.addLayout(self._recent)
        self._recent_title.hide()
        page = QVBoxLayout(self)
        page.setContentsMargins(SPACE_L, SPACE_L * 2, SPACE_L, SPACE_L + SPACE_M)
        page.addStretch(2)
        page.addWidget(zone, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addStretch(3)
        page.addWidget(self._notice)


def _picture(place: str) -> str:
    return "save" if place.endswith(".earseg") else "file" if Path(place).suffix else "folder"
