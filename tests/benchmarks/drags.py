"""What a drag in the step Measure costs: from the wish to the painted window, in the real window at 1920×1080."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QApplication

from tests.benchmarks.window import SETTLE_MS, measured_window, wait_ms

STEPS = 24


def measure_drags(_disc: Path) -> list[tuple[str, float, str]]:
    """Each drag of the cochlear views as steps of a mouse; the 3D pane follows when it is quick, else at rest."""
    from earseg_app.adapters.electrode_library import electrode_arrays

    _application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        program = measured_window(Path(folder))
        assert program.views is not None
        planning, views = program.planning, program.views
        planning.electrodes.choose(electrode_arrays()[0].name)
        wait_ms(SETTLE_MS)
        case = program.session.state.case
        assert case is not None
        handles = next(iter(case.measurements.values())).handles
        start, end = (np.array(point) for point in handles.a)
        array = program.session.state.display.electrode
        assert array is not None
        deepest, way = array.depth_mm, (end - start) / 9.0
        drags: dict[str, Callable[[float], object]] = {
            "an end of A": lambda x: views.handle_moved.emit("a", 1, tuple(end + x * way)),
            "slab of 0 to 5 mm": lambda x: views.cochlear.bar.slab_requested.emit(5.0 * x, "max"),
            "scrolling the cochlear view": lambda x: views.oblique_scrolled.emit("cochlear", _there_and_back(x)),
            "crosshair in the unrolled view": lambda x: views.unrolled.place_requested.emit(25.0 * x, 0.2),
            "depth in the unrolled view": lambda x: views.unrolled.scrolled.emit(_there_and_back(x)),
            "depth of the electrode array": lambda x: planning.electrodes.insert(deepest * (0.5 + 0.4 * x)),
        }
        rows = [row for name, drag in drags.items() for row in _rows(name, drag)]
        program.keeping.end()
        program.window.close()
    return rows


def _there_and_back(share: float) -> int:
    return 1 if share < 0.5 else -1


def _rows(name: str, drag: Callable[[float], object]) -> Iterator[tuple[str, float, str]]:
    """Time on the clock, and how long of it the window's own thread worked: the rest went to other programs."""
    times = []
    for share in np.linspace(0.0, 1.0, STEPS).tolist():
        clock, worked = time.perf_counter(), time.thread_time()
        drag(share)
        QApplication.processEvents()
        times.append((time.perf_counter() - clock, time.thread_time() - worked))
    wait_ms(SETTLE_MS)
    clock_ms, worked_ms = 1000.0 * np.array(times).T
    yield f"{name}, median", float(np.median(clock_ms)), "ms"
    yield "… 95th percentile", float(np.percentile(clock_ms, 95)), "ms"
    yield "… the window's thread at work, median", float(np.median(worked_ms)), "ms"
