"""Write a whole disc: several series of several studies, and the DICOMDIR that names them (DICOM PS3.10, PS3.3 F)."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pydicom.dataset import Dataset, FileDataset

from earseg_app.dicom.ct_writer import SeriesMeta, ct_images
from earseg_app.dicom.dicomdir import DiscIndex
from earseg_app.dicom.tolerant import READ_ERRORS, read_dataset
from earseg_app.domain.errors import ExportError, nameless
from earseg_app.domain.progress import Reporter
from earseg_app.domain.volume import Volume
from earseg_app.files.whole import writing_folder


def write_cd(folder: Path, items: Sequence[tuple[SeriesMeta, Volume]], reporter: Reporter) -> None:
    """Write all series with a DICOMDIR into a new or empty folder, with ISO 9660 names without extensions.

    Raises:
        ExportError: if the folder is not empty or cannot be written; nothing remains then.
        Cancelled: if the reporter was cancelled; nothing remains then.
    """
    total = sum(volume.hu.shape[0] for _, volume in items)
    with writing_folder(folder) as part:
        index = DiscIndex(part)
        for done, image in enumerate(_images(items)):
            reporter.step(done / total, f"Writing {image.SeriesDescription}")
            image.save_as(index.place(image), enforce_file_format=True)
        index.write()
    reporter.step(1.0, "Writing the disc")


def write_dicomdir(folder: Path, files: Iterable[Path]) -> None:
    """Copy image files to a new or empty folder as a disc: ISO 9660 names and a DICOMDIR.

    Raises:
        ExportError: if the folder is not empty or cannot be written, or a file is no DICOM image.
    """
    with writing_folder(folder) as part:
        index = DiscIndex(part)
        for file in files:
            shutil.copyfile(file, index.place(_header(file)))
        index.write()


def _images(items: Sequence[tuple[SeriesMeta, Volume]]) -> Iterator[FileDataset]:
    for meta, volume in items:
        yield from ct_images(volume, meta)


def _header(file: Path) -> Dataset:
    try:
        with file.open("rb") as source:
            header = read_dataset(source, DiscIndex.TAGS)
    except READ_ERRORS as error:
        raise ExportError(f"{file.name} is no DICOM image.", "", nameless(error)) from error
    if "SOPInstanceUID" not in header:
        raise ExportError(f"{file.name} is no DICOM image.")
    return header
