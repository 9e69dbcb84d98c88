"""The palette is legible and reaches every widget, in both themes."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from earseg_app.ui.theme import apply_theme, font_sizes, mark, palette_of, sized, theme_of
from earseg_app.ui.theme_colors import DARK, LIGHT, Theme


def luminance(color: str) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2)."""
    parts = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
        for c in (QColor(color).redF(), QColor(color).greenF(), QColor(color).blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["background", "panel", "control", "hover"])
@pytest.mark.parametrize("ink", ["text", "muted"])
def test_text_has_at_least_4_5_to_1_contrast_on_every_ground(theme: Theme, ground: str, ink: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("tone", ["accent", "good", "warning", "error_text"])
def test_coloured_words_are_legible_on_panels(theme: Theme, tone: str) -> None:
    assert contrast(getattr(theme, tone), theme.panel) >= 4.5


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_the_primary_button_is_legible(theme: Theme) -> None:
    assert contrast(theme.on_accent, theme.accent) >= 4.5


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_a_palette_remembers_its_theme(theme: Theme) -> None:
    assert theme_of(palette_of(theme)) is theme


def test_the_window_is_dark_unless_asked_otherwise(qapp: QApplication) -> None:
    apply_theme(qapp)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor("#1D2126")
    apply_theme(qapp, dark=False)
    assert theme_of(qapp.palette()) is LIGHT
    apply_theme(qapp)


def test_a_marked_label_takes_its_tone_and_size(qapp: QApplication) -> None:
    apply_theme(qapp)
    label = QLabel("Cannot read the disc")
    before = label.sizeHint().height()
    mark(label, tone="error", size="title")
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK.error_text)
    assert label.sizeHint().height() > before


def test_there_are_three_font_sizes_in_order(qapp: QApplication) -> None:
    sizes = font_sizes(qapp.font())
    assert sizes.caption < sizes.body < sizes.title
    assert sized(qapp.font(), "title").pointSizeF() == sizes.title
