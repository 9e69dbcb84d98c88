"""The JSON file beside exported surfaces: what they are, where they lie, and how to know them again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from earseg_app.domain.geometry import Grid
from earseg_app.domain.segmentation import Provenance
from earseg_app.mesh.fidelity import Fidelity
from earseg_app.mesh.formats import DISCLAIMER
from earseg_app.mesh.placement import Placement, Row
from earseg_app.mesh.surface import Surface
from earseg_app.version import __version__

FORMAT = 1


@dataclass(frozen=True)
class SurfaceRecord:
    """One surface: its file, its size, the way back to the patient, and how close it is to the labels.

    `to_patient_lps`: rows of the matrix that takes coordinates of this surface in its file, mm, to the patient, LPS mm.
    `label_deviation_*`: distances in the patient between the surface and the border of its labels, None when unknown.
    `thinnest_mm`: thickness in the file below which 1 % of the skin lies, None when it was not measured.
    `made_from`: the labels; the shares of voxels that the network took for ear, where labels agree; or the CT.
    `title`: its name for people.
    """

    name: str
    file: str
    color: str
    vertices: int
    triangles: int
    volume_mm3: float
    area_mm2: float
    bounds_mm: tuple[tuple[float, ...], tuple[float, ...]]
    label_volume_mm3: float | None
    decimation_deviation_mm: float | None
    to_patient_lps: tuple[Row, Row, Row, Row]
    label_deviation_mean_mm: float | None = None
    label_deviation_p95_mm: float | None = None
    label_deviation_max_mm: float | None = None
    thinnest_mm: float | None = None
    made_from: str = "labels"
    title: str = ""


@dataclass(frozen=True)
class GridRecord:
    """The voxels the surfaces were made of, fields as in `Grid`."""

    shape_zyx: tuple[int, int, int]
    spacing_zyx_mm: tuple[float, float, float]
    origin_lps_mm: tuple[float, float, float]
    axes_lps: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True)
class Sidecar:
    """Everything a reader of the files needs to know; no patient data.

    `frame` and `scale`: as in `Placement`. `sha256`: file → checksum. Volumes, areas and bounds are those of the
    written files, in their frame and scale; label volumes and deviations those in the patient.
    """

    program: str
    frame: str
    unit: str
    scale: float
    surfaces: tuple[SurfaceRecord, ...]
    sha256: dict[str, str]
    label_grid: GridRecord | None = None
    model: Provenance | None = None
    notice: str = DISCLAIMER
    format: int = FORMAT


def record_of(
    surface: Surface, file: str, placement: Placement, fidelity: Fidelity | None, thinnest_mm: float | None
) -> SurfaceRecord:
    """The record of a surface as written to `file`."""
    low, high = surface.bounds_lps_mm
    return SurfaceRecord(
        name=surface.name,
        file=file,
        color=surface.color,
        vertices=len(surface.vertices_lps_mm),
        triangles=len(surface.triangles),
        volume_mm3=surface.volume_mm3,
        area_mm2=surface.area_mm2,
        bounds_mm=(tuple(low.tolist()), tuple(high.tolist())),
        label_volume_mm3=surface.label_volume_mm3,
        decimation_deviation_mm=surface.deviation_mm,
        to_patient_lps=placement.to_patient_lps(),
        label_deviation_mean_mm=fidelity.mean_mm if fidelity else None,
        label_deviation_p95_mm=fidelity.p95_mm if fidelity else None,
        label_deviation_max_mm=fidelity.max_mm if fidelity else None,
        thinnest_mm=thinnest_mm,
        made_from=surface.made_from,
        title=surface.title,
    )


def encode_sidecar(
    records: Sequence[SurfaceRecord],
    sha256: Mapping[str, str],
    *,
    placement: Placement,
    grid: Grid | None,
    model: Provenance | None,
) -> bytes:
    """The sidecar as indented JSON; `sha256` holds the checksum of each file by its name."""
    sidecar = Sidecar(
        program=f"EarSeg {__version__}",
        frame=placement.frame,
        unit="mm",
        scale=placement.scale,
        surfaces=tuple(records),
        sha256=dict(sha256),
        label_grid=None
        if grid is None
        else GridRecord(grid.shape_zyx, grid.spacing_zyx_mm, grid.origin_lps_mm, grid.axes_lps),
        model=model,
    )
    return msgspec.json.format(msgspec.json.encode(sidecar), indent=2)


def read_sidecar(content: bytes) -> Sidecar:
    """Decode a sidecar.

    Raises:
        msgspec.DecodeError: if it is not one.
    """
    return msgspec.json.decode(content, type=Sidecar)
