"""How the window looks: Fusion, our own palette, three font sizes, an 8 px grid, one style sheet.

Colours come from a `Theme`; whoever paints by hand asks `theme_of(widget.palette())`, so a change of
theme reaches every picture without a global variable.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from earseg_app.ui.style_sheet import style_sheet
from earseg_app.ui.theme_colors import DARK, LIGHT, Theme

# The grid everything stands on, logical pixels: gaps inside a group, between groups, around a panel.
SPACE_XS = 4
SPACE_S = 8
SPACE_M = 16
SPACE_L = 24
ROW_HEIGHT = 32
ICON_SIZE = 20

Tone = Literal["", "muted", "accent", "good", "warning", "error"]
Size = Literal["", "caption", "title"]


@dataclass(frozen=True)
class FontSizes:
    """The three font sizes of the window, points."""

    caption: float
    body: float
    title: float


def apply_theme(app: QApplication, dark: bool = True) -> None:
    """Dress the whole application; may be called again at any time to change between dark and light."""
    theme = DARK if dark else LIGHT
    font = tabular(app.font())
    sizes = font_sizes(font)
    sheet = style_sheet(theme, sizes.caption, sizes.title)
    if app.styleSheet() == sheet:
        return
    app.setStyle("Fusion")
    if font != app.font():
        app.setFont(font)
    app.setPalette(palette_of(theme))
    app.setStyleSheet(sheet)


def theme_of(palette: QPalette) -> Theme:
    """The theme a palette was made from, told by the brightness of its window colour."""
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def font_sizes(font: QFont) -> FontSizes:
    """Caption, body and title sizes that follow the system's font size."""
    body = font.pointSizeF() if font.pointSizeF() > 0 else 10.0
    return FontSizes(caption=max(body * 0.88, 7.5), body=body, title=body * 1.3)


def tabular(font: QFont) -> QFont:
    """The same font with figures of equal width, so that changing numbers don't dance."""
    result = QFont(font)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


def sized(font: QFont, size: Size, bold: bool = False) -> QFont:
    """A font of one of the three sizes, for those who paint by hand."""
    sizes = font_sizes(font)
    result = QFont(font)
    result.setPointSizeF({"caption": sizes.caption, "": sizes.body, "title": sizes.title}[size])
    result.setBold(bold)
    return result


def mark(widget: QWidget, *, tone: Tone | None = None, size: Size | None = None, primary: bool | None = None) -> None:
    """Give a label its tone and size, or make a button the primary one of its panel; can be changed later."""
    for name, value in (("tone", tone), ("textSize", size), ("primary", primary)):
        if value is not None:
            widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it is dressed when it is shown
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def palette_of(theme: Theme) -> QPalette:
    """The application palette of a theme."""
    role = QPalette.ColorRole
    colors = {
        role.Window: theme.panel,
        role.WindowText: theme.text,
        role.Base: theme.background,
        role.AlternateBase: theme.panel,
        role.Text: theme.text,
        role.Button: theme.control,
        role.ButtonText: theme.text,
        role.BrightText: theme.error,
        role.ToolTipBase: theme.control,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.muted,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.text,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.hover,
        role.Midlight: theme.line,
        role.Mid: theme.line,
        role.Dark: theme.line,
        role.Shadow: theme.background,
    }
    palette = QPalette()
    for each, color in colors.items():
        palette.setColor(each, QColor(color))
    for each in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(theme.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Accent, QColor(theme.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(theme.line))
    return palette
