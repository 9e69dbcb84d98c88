"""The one style sheet of the application: what a palette cannot say."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from earseg_app import paths
from earseg_app.ui.theme_colors import DARK, Theme

_SHEET = Template("""
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="error"] { color: $error_text; }
*[textSize="caption"] { font-size: ${caption}pt; }
*[textSize="title"] { font-size: ${title}pt; font-weight: 600; }

QToolTip { color: $text; background: $control; border: 1px solid $line; padding: 4px 6px; }

QPushButton {
    background: $control; color: $text; border: 1px solid $line; border-radius: 4px;
    padding: 0 14px; min-height: 30px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $line; }
QPushButton:checked { background: $selection; border-color: $accent; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $disabled; background: $panel; }
QPushButton[primary="true"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[primary="true"]:hover { border-color: $text; }
QPushButton[primary="true"]:disabled { background: $control; color: $disabled; border-color: $line; }
QPushButton:flat { background: transparent; border-color: transparent; padding: 0 8px; }
QPushButton:flat:hover { background: $hover; }

QToolButton { background: transparent; border: none; border-radius: 4px; padding: 4px; }
QToolButton:hover { background: $hover; }
QToolButton:checked { background: $selection; }
QToolButton:focus { border: 1px solid $accent; padding: 3px; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QPlainTextEdit {
    background: $background; color: $text; border: 1px solid $line; border-radius: 4px;
    padding: 0 8px; min-height: 28px; selection-background-color: $selection;
}
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus { border-color: $accent; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled { color: $disabled; }
QComboBox { background: $control; }
QComboBox:hover { background: $hover; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow, QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {
    image: url("$images/arrow-down.svg"); width: 14px; height: 14px;
}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("$images/arrow-up.svg"); width: 14px; height: 14px; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {
    border: none; width: 20px; background: transparent;
}
QComboBox QAbstractItemView { background: $panel; border: 1px solid $line; padding: 4px; }

QCheckBox { spacing: 8px; }
QCheckBox::indicator, QTreeView::indicator, QListView::indicator {
    width: 16px; height: 16px; border: 1px solid $disabled; border-radius: 3px; background: $background;
}
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked {
    background: $accent; border-color: $accent; image: url("$images/tick-$name.svg");
}
QCheckBox::indicator:checked:disabled { background: $disabled; border-color: $disabled; }

QSlider::groove:horizontal { height: 4px; background: $line; border-radius: 2px; }
QSlider::sub-page:horizontal { height: 4px; background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -5px 0; background: $text; border-radius: 7px; }
QSlider::handle:horizontal:disabled, QSlider::sub-page:horizontal:disabled { background: $disabled; }

QProgressBar {
    background: $background; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; color: transparent;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QSplitter::handle { background: $background; }
QMainWindow::separator { background: $background; width: 4px; height: 4px; }
QMainWindow::separator:hover, QSplitter::handle:hover { background: $accent; }
QDockWidget { titlebar-close-icon: none; titlebar-normal-icon: none; }
QDockWidget::title { background: $panel; padding: 8px; }
QStatusBar { background: $panel; }
QStatusBar::item { border: none; }
QToolBar { background: $panel; border: none; spacing: 4px; padding: 4px; }

QScrollArea { border: none; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $hover; border-radius: 3px; margin: 2px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $disabled; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTreeView, QListView, QTableView { border: none; outline: none; }
QTreeView::item, QListView::item { min-height: 26px; }
QHeaderView::section { background: $panel; color: $muted; border: none; padding: 4px 8px; }

QMenu { background: $panel; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 3px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
""")

# The views stay dark in both themes: the eye reads CT against a dark surround.
_VIEWS = Template("""
SliceView QSlider:vertical { background: $background; width: 18px; }
SliceView QSlider::groove:vertical { width: 3px; background: $line; border-radius: 1px; margin: 8px 0; }
SliceView QSlider::handle:vertical {
    width: 11px; height: 11px; margin: 0 -4px; background: $muted; border-radius: 5px;
}
SliceView QSlider::handle:vertical:hover { background: $text; }
VolumeView QLabel { color: $muted; }
VolumeBar QToolButton:hover { background: $hover; }
VolumeBar QToolButton:checked { background: $selection; }
SlabBar QLabel { color: $text; }
SlabBar QToolButton, UnrolledView QToolButton { color: $muted; padding: 2px 6px; }
SlabBar QToolButton:hover, UnrolledView QToolButton:hover { background: $hover; }
SlabBar QToolButton:checked { background: $selection; color: $text; }
SlabBar QToolButton:disabled { background: transparent; color: $disabled; }
SlabBar QSlider::groove:horizontal { height: 3px; background: $line; }
SlabBar QSlider::sub-page:horizontal { height: 3px; background: $muted; }
SlabBar QSlider::handle:horizontal { width: 11px; height: 11px; margin: -4px 0; background: $text; border-radius: 5px; }
""")


def style_sheet(theme: Theme, caption_pt: float, title_pt: float) -> str:
    """The sheet of a theme; sizes in points."""
    images = (paths.resources() / "icons" / "style").as_posix()
    views = _VIEWS.substitute(asdict(DARK))
    return views + _SHEET.substitute(asdict(theme), caption=f"{caption_pt:.1f}", title=f"{title_pt:.1f}", images=images)
