"""Write a whole disc: several series of several studies, and the DICOMDIR that names them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pydicom.fileset import FileSet

from earseg_app.dicom.atomic import writing_folder
from earseg_app.dicom.ct_writer import SeriesMeta, ct_images
from earseg_app.dicom.tolerant import quietly
from earseg_app.domain.errors import ExportError
from earseg_app.domain.progress import Reporter
from earseg_app.domain.volume import Volume


def write_cd(folder: Path, items: Sequence[tuple[SeriesMeta, Volume]], reporter: Reporter) -> None:
    """Write all series with a DICOMDIR into a new or empty folder, with ISO 9660 names without extensions.

    Raises:
        ExportError: if the folder is not empty or cannot be written; nothing remains then.
        Cancelled: if the reporter was cancelled; nothing remains then.
    """
    total = sum(volume.hu.shape[0] for _, volume in items)
    with writing_folder(folder) as part:
        disc = FileSet()
        done = 0
        for meta, volume in items:
            for image in ct_images(volume, meta):
                reporter.step(0.6 * done / total, f"Making {meta.series_description}")
                with quietly():
                    disc.add(image)
                done += 1
        reporter.step(0.6, "Writing the disc")
        with quietly():
            disc.write(part)
    reporter.step(1.0, "Writing the disc")


def write_dicomdir(folder: Path, files: Iterable[Path]) -> None:
    """Copy image files to a new or empty folder as a disc: ISO 9660 names and a DICOMDIR.

    Raises:
        ExportError: if the folder is not empty or cannot be written, or a file is no DICOM image.
    """
    with writing_folder(folder) as part:
        disc = FileSet()
        try:
            with quietly():
                for file in files:
                    disc.add(file)
                disc.write(part)
        except ValueError as error:
            raise ExportError("The disc could not be written.", "One of the files is no DICOM image.") from error
