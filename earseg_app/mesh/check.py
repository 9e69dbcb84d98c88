"""Whether a surface can be printed and trusted, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.anatomy import Part
from earseg_app.mesh import solid
from earseg_app.mesh.intersect import MOST_TRIANGLES, crossing_pairs
from earseg_app.mesh.surface import Surface
from earseg_app.mesh.topology import Topology, topology_of

VOLUME_TOLERANCE = 0.01
SMALLEST_AREA_MM2 = 1e-10
EAR_DIAGONAL_MM = (15.0, 35.0)
PART_DIAGONAL_MM = (4.0, 20.0)
ANY_DIAGONAL_MM = (0.2, 400.0)
"""Diagonals of bounding boxes. 56 labyrinths from clinical CT measure 22…26 mm, their parts 8…14 mm; beyond that
lie the sizes of malformed ears and generous margins."""


class Severity(Enum):
    """Whether a finding forbids writing the surface."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One sentence about what is wrong with a surface; `repairable`: mending the labels would cure it."""

    severity: Severity
    sentence: str
    repairable: bool = False


def check(
    surface: Surface, expected_shells: int | None = 1, *, thorough: bool = True, built: bool = False
) -> tuple[Finding, ...]:
    """Everything that is wrong with a surface, errors first; empty when it is fit to print.

    Errors: empty, not finite, open, branching, pinched, inside out or without area. Warnings, which slicers mend or
    the user may want: triangles that cross (`thorough` only), another number of shells than expected (None: any will
    do), volume off the labels by more than 1 %, implausible size.
    `built`: it is no longer an ear alone and may have any size.
    """
    if surface.triangles.size == 0:
        return (_error(surface, "has no triangle"),)
    if not bool(np.isfinite(surface.vertices_lps_mm).all()):
        return (_error(surface, "has points that are not numbers"),)
    topology = topology_of(surface.triangles)
    found = [*_openness(surface, topology)]
    if topology.is_closed_manifold:
        found += _solidity(surface)
        found += _crossings(surface) if thorough else ()
    found += _triangle_shapes(surface)
    found += _plausibility(
        surface, topology, expected_shells, ANY_DIAGONAL_MM if built else _plausible_diagonal(surface.name)
    )
    return tuple(sorted(found, key=lambda finding: finding.severity is Severity.WARNING))


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Only the findings that forbid writing."""
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)


def _openness(surface: Surface, topology: Topology) -> Iterator[Finding]:
    if topology.open_edges:
        yield _error(surface, f"is not watertight: {topology.open_edges} edges have a triangle on one side only")
    if topology.branching_edges:
        yield _error(surface, f"is not manifold: at {topology.branching_edges} edges triangles meet that don't fit")
    if topology.pinched_vertices:
        yield _error(surface, f"is not manifold: it touches itself in {topology.pinched_vertices} points")


def _solidity(surface: Surface) -> Iterator[Finding]:
    volume_mm3 = surface.volume_mm3
    if volume_mm3 <= 0:
        yield _error(surface, "is inside out: its triangles face inwards")
        return
    label_mm3 = surface.label_volume_mm3
    if label_mm3 and abs(volume_mm3 / label_mm3 - 1.0) > VOLUME_TOLERANCE:
        yield _warning(surface, f"encloses {volume_mm3:.1f} mm³, its labels {label_mm3:.1f} mm³")


def _crossings(surface: Surface) -> Iterator[Finding]:
    if len(surface.triangles) > MOST_TRIANGLES:
        yield _warning(surface, "has too many triangles to look for places where it cuts through itself")
        return
    pairs = crossing_pairs(surface.vertices_lps_mm, surface.triangles)
    if len(pairs):
        yield _warning(surface, f"cuts through itself at {len(pairs)} pairs of triangles{_place(surface, pairs)}")


def _triangle_shapes(surface: Surface) -> Iterator[Finding]:
    areas = solid.triangle_areas(surface.vertices_lps_mm, surface.triangles)
    flat = int(np.count_nonzero(areas < SMALLEST_AREA_MM2))
    if flat:
        yield _error(surface, f"has {flat} triangles without area")


def _plausibility(
    surface: Surface, topology: Topology, expected_shells: int | None, usual_mm: tuple[float, float]
) -> Iterator[Finding]:
    if expected_shells is not None and topology.shells != expected_shells:
        smallest = min(solid.shell_volumes(surface.vertices_lps_mm, surface.triangles), key=abs)
        yield _warning(
            surface,
            f"consists of {topology.shells} separate shells instead of {expected_shells};"
            f" the smallest encloses {abs(smallest):.2g} mm³",
        )
    low, high = usual_mm
    diagonal_mm = float(np.linalg.norm(np.ptp(surface.bounds_lps_mm, axis=0)))
    if not low <= diagonal_mm <= high:
        yield _warning(
            surface, f"is {diagonal_mm:.3g} mm from corner to corner; between {low:g} and {high:g} mm is usual"
        )


def _plausible_diagonal(name: str) -> tuple[float, float]:
    kind = name.removeprefix("right_").removeprefix("left_")
    if kind == "inner_ear":
        return EAR_DIAGONAL_MM
    if kind in {part.key for part in Part}:
        return PART_DIAGONAL_MM
    return ANY_DIAGONAL_MM


def _place(surface: Surface, pairs: NDArray[np.int64]) -> str:
    x, y, z = surface.vertices_lps_mm[surface.triangles[pairs[0, 0]]].mean(axis=0)
    return f", first near LPS ({x:.1f}, {y:.1f}, {z:.1f}) mm"


def _error(surface: Surface, what: str) -> Finding:
    return Finding(Severity.ERROR, f"{surface.title} {what}.")


def _warning(surface: Surface, what: str) -> Finding:
    return Finding(Severity.WARNING, f"{surface.title} {what}.")
