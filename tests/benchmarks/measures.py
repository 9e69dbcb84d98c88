"""One function per measure: takes the demo disc, returns (label, value, unit) rows."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np

from earseg_app import paths
from earseg_app.dicom.catalog import read_catalog
from earseg_app.dicom.reader import read_series
from earseg_app.domain.progress import Reporter
from earseg_app.domain.study import Series
from earseg_app.domain.volume import Volume
from tests.benchmarks.by_hand import measure_by_hand
from tests.benchmarks.correct import correct
from tests.benchmarks.correct_window import correct_in_window
from tests.benchmarks.discs import large_catalogs, large_load
from tests.benchmarks.drags import measure_drags
from tests.benchmarks.memory import peak_memory_mib

Rows = list[tuple[str, float, str]]
REPAINT_PX = 1000
REPAINT_VOXELS = 512


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """Median wall time of `work`, after one run that warms caches."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)


def start_up(_disc: Path) -> Rows:
    """The whole life of a window that closes at once, against a bare Qt window."""
    bare = "from PySide6.QtWidgets import QApplication as A, QMainWindow as W; a = A([]); w = W(); w.show()"
    window = seconds(lambda: subprocess.run([sys.executable, "-m", "earseg_app", "--quit-after", "0"], check=True))
    empty = seconds(lambda: subprocess.run([sys.executable, "-c", bare + "; a.processEvents()"], check=True))
    return [("start, first paint and exit", window, "s"), ("… against an empty Qt window", window / empty, "×")]


def catalog(disc: Path) -> Rows:
    """All headers of the demo disc."""
    count = sum(series.slice_count for series in read_catalog(disc, Reporter()).all_series())
    return [(f"catalog of {count} images", seconds(lambda: read_catalog(disc, Reporter())), "s")]


def load(disc: Path) -> Rows:
    """The thin series, against SimpleITK's own reader on the same sorted files."""
    import SimpleITK as sitk

    series = best_series(disc)
    reader = sitk.ImageSeriesReader()
    reader.SetFileNames([str(path) for path in series.files])
    ours = seconds(lambda: read_series(series, Reporter()))
    return [
        (f"load {series.slice_count} slices", ours, "s"),
        ("… against SimpleITK's reader", ours / seconds(reader.Execute), "×"),
    ]


def repaint(_disc: Path) -> Rows:
    """A slice of 1000×1000 pixels from a 512³ volume, scrolled by one and painted."""
    from PySide6.QtWidgets import QApplication

    from earseg_app.domain.geometry import Grid, Triple
    from earseg_app.domain.slicing import Plane
    from earseg_app.presenters.view import ViewPresenter
    from earseg_app.render.slice_display import SliceDisplay
    from earseg_app.session.session import Session, State
    from earseg_app.ui.slice_view import SliceView

    class Panes:
        def __init__(self) -> None:
            self.of = {plane: SliceView(plane.name.lower()) for plane in Plane}

        def show_slice(self, plane: Plane, display: SliceDisplay | None) -> None:
            self.of[plane].show_display(display)

        def fit(self) -> None:
            for view in self.of.values():
                view.fit()

        def center_on(self, point_lps_mm: Triple, width_mm: float) -> None:
            for view in self.of.values():
                view.center_on(point_lps_mm, width_mm)

    class NoScene:
        def show_state(self, state: State) -> None:
            pass

    application = QApplication.instance() or QApplication([])
    shape = (REPAINT_VOXELS,) * 3
    hu = np.random.default_rng(0).integers(-1000, 3000, shape, np.int16)
    session, panes = Session(), Panes()
    presenter = ViewPresenter(session, panes, NoScene())
    session.open_volume(Volume(hu, Grid(shape, (0.4, 0.4, 0.4), (0.0, 0.0, 0.0))))
    rows: Rows = []
    for plane, view in panes.of.items():
        view.resize(REPAINT_PX, REPAINT_PX)
        view.show()
        application.processEvents()
        times = []
        for _ in range(40):
            start = time.perf_counter()
            presenter.scroll(plane, 1)
            view.repaint()
            times.append(1000.0 * (time.perf_counter() - start))
        rows.append((f"scroll and paint {plane.name.lower()}", median(times), "ms"))
    return rows


def segment(disc: Path) -> Rows:
    """Both ears of the demo patient, the model loaded beforehand."""
    from earseg_app.inference.segmenter import Segmenter

    volume = read_series(best_series(disc), Reporter())
    before = peak_memory_mib()
    segmenter = Segmenter(paths.ear_model(), paths.locator_model())
    start = time.perf_counter()
    ears = len(segmenter.segment(volume, Reporter()).ears)
    first = time.perf_counter() - start
    again = seconds(lambda: segmenter.segment(volume, Reporter()), runs=2)
    return [
        ("ears found", ears, ""),
        ("first segmentation, torch and model loaded", first, "s"),
        ("segment the whole scan", again, "s"),
        ("… per ear", again / max(ears, 1), "s"),
        ("memory above the loaded volume", peak_memory_mib() - before, "MiB"),
    ]


def measure_and_mesh(_disc: Path) -> Rows:
    """One ear with true labels at 0.3 mm: landmarks and measures; surfaces of five parts."""
    from earseg_app.domain.anatomy import Side
    from earseg_app.domain.measuring.record import measure_ears
    from earseg_app.mesh.ears import ear_surfaces
    from earseg_app.phantom.cases import small_case

    labels = small_case(Side.RIGHT, seed=1).labels
    return [
        ("landmarks and measures of one ear", seconds(lambda: measure_ears(labels)), "s"),
        ("surfaces of the five parts of one ear", seconds(lambda: ear_surfaces(labels, Side.RIGHT)), "s"),
    ]


def print_models(_disc: Path) -> Rows:
    """One ear with true labels at 0.15 mm: five parts, as made, and checked for planning; a cast with pins."""
    from earseg_app.domain.anatomy import Side
    from earseg_app.mesh.cast import cast_of
    from earseg_app.mesh.ears import ear_surfaces
    from earseg_app.mesh.make import make_model
    from earseg_app.mesh.plan import ModelPlan
    from earseg_app.phantom.cases import small_case

    labels = small_case(Side.RIGHT, seed=1, spacing_mm=0.15, size_mm=28.0).labels
    plan = ModelPlan(whole=False)

    def cast() -> object:
        (whole,) = ear_surfaces(labels, Side.RIGHT, parts=False, whole=True)
        return cast_of(whole)

    return [
        ("five parts of one ear at 0.15 mm", seconds(lambda: ear_surfaces(labels, Side.RIGHT)), "s"),
        ("… with all checks and the deviation from the labels", seconds(lambda: make_model(labels, plan)), "s"),
        ("cast with pins", seconds(cast), "s"),
    ]


def best_series(disc: Path) -> Series:
    """The thin bone-kernel series of the demo disc."""
    series = read_catalog(disc, Reporter()).best_series()
    assert series is not None
    return series


ALL: dict[str, Callable[[Path], Rows]] = {
    "correct": correct,
    "correct in the window": correct_in_window,
    "start-up": start_up,
    "catalog": catalog,
    "load": load,
    "large catalogs": large_catalogs,
    "large load": large_load,
    "repaint": repaint,
    "segment": segment,
    "measure and mesh": measure_and_mesh,
    "drags while measuring": measure_drags,
    "print models": print_models,
    "drawing by hand": measure_by_hand,
}
