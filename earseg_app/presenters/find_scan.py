"""Find the scan of a case again, and make sure that it is the one."""

from __future__ import annotations

from pathlib import Path

from earseg_app.domain.errors import UnreadableInput
from earseg_app.domain.progress import Reporter
from earseg_app.domain.study import Catalog
from earseg_app.domain.volume import Volume
from earseg_app.presenters.ports import LibraryPort
from earseg_app.session.case_file import Fingerprints
from earseg_app.session.case_record import ScanRecord

ANOTHER = "Choose the disc, folder or file of the scan that this case was made of."


def likely_place(scan: ScanRecord, file: Path | None) -> Path:
    """Where the scan of a case should lie: where it lay, else beside the case file under the same name."""
    place = Path(scan.place)
    beside = file.parent / place.name if file is not None and scan.place else place
    return beside if beside.exists() and not place.exists() else place


def find_scan(
    scan: ScanRecord, place: Path, library: LibraryPort, fingerprints: Fingerprints, reporter: Reporter
) -> Volume:
    """The volume of the scan of a case at a place.

    Raises:
        UnreadableInput: if the scan is not there, or another one is.
        UnsupportedVolume: if it cannot be read.
        Cancelled: if the reporter was cancelled.
    """
    if not scan.place and not place.exists():
        raise UnreadableInput("The case does not say where its scan lies.", ANOTHER)
    if not place.exists():
        raise UnreadableInput(f"The scan of this case is not at {place} any more.", ANOTHER)
    found = library.look(place, reporter.part(0.0, 0.3), lambda _catalog: None)
    if isinstance(found, Catalog):
        found = _read(found, scan, place, library, reporter.part(0.3, 0.9))
    reporter.step(0.95, "Checking the scan")
    if not found.grid.matches(scan.grid) or fingerprints.of(found) != scan.sha256:
        raise UnreadableInput(f"The scan at {place} is not the one this case was made of.", ANOTHER)
    return found


def _read(catalog: Catalog, scan: ScanRecord, place: Path, library: LibraryPort, reporter: Reporter) -> Volume:
    series = next((series for series in catalog.all_series() if series.uid == scan.series_uid), None)
    if series is None or series.refusal:
        raise UnreadableInput(f"The series of this case is not at {place}.", ANOTHER)
    return library.read(series, reporter, scan.reading)
