"""The slab's bar: what is slid and pressed is asked for, and a thin cut offers nothing to merge."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from earseg_app.domain.planes import PlanePose
from earseg_app.render.slice_display import SliceDisplay
from earseg_app.ui.cochlear_pane import CochlearPane
from earseg_app.ui.slab_bar import SlabBar


@pytest.fixture
def bar(dressed: QtBot) -> SlabBar:
    made = SlabBar()
    dressed.addWidget(made)
    return made


def test_it_asks_for_thickness_and_merging_together(bar: SlabBar) -> None:
    asked: list[tuple[float, object]] = []
    bar.slab_requested.connect(lambda mm, mode: asked.append((mm, mode)))
    bar.show_slab(0.6, "mean")
    assert asked == [], "showing asks for nothing"
    bar.slider.setValue(bar.slider.maximum())
    assert asked[-1] == (pytest.approx(5.0), "mean")
    bar.modes["max"].click()
    assert asked[-1] == (pytest.approx(5.0), "max")


def test_a_thin_cut_has_nothing_to_merge(bar: SlabBar) -> None:
    bar.show_slab(0.0, "mean")
    assert bar.thickness.text() == "thin"
    assert not any(button.isEnabled() for button in bar.modes.values())
    bar.show_slab(2.0, "min")
    assert bar.thickness.text() == "2.0 mm"
    assert bar.modes["min"].isChecked()


@pytest.mark.parametrize(("width", "beside"), [(700, True), (260, False)])
def test_it_covers_neither_the_title_nor_the_note(dressed: QtBot, width: int, beside: bool) -> None:
    pane = CochlearPane()
    dressed.addWidget(pane)
    pane.resize(width, 300)
    pose = PlanePose.of((0, 0, 0), (1, 0, 0), (0, 1, 0))
    pane.show_display(SliceDisplay("Cochlear view, right ear", None, np.zeros((9, 9), np.uint32), (1.0, 1.0), pose))
    pane.show()
    assert (pane.bar.y() < 10) is beside
    assert pane.bar.geometry().right() == pane.width() - 1
    assert not pane.bar.isHidden()
    pane.show_display(None)
    assert pane.bar.isHidden()
