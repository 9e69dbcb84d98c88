"""From headers to patients, studies and series, keeping apart what must not be mixed in one volume."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from earseg_app.dicom.header import Header
from earseg_app.dicom.refusal import refusal_of_series
from earseg_app.dicom.stack import SAME_PLACE_MM, plane_axes
from earseg_app.dicom.suitability import suitability
from earseg_app.domain.errors import UnsupportedVolume
from earseg_app.domain.study import Patient, Series, Study

# Parts of one SeriesInstanceUID after the first get this and a number behind their uid, so that each can be named.
PART_MARK = "#"
# Fewer places are no stack of which there could be two.
MIN_STACK = 3
# Of unit vectors, and of mm.
PLANE_TOLERANCE = 5e-4
Key = TypeVar("Key", bound=Hashable)


def series_instance_uid(series: Series) -> str:
    """The SeriesInstanceUID of a series, without the mark of a part."""
    return series.uid.split(PART_MARK)[0]


def group(headers: Iterable[Header]) -> tuple[Patient, ...]:
    """Patients, studies and series of all headers, each image once; in the order of names, dates and numbers."""
    unique = _without_copies(headers)
    patients = []
    for (pid, name), of_patient in _by(unique, lambda h: (h.patient_id, h.patient_name)).items():
        studies = [_study(uid, of_study) for uid, of_study in _by(of_patient, lambda h: h.study_uid).items()]
        studies.sort(key=lambda study: (study.date, study.uid))
        patients.append(Patient(pid, name, of_patient[0].birth_date, tuple(studies)))
    return tuple(sorted(patients, key=lambda patient: (patient.name, patient.id)))


def _study(uid: str, headers: Sequence[Header]) -> Study:
    series = [part for of_series in _by(headers, lambda h: h.series_uid).values() for part in _parts(of_series)]
    series.sort(key=lambda s: (s.number is None, s.number or 0, s.uid))
    return Study(uid, headers[0].study_description, headers[0].study_date, tuple(series))


def _parts(headers: Sequence[Header]) -> list[Series]:
    """The openable parts of one SeriesInstanceUID, the most suitable first under the plain uid."""
    planes = [plane for alike in _by(headers, _kind).values() for plane in _split_planes(alike)]
    stacks = [stack for plane in planes for stack in _split_repeats(plane)]
    parts = sorted((_series(stack) for stack in stacks), key=lambda s: (s.score, s.slice_count), reverse=True)
    return [replace(s, uid=f"{s.uid}{PART_MARK}{i + 1}" if i else s.uid) for i, s in enumerate(parts)]


def _kind(header: Header) -> Hashable:
    """Images that differ in this never belong to one volume."""
    one_file = header.sop_uid if header.is_enhanced else ""
    return (
        header.modality, header.sop_class, header.rows, header.columns, header.samples, header.kernel,
        header.image_type, header.echo, header.phase, one_file,
    )  # fmt: skip


def _split_planes(headers: list[Header]) -> list[list[Header]]:
    """Split by orientation, pixel size and thickness; a tolerance, for these jitter in their last decimals."""
    groups: list[tuple[tuple[float, ...], list[Header]]] = []
    for header in headers:
        own = (*(header.orientation or ()), *(header.pixel_spacing_mm or ()), header.thickness_mm or 0.0)
        for plane, group in groups:
            if own == plane or (len(own) == len(plane) and _near(own, plane)):
                group.append(header)
                break
        else:
            groups.append((own, [header]))
    return [group for _, group in groups]


def _near(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= PLANE_TOLERANCE


def _split_repeats(headers: list[Header]) -> list[list[Header]]:
    """Split where a stack was taken several times (phases); a single image taken twice is left to the reader."""
    rounds = _rounds(headers)
    if len(rounds) == 1:
        return [headers]
    by_acquisition = list(_by(headers, lambda h: h.acquisition).values())
    if len(by_acquisition) > 1 and all(len(_rounds(part)) == 1 for part in by_acquisition):
        return by_acquisition
    whole_stacks = len(rounds[0]) >= MIN_STACK and 2 * len(rounds[1]) >= len(rounds[0])
    return rounds if whole_stacks else [headers]


def _rounds(headers: Sequence[Header]) -> list[list[Header]]:
    """Images by how many of lower instance number lie at the same place: one list when no two share a place."""
    rounds: list[list[Header]] = []
    seen: dict[Hashable, int] = defaultdict(int)
    for index, header in enumerate(sorted(headers, key=lambda h: h.instance_number or 0)):
        place = header.position_lps_mm
        key = index if place is None else tuple(round(v / SAME_PLACE_MM) for v in place)
        if seen[key] == len(rounds):
            rounds.append([])
        rounds[seen[key]].append(header)
        seen[key] += 1
    return rounds


def _series(headers: Sequence[Header]) -> Series:
    ordered = _along_normal(headers)
    first = ordered[0]
    heights = _heights(ordered)
    steps = [] if heights is None else [d for d in np.diff(heights) if d > SAME_PLACE_MM]
    series = Series(
        uid=first.series_uid,
        description=first.series_description,
        modality=first.modality,
        number=first.series_number,
        files=tuple(header.path for header in ordered),
        slice_count=sum(header.frames for header in ordered),
        rows=first.rows,
        columns=first.columns,
        pixel_spacing_mm=first.pixel_spacing_mm,
        slice_spacing_mm=round(float(np.median(steps)), 4) if steps else first.step_mm,
        slice_thickness_mm=first.thickness_mm,
        kernel=first.kernel,
        is_localizer=any(header.is_localizer for header in ordered),
        refusal=refusal_of_series(ordered),
    )
    return replace(series, suitability=suitability(series, first.study_description))


def _along_normal(headers: Sequence[Header]) -> list[Header]:
    heights = _heights(headers)
    if heights is None:
        return sorted(headers, key=lambda h: (h.instance_number is None, h.instance_number or 0, str(h.path)))
    return [headers[i] for i in np.argsort(heights, kind="stable")]


def _heights(headers: Sequence[Header]) -> NDArray[np.float64] | None:
    """(n,) mm along the normal, or None when a position or the orientation is missing."""
    orientation = headers[0].orientation
    places = [h.position_lps_mm for h in headers if h.position_lps_mm is not None]
    if orientation is None or len(places) < len(headers):
        return None
    try:
        return np.asarray(np.array(places, float) @ plane_axes(orientation)[0])
    except UnsupportedVolume:
        return None


def _without_copies(headers: Iterable[Header]) -> list[Header]:
    seen: dict[str, Header] = {}
    for header in headers:
        seen.setdefault(header.sop_uid or str(header.path), header)
    return list(seen.values())


def _by(headers: Iterable[Header], key: Callable[[Header], Key]) -> dict[Key, list[Header]]:
    groups: dict[Key, list[Header]] = defaultdict(list)
    for header in headers:
        groups[key(header)].append(header)
    return groups
