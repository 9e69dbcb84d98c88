"""The settings in the real window: what is chosen is seen at once."""

from __future__ import annotations

import os

from earseg_app.domain.part_colors import LabelStyle, Palette
from earseg_app.domain.slicing import Plane
from earseg_app.session.settings import Settings
from tests.system.driver import Driver


def test_choices_reach_the_state_the_views_and_the_file(driver: Driver) -> None:
    program = driver.program
    program.furnish()
    program.window.actions_by_key["settings"].trigger()
    dialog = program.settings_dialog
    assert dialog.isVisible()
    dialog.palettes.setCurrentIndex(dialog.palettes.findData("contrast"))
    dialog.palettes.activated.emit(dialog.palettes.currentIndex())
    dialog.threads.setCurrentIndex(dialog.threads.count() - 1)
    dialog.threads.activated.emit(dialog.threads.count() - 1)
    dialog.wheel.click()
    dialog.close_button.click()
    assert not dialog.isVisible()
    assert program.session.state.display.palette is Palette.CONTRAST
    assert program.views is not None and program.views.planes[Plane.AXIAL].canvas.wheel_reversed
    wanted = program.preferences.settings.threads or os.cpu_count() or 1
    assert program.segment._machine.startswith(f"CPU, {wanted} thread")
    kept: Settings = program.preferences.settings
    driver.program.window.actions_by_key["label_style"].trigger()
    assert program.session.state.display.label_style is LabelStyle.CONTOUR
    assert program.preferences.settings.label_style == "contour"
    assert (kept.palette, kept.wheel_reversed) == ("contrast", True)
