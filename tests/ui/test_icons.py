"""Every icon is drawn, tinted by the palette, and sharp on dense screens."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QApplication

from earseg_app import paths
from earseg_app.ui.icons import icon, pixmap
from earseg_app.ui.theme import apply_theme

NAMES = sorted(path.stem for path in (paths.resources() / "icons").glob("*.svg"))


def rgba(picture: QPixmap) -> np.ndarray:
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4).copy()


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_draws_something_within_its_square(qapp: QApplication, name: str) -> None:
    alpha = rgba(pixmap(name, 24))[..., 3]
    assert 0.02 < (alpha > 0).mean() < 0.7
    assert alpha[[0, -1], :].max() < 200 and alpha[:, [0, -1]].max() < 200


def test_an_icon_takes_the_colour_it_is_asked_for(qapp: QApplication) -> None:
    picture = rgba(pixmap("stop", 48, "#ff0000"))
    assert tuple(picture[picture[..., 3] == 255][0]) == (255, 0, 0, 255)


def test_an_icon_follows_a_change_of_theme(qapp: QApplication) -> None:
    apply_theme(qapp, dark=True)
    play = icon("play")
    dark = rgba(play.pixmap(32))
    apply_theme(qapp, dark=False)
    light = rgba(play.pixmap(32))
    apply_theme(qapp)
    assert dark[dark[..., 3] > 200][:, 0].mean() > 200
    assert light[light[..., 3] > 200][:, 0].mean() < 60


def test_a_disabled_icon_is_fainter(qapp: QApplication) -> None:
    apply_theme(qapp)
    normal, disabled = (icon("play").pixmap(QSize(32, 32), mode) for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled))
    assert rgba(disabled)[..., 0].max() < rgba(normal)[..., 0].max()


def test_a_dense_screen_gets_real_pixels(qapp: QApplication) -> None:
    assert pixmap("ruler", 20, ratio=2.0).width() == 40


def test_an_unknown_icon_is_a_programming_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")
