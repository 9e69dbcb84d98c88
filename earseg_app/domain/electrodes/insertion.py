"""A virtual electrode array in a measured cochlea: how deep it reaches, where its contacts lie, what they hear.

It presents what follows from the measures; it recommends nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import isfinite

import numpy as np

from earseg_app.domain.cochlea.formulas import escude_angle_deg
from earseg_app.domain.cochlea.frequency import greenwood_hz, spiral_ganglion_hz
from earseg_app.domain.cochlea.spiral_path import SpiralPath, scala_path
from earseg_app.domain.cochlea.tonotopy import MeasuredCochlea
from earseg_app.domain.electrodes.arrays import Course, ElectrodeArray
from earseg_app.domain.errors import MeasurementError
from earseg_app.domain.geometry import FloatArray, Triple

DEFINITIONS = {
    "array_angle": "angle of the tip at this depth, along the array's own line: through the scala tympani at the "
    "array's distance from the lateral wall measured in 3D",
    "wall_angle": "angle that the same length reaches along the lateral wall measured in 3D",
    "escude_angle": "angle that the same length reaches along the lateral wall by Escudé's law, "
    "235·(e^(depth/(2.62·A)) − 1)",
    "coverage": "share of the organ of Corti's length, from the round window to 900°, that lies before the tip's angle",
    "greenwood": "Greenwood 1990 at the contact's share of the organ of Corti's length (0.5 mm inside the lateral "
    "wall, round window to 900°)",
    "spiral_ganglion": "Stakhovskaya 2007 at the contact's angle; none beyond 720°",
    "contacts": "number 1 is the most apical contact",
}


@dataclass(frozen=True)
class Contact:
    """One contact at a depth: `number` from the apex on; `depth_mm` beyond the round window, negative outside.

    Angle, place (LPS mm) and frequencies (Hz) are None before the round window and beyond 900°; the spiral ganglion's
    beyond 720°.
    """

    number: int
    depth_mm: float
    angle_deg: float | None = None
    point_lps_mm: Triple | None = None
    greenwood_hz: float | None = None
    spiral_ganglion_hz: float | None = None


@dataclass(frozen=True)
class Insertion:
    """One array with its tip `depth_mm` beyond the round window; see `DEFINITIONS` for the angles and the coverage.

    `room_mm`: what the array's line to 900° is longer than the full array; negative where it does not fit. `path`: that
    line.
    """

    array: ElectrodeArray
    depth_mm: float
    array_angle_deg: float
    wall_angle_deg: float
    escude_angle_deg: float
    coverage: float
    room_mm: float
    contacts: tuple[Contact, ...]
    path: SpiralPath

    @cached_property
    def line_lps_mm(self) -> tuple[Triple, ...]:
        """The course of the array from the round window to its tip, LPS mm."""
        end = min(self.depth_mm, self.path.length_mm)
        steps = np.append(np.arange(0.0, end, 0.25), end)
        return tuple((x, y, z) for x, y, z in self.path.points_at_lps(steps).tolist())

    @property
    def fits(self) -> bool:
        """Whether the whole array finds room before 900°."""
        return self.room_mm >= 0.0

    def remarks(self) -> tuple[str, ...]:
        """What to bear in mind, in sentences."""
        said = []
        if not self.fits:
            said.append(f"The array is {-self.room_mm:.1f} mm longer than its line through this cochlea to 900°.")
        outside = sum(contact.point_lps_mm is None for contact in self.contacts)
        if outside:
            said.append(f"{outside} of {len(self.contacts)} contacts have no place in the cochlea at this depth.")
        if self.array.course is not Course.LATERAL_WALL:
            said.append(
                f"This array lies {self.array.course.value}: a law for the lateral wall understates its angle, and its "
                "distance from the wall is an effective one, so its drawn course is approximate."
            )
        if self.array.recalled:
            figures = ", ".join(name.replace("_mm", "").replace("_", " ") for name in self.array.recalled)
            said.append(f"Not read in a source: {figures}. Check the maker's data sheet.")
        return tuple(said)


def insert_array(array: ElectrodeArray, cochlea: MeasuredCochlea, depth_mm: float | None = None) -> Insertion:
    """An array in a cochlea with its tip `depth_mm` beyond the round window; by default fully inserted.

    Raises:
        MeasurementError: if the depth is not within the array's length.
    """
    depth = array.length_mm if depth_mm is None else depth_mm
    if not 0.0 <= depth <= array.length_mm:
        raise MeasurementError(
            f"The {array.name} can be inserted from 0 to {array.length_mm:g} mm.", "Choose a depth within its length."
        )
    path = scala_path(cochlea.wall, cochlea.frame, array.wall_distance_mm, cochlea.scale)
    tip_deg = path.angle_at_deg(depth)
    return Insertion(
        array=array,
        depth_mm=depth,
        array_angle_deg=tip_deg,
        wall_angle_deg=cochlea.wall.angle_at_deg(depth),
        escude_angle_deg=escude_angle_deg(cochlea.size.a_mm, depth),
        coverage=float(cochlea.corti_share(np.array([tip_deg]))[0]),
        room_mm=path.length_mm - array.length_mm,
        contacts=_contacts(array.contact_depths_mm(depth), path, cochlea),
        path=path,
    )


def compare_arrays(
    arrays: tuple[ElectrodeArray, ...], cochlea: MeasuredCochlea, depth_mm: float | None = None
) -> tuple[Insertion, ...]:
    """Every array in the same cochlea, in the order given: fully inserted, or `depth_mm` deep where it is as long."""
    depths = [array.length_mm if depth_mm is None else min(depth_mm, array.length_mm) for array in arrays]
    return tuple(insert_array(array, cochlea, depth) for array, depth in zip(arrays, depths, strict=True))


def _contacts(depths_mm: FloatArray, path: SpiralPath, cochlea: MeasuredCochlea) -> tuple[Contact, ...]:
    angles, points = path.angles_at_deg(depths_mm), path.points_at_lps(depths_mm).tolist()
    acoustic, ganglion = greenwood_hz(1.0 - cochlea.corti_share(angles)).tolist(), spiral_ganglion_hz(angles).tolist()
    contacts = []
    for k, (depth, angle) in enumerate(zip(depths_mm.tolist(), angles.tolist(), strict=True)):
        if 0.0 <= depth <= path.length_mm:
            (x, y, z), heard = points[k], ganglion[k] if isfinite(ganglion[k]) else None
            contact = Contact(k + 1, depth, angle, (x, y, z), acoustic[k], heard)
        else:
            contact = Contact(k + 1, depth)
        contacts.append(contact)
    return tuple(contacts)
