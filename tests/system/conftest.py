"""A simulated disc, and the real window built by the real composition root."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from earseg_app import paths
from earseg_app.dicom.cd_writer import write_cd
from earseg_app.dicom.ct_writer import SeriesMeta
from earseg_app.domain.editing.block import Box
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import EarFinding, Provenance, Segmentation, describe_ear
from earseg_app.domain.volume import Volume
from earseg_app.paths import Places
from earseg_app.phantom.cases import Case, two_ears
from earseg_app.presenters.ports import ModelPort
from earseg_app.program import Program
from earseg_app.session.session import WorkStep
from earseg_app.ui.theme import apply_theme
from tests.system.driver import Driver

THIN = SeriesMeta(
    "Doe^Jane", "4711", study_date="20260309", study_description="CT temporal bones", series_number=2,
    series_description="Temporal bone thin", kernel="Br64",
)  # fmt: skip


class KnownEars:
    """A segmenter that hands out the truth of the phantom, for a checkout without models."""

    def __init__(self, truth: Segmentation) -> None:
        self._truth = truth

    def describe(self) -> str:
        return "Truth of the phantom"

    def segment(self, volume: Volume, reporter: Reporter) -> Segmentation:
        reporter.step(0.5, "Segmenting the right ear")
        ears = [describe_ear(self._truth.labels, volume.grid, side) for side in self._truth.sides()]
        return Segmentation(self._truth.labels, volume.grid, tuple(filter(None, ears)), Provenance("truth", "1"))

    def segment_near(
        self, volume: Volume, _box: Box, _known: tuple[EarFinding, ...], reporter: Reporter
    ) -> Segmentation:
        return self.segment(volume, reporter)


@pytest.fixture(scope="session")
def phantom() -> Case:
    """Both ears of an invented head, 0.6 mm voxels, with their truth."""
    return two_ears(seed=2, spacing_mm=0.6)


@pytest.fixture(scope="session")
def disc(phantom: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A CD of that head: a localizer of one image and the thin series."""
    folder = tmp_path_factory.mktemp("disc") / "cd"
    volume = phantom.volume
    one = Volume(volume.hu[30:31].copy(), replace(volume.grid, shape_zyx=(1, *volume.grid.shape_zyx[1:])))
    scout = replace(
        THIN, series_number=1, series_description="Topogram", image_type=("ORIGINAL", "PRIMARY", "LOCALIZER")
    )
    write_cd(folder, [(scout, one), (THIN, volume)], Reporter())
    return folder


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Driver]]:
    """Builds the window as `earseg` does, with folders of its own; ends it whatever happens."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app)
    programs: list[Program] = []

    def build(segmenter: ModelPort | None = None) -> Driver:
        own = tmp_path / "user"
        places = Places(own / "settings.json", own / "window.ini", own / "demo-cd", own / "earseg.log")
        program = Program(places, segmenter)
        programs.append(program)
        program.window.resize(1366, 768)
        program.window.show()
        program.furnish()
        qtbot.waitExposed(program.window)
        return Driver(program, qtbot)

    yield build
    for program in programs:
        program.window.close()
        program.window.deleteLater()


@pytest.fixture
def driver(open_window: Callable[..., Driver], phantom: Case) -> Driver:
    """The window with the shipped models, or with the truth of the phantom where there are none."""
    shipped = paths.ear_model().is_file() and paths.locator_model().is_file()
    return open_window(None if shipped else KnownEars(phantom.labels))


@pytest.fixture
def measured(open_window: Callable[..., Driver], phantom: Case) -> Driver:
    """Both ears measured, the crosshair in the right cochlea."""
    ears = KnownEars(phantom.labels)
    driver = open_window(ears)
    session = driver.program.session
    session.open_volume(phantom.volume)
    session.accept_segmentation(ears.segment(phantom.volume, Reporter()))
    session.enter(WorkStep.MEASURE)
    driver.wait_until_idle()
    return driver
