"""The left column while loading: the disc that is open, or the library, one at a time."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from earseg_app.ui.browser_panel import BrowserPanel
from earseg_app.ui.controls import push_button
from earseg_app.ui.library_panel import LibraryPanel
from earseg_app.ui.theme import SPACE_M, SPACE_S


class SourcesColumn(QWidget):
    """Two tabs over the browser of a disc and the library."""

    def __init__(self, browser: BrowserPanel, library: LibraryPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = QStackedWidget()
        self.tabs = {browser: push_button("Disc"), library: push_button("Library")}
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, 0)
        row.setSpacing(SPACE_S)
        for page, tab in self.tabs.items():
            self._pages.addWidget(page)
            tab.setCheckable(True)
            tab.clicked.connect(lambda _checked=False, page=page: self.show_page(page))
            self._group.addButton(tab)
            row.addWidget(tab, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._pages, 1)
        self.show_page(browser)

    def show_page(self, page: QWidget) -> None:
        """Bring the disc or the library to the front."""
        for known, tab in self.tabs.items():
            if known is page:
                tab.setChecked(True)
                self._pages.setCurrentWidget(known)
