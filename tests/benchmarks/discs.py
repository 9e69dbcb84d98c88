"""Large discs, measured: catalogs of 500 and 5,000 files, and 500 slices of 512×512 against SimpleITK's own reader."""

from __future__ import annotations

import multiprocessing
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np

from earseg_app.dicom.catalog import read_catalog, scan
from earseg_app.dicom.ct_writer import SeriesMeta, write_ct_series
from earseg_app.dicom.reader import read_series
from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.volume import Volume
from tests.benchmarks.memory import peak_memory_mib, resident_mib

Rows = list[tuple[str, float, str]]
SLICES = 500
MIB = 1 << 20


def large_catalogs(_disc: Path) -> Rows:
    """All headers of one and of ten series of 500 slices each, in folders of their own."""
    rows: Rows = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(10):
            _write(Path(folder, f"{number:02d}"), 32, number)
            if number in (0, 9):
                rows += _catalogued(Path(folder), (number + 1) * SLICES)
    return rows


def large_load(_disc: Path) -> Rows:
    """500 slices of 512×512: time against SimpleITK's reader on the same files, memory against the volume's size."""
    import SimpleITK as sitk

    with tempfile.TemporaryDirectory() as folder:
        # In a process of its own, so that the memory of writing is not counted.
        writer = multiprocessing.get_context("spawn").Process(target=_write, args=(Path(folder, "series"), 512, 0))
        writer.start()
        writer.join()
        series = read_catalog(Path(folder), Reporter()).best_series()
        assert series is not None
        before = resident_mib()
        size = read_series(series, Reporter()).hu.nbytes / MIB
        memory = (peak_memory_mib() - before) / size
        reader = sitk.ImageSeriesReader()
        reader.SetFileNames([str(path) for path in series.files])
        ours, theirs = [], []
        # In turns, so that whatever else the machine does meets both.
        for _ in range(5):
            for times, work in ((ours, lambda: read_series(series, Reporter())), (theirs, reader.Execute)):
                start = time.perf_counter()
                work()
                times.append(time.perf_counter() - start)
    return [
        (f"load {SLICES} slices of 512×512", median(ours), "s"),
        ("… against SimpleITK's reader", median(ours) / median(theirs), "×"),
        ("peak memory of the first load against the volume's size", memory, "×"),
    ]


def _catalogued(folder: Path, files: int) -> Rows:
    start = time.perf_counter()
    catalogs = scan(folder, Reporter())
    next(catalogs)
    first = time.perf_counter() - start
    for _ in catalogs:
        pass
    whole = time.perf_counter() - start
    return [(f"first series of {files} files shown", first, "s"), (f"catalog of {files} files", whole, "s")]


def _write(folder: Path, size: int, number: int) -> None:
    rng = np.random.default_rng(number)
    hu = rng.integers(-1000, 2000, (SLICES, size, size), np.int16)
    grid = Grid(hu.shape, (0.4, 0.3, 0.3), (0.0, 0.0, 0.0))
    meta = SeriesMeta(series_number=number, series_description=f"Series {number}", kernel="BONE")
    write_ct_series(folder, Volume(hu, grid), meta)
