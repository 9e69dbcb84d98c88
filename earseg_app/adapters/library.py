"""The `LibraryPort`: discs, folders, files and the demo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.progress import Reporter
from earseg_app.domain.reading import DEFAULT, ReadOptions
from earseg_app.domain.study import Catalog, Series
from earseg_app.domain.volume import Volume


class Library:
    """The `LibraryPort` over `dicom/` and the demo CD."""

    def __init__(self, demo_folder: Path) -> None:
        self._demo_folder = demo_folder

    def look(self, place: Path, reporter: Reporter, on_found: Callable[[Catalog], None]) -> Catalog | Volume:
        """What lies at a place: a catalog, or the volume of a NIfTI, NRRD or MetaImage file."""
        from earseg_app.dicom.catalog import scan
        from earseg_app.dicom.images import image_suffix, read_image

        if image_suffix(place):
            return read_image(place, reporter)
        catalog = Catalog(place)
        for catalog in scan(place, reporter):
            on_found(catalog)
        return catalog

    def read(self, series: Series, reporter: Reporter, options: ReadOptions = DEFAULT) -> Volume:
        """The volume of one series."""
        from earseg_app.dicom.reader import read_series

        return read_series(series, reporter, options)

    def thumbnail(self, series: Series) -> NDArray[np.uint8]:
        """The middle slice, grey values [row, column]."""
        from earseg_app.dicom.thumbnail import thumbnail

        return thumbnail(series)

    def demo(self, reporter: Reporter) -> Path:
        """The folder of the demo CD, written on first use."""
        from earseg_app.demo_cd import write_demo_cd

        if not (self._demo_folder / "DICOMDIR").is_file():
            write_demo_cd(self._demo_folder, reporter)
        return self._demo_folder
