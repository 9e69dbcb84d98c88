"""The `LabelsPort`: label maps of every format."""

from __future__ import annotations

from pathlib import Path

from earseg_app.domain.errors import ExportError
from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Segmentation


class LabelFiles:
    """The `LabelsPort` over `dicom/`."""

    def read(self, path: Path, grid: Grid, reporter: Reporter) -> tuple[Segmentation, tuple[str, ...]]:
        """The label map of a file on a grid, and sentences on what this changed."""
        from earseg_app.dicom.images import read_label_map
        from earseg_app.domain.labels.foreign import adopted

        reporter.step(0.0, f"Reading {path.name}")
        found = read_label_map(path)
        reporter.step(0.4, "Bringing the labels onto the scan")
        return adopted(found, grid, path.name)

    def write(
        self, path: Path, segmentation: Segmentation, place: Path | None, series_uid: str, reporter: Reporter
    ) -> None:
        """Write labels in the format of the suffix; a DICOM segmentation refers to the series at `place`."""
        from earseg_app.dicom.images import write_labels

        reporter.step(0.0, f"Writing {path.name}")
        if path.suffix.lower() != ".dcm":
            write_labels(path, segmentation)
            return
        from earseg_app.dicom.catalog import read_catalog
        from earseg_app.dicom.open_path import choose
        from earseg_app.dicom.seg_writer import write_seg

        if place is None or not place.exists() or not series_uid:
            raise ExportError(
                "A DICOM segmentation refers to the DICOM series it was made for, and that is not at hand.",
                "Insert its disc or open the series again, or save NRRD or NIfTI.",
            )
        series = choose(read_catalog(place, reporter.part(0.0, 0.4)), series_uid)
        write_seg(path, segmentation, series, reporter.part(0.4, 1.0))
