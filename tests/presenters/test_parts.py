"""The list of parts."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import Mock, create_autospec

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.presenters.parts import PartsDisplay, PartsPresenter, PartsView
from earseg_app.session.session import Session


@pytest.fixture
def view() -> Mock:
    return create_autospec(PartsView, instance=True)


@pytest.fixture
def presenter(session: Session, view: Mock, volume: Volume, segmentation: Segmentation) -> PartsPresenter:
    presenter = PartsPresenter(session, view)
    session.open_volume(volume)
    session.accept_segmentation(segmentation)
    return presenter


def shown(view: Mock) -> PartsDisplay:
    display: PartsDisplay = view.show_parts.call_args.args[0]
    return display


def test_every_part_has_its_row_even_before_a_scan_is_open(session: Session, view: Mock) -> None:
    PartsPresenter(session, view)
    assert [row.part for row in shown(view).rows] == list(Part)
    assert all(row.right is None and row.left is None for row in shown(view).rows)


def test_an_eye_hides_one_part_of_one_ear(presenter: PartsPresenter, view: Mock) -> None:
    presenter.show_part(Side.LEFT, Part.COCHLEA, visible=False)
    row = shown(view).rows[0]
    assert (row.right, row.left) == (True, False)


def test_an_ear_can_be_hidden_whole(presenter: PartsPresenter, view: Mock) -> None:
    presenter.show_ear(Side.RIGHT, visible=False)
    assert {row.right for row in shown(view).rows} == {False}
    assert {row.left for row in shown(view).rows} == {True}


def test_an_opacity_holds_for_both_ears_and_keeps_the_eyes(
    presenter: PartsPresenter, view: Mock, session: Session
) -> None:
    presenter.show_part(Side.LEFT, Part.VESTIBULE, visible=False)
    presenter.set_opacity(Part.VESTIBULE, 0.3)
    assert shown(view).rows[1].opacity == pytest.approx(0.3)
    assert session.state.display.part(Side.LEFT, Part.VESTIBULE).visible is False
    assert session.state.display.part(Side.LEFT, Part.VESTIBULE).opacity == pytest.approx(0.3)


def test_uncertainty_can_be_shown_where_it_is_known(
    presenter: PartsPresenter, view: Mock, session: Session, segmentation: Segmentation
) -> None:
    assert shown(view).unsure is None
    unsure = np.zeros_like(segmentation.labels)
    session.accept_segmentation(replace(segmentation, uncertainty=unsure))
    assert shown(view).unsure is False
    presenter.show_uncertainty(visible=True)
    assert shown(view).unsure is True


def test_the_tint_of_the_slices_follows(presenter: PartsPresenter, view: Mock) -> None:
    presenter.set_overlay(0.8)
    assert shown(view).overlay_opacity == pytest.approx(0.8)
