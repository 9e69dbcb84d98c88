"""Make the pictures of `docs/pictures` anew: drive the real window through the surgeon's path and grab it.

`make screenshots`, or on a virtual screen of at least 1920x1080: `python docs/make_screenshots.py [--disc FOLDER]`.
Without a disc the demo CD is made first, which takes a minute.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from docs.photographer import SETTLE_MS, Photographer
from earseg_app import paths
from earseg_app.demo_cd import write_demo_cd
from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.measuring.hand_measures import Kind
from earseg_app.domain.progress import Reporter
from earseg_app.domain.slicing import Plane
from earseg_app.paths import Places
from earseg_app.presenters.edit_display import Tool
from earseg_app.presenters.surface_port import ExportRequest
from earseg_app.program import Program
from earseg_app.session.model_preview import PreviewDisplay
from earseg_app.session.session import WorkStep
from earseg_app.ui.error_dialog import ErrorDialog
from earseg_app.ui.help_dialogs import KeysDialog
from earseg_app.ui.languages import speak
from earseg_app.ui.tour import Tour
from tests.benchmarks.window import wait_ms

PICTURES = Path(__file__).resolve().parent / "pictures"


@dataclass(frozen=True)
class Visit:
    """A walk through the window: its size, theme and language, and where it stops; () is everywhere."""

    size: tuple[int, int]
    ending: str
    theme: str = "dark"
    language: str = "en"
    stops: tuple[str, ...] = ()


# English first: a language is spoken until the program ends.
VISITS = (
    Visit((1366, 768), ""),
    Visit((1366, 768), "-light", theme="light", stops=("empty", "segmented", "correct", "measure", "print")),
    Visit((1920, 1080), "-1920x1080"),
    Visit(
        (1366, 768), "-german", language="de", stops=("segmented", "structures", "measure", "measure-by-hand", "print")
    ),
)


def walk(camera: Photographer, program: Program, disc: Path, out: Path) -> None:
    """The whole path, a picture at each stop."""
    window = program.window
    window.show_tour()
    camera.take("tour")
    for tour in window.findChildren(Tour):
        tour.end()
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
    _correct(program)
    camera.wait_until_idle()
    camera.take("correct")
    program.correcting.edit.undo()
    _paint_a_nerve(program)
    camera.wait_until_idle()
    camera.take("structures")
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
    _preview_a_print(program)
    camera.wait_until_idle()
    program.export.look(PreviewDisplay(thickness=True))
    camera.wait_until_idle()
    camera.take("print")
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
    program.settings.open()
    camera.take("settings")
    program.settings_dialog.accept()


def _correct(program: Program) -> None:
    """A brush stroke beside the lateral canal of the right ear."""
    program.shell.enter(WorkStep.CORRECT)
    wait_ms(SETTLE_MS)
    edit = program.correcting.edit
    edit.choose_part(Side.RIGHT, Part.LATERAL_CANAL)
    edit.choose_tool(Tool.BRUSH)
    edit.set_radius(0.6)
    _stroke(program, ((-6.0, 2.0), (-5.5, 4.0), (-4.0, 5.5)))


def _paint_a_nerve(program: Program) -> None:
    """The facial nerve of the right ear beside the vestibule, as a structure of its own."""
    program.correcting.structures.add("Facial nerve", Side.RIGHT)
    program.correcting.edit.set_sphere(True)
    _stroke(program, ((0.5, -7.5), (-3.0, -5.0), (-6.5, -0.5), (-8.0, 3.5)))


def _stroke(program: Program, places_mm: Sequence[tuple[float, float]]) -> None:
    """With the left button over the axial slice, from its middle, mm."""
    assert program.views is not None
    canvas = program.views.planes[Plane.AXIAL].canvas
    middle, mm = QPoint(canvas.width() // 2, canvas.height() // 2), canvas.camera.px_per_mm
    places = [middle + QPointF(u * mm, v * mm).toPoint() for u, v in places_mm]
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(canvas, place)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=places[-1])


def _preview_a_print(program: Program) -> None:
    """The right ear four times its size on a stand, its thickness in colours."""
    wanted = ExportRequest(
        sides=frozenset({Side.RIGHT}), parts=False, printer="fdm", scale=4.0, stand=True, code="CASE-7"
    )
    program.export.choose(wanted)
    program.export.preview()


def _draw_by_hand(program: Program) -> None:
    """The width of the internal auditory canal, an ellipse in the bone beside it and a distance."""
    assert program.views is not None
    program.planning.measure.choose(Side.RIGHT)
    group, pen = program.window.measure.by_hand, program.planning.by_hand.presenter
    group.guided.head.unfold(True)
    pen.take_guided("internal_auditory_canal")
    wait_ms(SETTLE_MS)
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
        for number, visit in enumerate(VISITS):
            speak(app, visit.language, paths.resources() / "translations")
            _go(visit, own / str(number), disc, options.out)
    return 0


def _go(visit: Visit, own: Path, disc: Path, pictures: Path) -> None:
    surfaces = own / "surfaces"
    surfaces.mkdir(parents=True)
    program = Program(Places(own / "settings.json", own / "window.ini", disc, own / "earseg.log"))
    program.set_theme(visit.theme)
    walk(Photographer(program, visit.size, pictures, visit.ending, visit.stops), program, disc, surfaces)
    program.window.close()
    program.window.deleteLater()
    wait_ms(SETTLE_MS)


if __name__ == "__main__":
    raise SystemExit(main())
