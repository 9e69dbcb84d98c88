"""Make the pictures of `docs/pictures` anew: drive the real window through the surgeon's path and grab it.

`make screenshots`, or on a virtual screen of at least 1920x1080: `python docs/make_screenshots.py [--disc FOLDER]`.
Without a disc the demo CD is made first, which takes a minute.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from earseg_app.demo_cd import write_demo_cd
from earseg_app.domain.anatomy import Side
from earseg_app.domain.measuring.hand_measures import Kind
from earseg_app.domain.progress import Reporter
from earseg_app.domain.slicing import Plane
from earseg_app.paths import Places
from earseg_app.program import Program
from earseg_app.session.session import WorkStep
from earseg_app.ui.error_dialog import ErrorDialog
from earseg_app.ui.help_dialogs import KeysDialog

PICTURES = Path(__file__).resolve().parent / "pictures"
# (size, theme, ending of the file names, which stops; () is all of them)
TOURS = (
    ((1366, 768), "dark", "", ()),
    ((1366, 768), "light", "-light", ("empty", "segmented", "measure")),
    ((1920, 1080), "dark", "-1920x1080", ()),
)
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
        QTest.qWait(SETTLE_MS)

    def take(self, name: str) -> None:
        """Grab the window, with its open dialog if there is one."""
        if self._wanted and name not in self._wanted:
            return
        QTest.qWait(SETTLE_MS)
        window = self._program.window
        picture = window.grab().toImage()
        dialogs = [d for kind in (ErrorDialog, KeysDialog) for d in window.findChildren(kind) if d.isVisible()]
        for dialog in dialogs:
            _paste(picture, dialog.grab().toImage())
        _save_small(picture, self._folder / f"{name}{self._ending}.png")

    def wait(self, done: Callable[[], bool]) -> None:
        """Until something is so."""
        end = time.monotonic() + PATIENCE_S
        while not done():
            if time.monotonic() > end:
                raise TimeoutError("the window did not get there")
            QTest.qWait(20)

    def wait_until_idle(self) -> None:
        """Until no task runs and the 3D pane has drawn."""
        self.wait(lambda: not self._program.tasks.busy and not self._program.background.busy)
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


def walk(camera: Photographer, program: Program, disc: Path, out: Path) -> None:
    """The whole path, a picture at each stop."""
    window = program.window
    camera.take("empty")
    program.browse.open_place(disc)
    camera.wait_until_idle()
    camera.take("browser")
    program.browse.open_series(window.browser.selected_uid())
    camera.wait_until_idle()
    camera.take("views")
    program.segment.run()
    camera.wait(lambda: _fraction(program) > 0.3 or not program.tasks.busy)
    camera.take("segmenting")
    camera.wait_until_idle()
    camera.take("segmented")
    program.shell.enter(WorkStep.MEASURE)
    camera.wait_until_idle()
    camera.take("measure")
    program.planning.measure.choose(Side.LEFT)
    camera.wait_until_idle()
    camera.take("measure-left")
    _draw_by_hand(program)
    camera.wait_until_idle()
    camera.take("measure-by-hand")
    program.shell.enter(WorkStep.EXPORT)
    program.export.choose_folder(out)
    program.export.write()
    camera.wait_until_idle()
    if window.export.go_on_button.isVisible():
        camera.take("export-question")
        program.export.go_on()
        camera.wait_until_idle()
    camera.take("export")
    program.shell.enter(WorkStep.LOAD)
    program.browse.open_place(out)
    camera.wait_until_idle()
    camera.take("error")
    for dialog in window.findChildren(ErrorDialog):
        dialog.accept()
    window.actions_by_key["keys"].trigger()
    camera.take("keys")
    for keys in window.findChildren(KeysDialog):
        keys.accept()


def _draw_by_hand(program: Program) -> None:
    """The width of the internal auditory canal, an ellipse in the bone beside it and a distance."""
    assert program.views is not None
    program.planning.measure.choose(Side.RIGHT)
    group, pen = program.window.measure.by_hand, program.planning.by_hand.presenter
    group.guided.unfold(True)
    pen.take_guided("internal_auditory_canal")
    QTest.qWait(SETTLE_MS)
    view = program.views.planes[Plane.AXIAL].canvas
    middle, mm = QPoint(view.width() // 2, view.height() // 2), view.camera.px_per_mm

    def drag(start_mm: tuple[float, float], end_mm: tuple[float, float]) -> None:
        start, end = (middle + QPointF(u * mm, v * mm).toPoint() for u, v in (start_mm, end_mm))
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(view, end)
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)

    drag((0.0, -0.8), (-0.4, 2.1))
    pen.take(Kind.ELLIPSE)
    drag((3.0, -5.0), (6.0, -3.0))
    pen.take(Kind.DISTANCE)
    drag((-12.5, 4.5), (-9.0, 6.0))
    pen.leave()
    group.measure_requested.emit(program.session.state.case.hand_measures[1].number)
    program.window.measure.ensureWidgetVisible(group.guided.table)


def _fraction(program: Program) -> float:
    step = program.segment.progress
    return step.fraction if step else 0.0


def main() -> int:
    """Make every picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--disc", type=Path, help="a demo CD made before")
    parser.add_argument("--out", type=Path, default=PICTURES, help="where the pictures go")
    options = parser.parse_args()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("EarSeg")
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder)
        disc = options.disc or own / "demo-cd"
        if options.disc is None:
            write_demo_cd(disc, Reporter())
        for number, (size, theme, ending, wanted) in enumerate(TOURS):
            _one_window(own / str(number), disc, theme, partial(_hire, size, options.out, ending, wanted))
    return 0


def _hire(size: tuple[int, int], folder: Path, ending: str, wanted: tuple[str, ...], program: Program) -> Photographer:
    return Photographer(program, size, folder, ending, wanted)


def _one_window(own: Path, disc: Path, theme: str, hire: Callable[[Program], Photographer]) -> None:
    surfaces = own / "surfaces"
    surfaces.mkdir(parents=True)
    program = Program(Places(own / "settings.json", own / "window.ini", disc, own / "earseg.log"))
    program.set_theme(theme)
    walk(hire(program), program, disc, surfaces)
    program.window.close()
    program.window.deleteLater()
    QTest.qWait(SETTLE_MS)


if __name__ == "__main__":
    raise SystemExit(main())
