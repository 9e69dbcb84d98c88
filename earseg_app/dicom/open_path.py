"""One door for every kind of input that a command line or a dropped file can name."""

from __future__ import annotations

from pathlib import Path

from earseg_app.dicom.catalog import read_catalog
from earseg_app.dicom.grouping import series_instance_uid
from earseg_app.dicom.images import image_suffix, read_image
from earseg_app.dicom.reader import read_series
from earseg_app.domain.errors import UnreadableInput, UnsupportedVolume
from earseg_app.domain.progress import Reporter
from earseg_app.domain.reading import DEFAULT, ReadOptions
from earseg_app.domain.study import Catalog, Series
from earseg_app.domain.volume import Volume

CATALOG_SHARE = 0.3


def open_any(
    path: Path,
    series_uid: str | None = None,
    reporter: Reporter | None = None,
    options: ReadOptions = DEFAULT,
) -> Volume:
    """The CT volume at `path`: a folder, a DICOMDIR, a zip archive, one DICOM image, or a NIfTI, NRRD or MetaImage.

    Where several series are found, the one named by `series_uid`, else the one that suits the inner ear best.
    One DICOM image stands for its whole series in its folder. `options`: what to do about
    missing slices, and how coarse to read.

    Raises:
        UnreadableInput: if nothing readable is there, or no series has that uid.
        UnsupportedVolume: if no series can form a truthful CT volume; the sentence says why.
        Cancelled: if the reporter was cancelled.
    """
    reporter = reporter or Reporter()
    if image_suffix(path):
        return read_image(path, reporter)
    catalog = read_catalog(path, reporter.part(0.0, CATALOG_SHARE))
    return read_series(choose(catalog, series_uid), reporter.part(CATALOG_SHARE, 1.0), options)


def choose(catalog: Catalog, series_uid: str | None = None) -> Series:
    """The series of a catalog with that uid (of a part, or its SeriesInstanceUID), or the most suitable one.

    Raises:
        UnreadableInput: if there is no such series, or no series at all.
        UnsupportedVolume: if none can be opened.
    """
    every = catalog.all_series()
    if not every:
        raise _nothing(catalog)
    if series_uid is not None:
        named = [s for s in every if series_uid in (s.uid, series_instance_uid(s))]
        if not named:
            raise UnreadableInput(f"No series {series_uid} is there.", "`earseg catalog` lists the series.")
        return next((s for s in named if not s.refusal), named[0])
    best = catalog.best_series()
    if best is None:
        reasons = list(dict.fromkeys(s.refusal for s in every if s.refusal))
        raise UnsupportedVolume("No series here can be opened as a CT volume.", " ".join(reasons[:3]))
    return best


def _nothing(catalog: Catalog) -> UnreadableInput:
    if not catalog.broken:
        return UnreadableInput(f"No DICOM images were found in {catalog.source.name}.", "Choose the folder of a scan.")
    first = catalog.broken[0]
    return UnreadableInput(
        f"No readable DICOM images were found in {catalog.source.name}.", f"{first.path.name}: {first.reason}"
    )
