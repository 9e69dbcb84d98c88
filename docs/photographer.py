"""The camera of `make_screenshots.py`: grabs a window with its dialogs and keeps the files small."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QDialog

from earseg_app.program import Program
from tests.benchmarks.window import wait_ms

LARGEST_BYTES = 300_000
GREY_SPREAD = 14
FLAT_COLORS = 32
PATIENCE_S = 600.0
SETTLE_MS = 600


class Photographer:
    """Takes pictures of one window of one size in one theme."""

    def __init__(
        self, program: Program, size: tuple[int, int], folder: Path, ending: str, wanted: tuple[str, ...]
    ) -> None:
        self._program = program
        self._folder = folder
        self._ending = ending
        self._wanted = wanted
        program.window.resize(*size)
        program.window.show()
        wait_ms(SETTLE_MS)

    def take(self, name: str) -> None:
        """Grab the window, with its open dialog if there is one."""
        if self._wanted and name not in self._wanted:
            return
        wait_ms(SETTLE_MS)
        window = self._program.window
        picture = window.grab().toImage()
        for dialog in window.findChildren(QDialog):
            if dialog.isVisible():
                _paste(picture, dialog.grab().toImage())
        _save_small(picture, self._folder / f"{name}{self._ending}.png")

    def wait(self, done: Callable[[], bool]) -> None:
        """Until something is so."""
        end = time.monotonic() + PATIENCE_S
        while not done():
            if time.monotonic() > end:
                raise TimeoutError("the window did not get there")
            wait_ms(20)

    def wait_until_idle(self) -> None:
        """Until no task runs and the 3D pane has drawn."""
        runners = self._program.tasks, self._program.background, self._program.planning.beside
        self.wait(lambda: not any(runner.busy for runner in runners))
        self.wait(lambda: self._program.volume is None or self._program.volume.settled)


def _paste(picture: QImage, dialog: QImage) -> None:
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), QColor(0, 0, 0, 90))
    painter.drawImage((picture.width() - dialog.width()) // 2, (picture.height() - dialog.height()) // 2, dialog)
    painter.end()


def _save_small(picture: QImage, path: Path) -> None:
    """As it is where that is small enough, else in fewer colours of its own, greys and tints apart."""
    picture.save(str(path))
    pixels = picture.convertToFormat(QImage.Format.Format_RGB888)
    size = (pixels.width(), pixels.height())
    whole = Image.frombuffer("RGB", size, bytes(pixels.constBits()), "raw", "RGB", pixels.bytesPerLine(), 1)
    for greys in (64, 40, 24):
        if path.stat().st_size <= LARGEST_BYTES:
            return
        whole.quantize(palette=_palette(whole, greys), dither=Image.Dither.NONE).save(path, optimize=True)


def _palette(picture: Image.Image, greys: int) -> Image.Image:
    """The window's own flat colours, even greys for the scan, and the colours of what is not grey."""
    values = np.asarray(picture).reshape(-1, 3)
    colors, counts = np.unique(values, axis=0, return_counts=True)
    flat = colors[np.argsort(-counts)[:FLAT_COLORS]]
    tinted = values[np.ptp(values.astype(int), axis=1) > GREY_SPREAD]
    tints = np.zeros((0, 3), np.uint8)
    if len(tinted):
        room = 256 - greys - FLAT_COLORS
        row = Image.fromarray(tinted[None, :, :]).quantize(room, Image.Quantize.FASTOCTREE)
        tints = np.array(row.getpalette(), np.uint8).reshape(-1, 3)[:room]
    shades = np.repeat(np.linspace(0, 255, greys).round().astype(np.uint8)[:, None], 3, axis=1)
    made = Image.new("P", (1, 1))
    made.putpalette(np.vstack([flat, shades, tints]).ravel().tolist())
    return made
