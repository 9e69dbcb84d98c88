"""Surfaces to files: checked, all or none, with a sidecar that says what and where they are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import numpy as np

from earseg_app.domain.errors import MeshError
from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Provenance
from earseg_app.files.together import Writer, write_together
from earseg_app.mesh.check import check, errors
from earseg_app.mesh.formats import file_stem, write_ascii_stl, write_ply, write_stl
from earseg_app.mesh.gltf import write_glb
from earseg_app.mesh.model import Item, Model, model_of
from earseg_app.mesh.obj import write_materials, write_obj
from earseg_app.mesh.placement import Frame, Placement, name_suffix
from earseg_app.mesh.sidecar import encode_sidecar, record_of
from earseg_app.mesh.surface import Surface
from earseg_app.mesh.threemf import write_3mf
from earseg_app.mesh.vtp import write_vtp

Encoder = Callable[[Surface, Placement, BinaryIO], None]

ONE_PER_FILE: dict[str, tuple[str, Encoder]] = {
    "stl": (".stl", write_stl),
    "stl-ascii": (".stl", write_ascii_stl),
    "ply": (".ply", write_ply),
    "vtp": (".vtp", write_vtp),
}
"""Format → suffix and encoder, for formats that hold one surface a file."""
FORMATS = (*ONE_PER_FILE, "obj", "3mf", "glb")


def export_surfaces(
    surfaces: Sequence[Surface],
    folder: Path,
    *,
    file_format: str = "stl",
    frame: Frame = "LPS",
    scale: float = 1.0,
    title: str = "",
    grid: Grid | None = None,
    model: Provenance | None = None,
    overwrite: bool = False,
    reporter: Reporter | None = None,
) -> tuple[Path, ...]:
    """Write surfaces into a folder and return the files, the JSON sidecar last.

    `file_format`: one of `FORMATS`. STL, PLY and VTP files carry the name of their surface
    (`right_cochlea.stl`); OBJ, 3MF and GLB hold all surfaces in one file called `title`, by default `right_ear`,
    `left_ear` or `ears`. `frame`: LPS as in DICOM, RAS, or plate, where all stand together on z = 0; lengths are
    millimetres, magnified by `scale`. Names of files that are not patient LPS mm say so: `right_cochlea_x5.stl`.
    `grid` and `model` (where the labels come from) are noted in the sidecar, as is the way back to the patient. Nothing
    in the files names the patient.

    Raises:
        MeshError: if a surface is not closed, is inside out or otherwise can't be printed; nothing is written.
        ExportError: if a file exists and `overwrite` is False, or the disk or the rights don't allow writing.
        Cancelled: if the reporter was cancelled.
        ValueError: if there is no surface, two have one name, the format is unknown or the scale not positive.
    """
    if not surfaces:
        raise ValueError("surfaces to export need names, and there are none")
    return export_model(
        model_of(surfaces, frame, scale),
        folder,
        file_format=file_format,
        title=title,
        grid=grid,
        made_by=model,
        overwrite=overwrite,
        reporter=reporter,
    )


def export_model(
    model: Model,
    folder: Path,
    *,
    file_format: str = "stl",
    title: str = "",
    grid: Grid | None = None,
    made_by: Provenance | None = None,
    overwrite: bool = False,
    reporter: Reporter | None = None,
) -> tuple[Path, ...]:
    """Write a model into a folder and return the files, the JSON sidecar last; as `export_surfaces`, errors too."""
    surfaces = model.surfaces
    if file_format not in FORMATS:
        raise ValueError(f"unknown format {file_format!r}, known are {', '.join(FORMATS)}")
    if not surfaces or len({file_stem(surface.name) for surface in surfaces}) < len(surfaces):
        raise ValueError("surfaces to export need names, and each its own")
    reporter = reporter or Reporter()
    written: list[Item] = []
    for item in model.items:
        for surface in item.surfaces:
            reporter.step(0.3 * len(written) / len(model.items), f"Checking {surface.title.lower()}")
        placed = tuple(_fit_to_write(_placed(surface, item.placement)) for surface in item.surfaces)
        written.append(Item(item.title, placed, item.placement))
    suffix = name_suffix(model.placement.frame, model.placement.scale)
    title = file_stem(title or default_title([surface.name for surface in surfaces])) + suffix
    contents = _contents(written, file_format, title, suffix)
    checksums: dict[str, str] = {}
    files = {folder / name: _hashed(name, write, checksums) for name, (_, write) in contents.items()}
    placement_of_name = {surface.name: item.placement for item in model.items for surface in item.surfaces}
    records = [
        record_of(
            surface,
            name,
            placement_of_name[surface.name],
            model.fidelity.get(surface.name),
            _thinnest(model, surface.name),
        )
        for name, (held, _) in contents.items()
        for surface in held
    ]

    def write_sidecar(file: BinaryIO) -> None:  # last, when all checksums are known
        file.write(encode_sidecar(records, checksums, placement=model.placement, grid=grid, model=made_by))

    files[folder / _sidecar_name(title, file_format)] = write_sidecar
    return write_together(files, overwrite=overwrite, reporter=reporter.part(0.3, 1.0))


def file_names(
    surface_names: Sequence[str], file_format: str, title: str = "", frame: Frame = "LPS", scale: float = 1.0
) -> tuple[str, ...]:
    """The files that exporting surfaces of these names will write, the sidecar last."""
    suffix = name_suffix(frame, scale)
    title = file_stem(title or default_title(surface_names)) + suffix
    if file_format in ONE_PER_FILE:
        names = [file_stem(name) + suffix + ONE_PER_FILE[file_format][0] for name in surface_names]
    else:
        names = [f"{title}.{file_format}", *([f"{title}.mtl"] if file_format == "obj" else [])]
    return (*names, _sidecar_name(title, file_format))


def default_title(surface_names: Sequence[str]) -> str:
    """`right_ear`, `left_ear`, `ears` when both are there, else the name of the first surface."""
    sides = [side for side in ("right", "left") if any(name.startswith(f"{side}_") for name in surface_names)]
    if len(sides) == 2:
        return "ears"
    return f"{sides[0]}_ear" if sides else surface_names[0]


def _sidecar_name(title: str, file_format: str) -> str:
    return f"{title}_{file_format}.json"


def _contents(
    items: Sequence[Item], file_format: str, title: str, suffix: str
) -> dict[str, tuple[Sequence[Surface], Writer]]:
    """File name → the surfaces it holds and what writes it."""
    surfaces = [surface for item in items for surface in item.surfaces]
    placement = items[0].placement
    if file_format == "obj":
        library = f"{title}.mtl"
        return {
            f"{title}.obj": (surfaces, lambda file: write_obj(surfaces, placement, library, file)),
            library: ((), lambda file: write_materials(surfaces, placement, file)),
        }
    if file_format == "3mf":
        return {f"{title}.3mf": (surfaces, lambda file: write_3mf(items, file))}
    if file_format == "glb":
        return {f"{title}.glb": (surfaces, lambda file: write_glb(surfaces, placement, file))}
    ending, encode = ONE_PER_FILE[file_format]
    return {
        file_stem(surface.name) + suffix + ending: ((surface,), partial(_encode_one, encode, surface, placement))
        for surface in surfaces
    }


def _thinnest(model: Model, name: str) -> float | None:
    walls = model.walls.get(name)
    return None if walls is None else walls.thinnest_mm() * model.placement.scale


def _encode_one(encode: Encoder, surface: Surface, placement: Placement, file: BinaryIO) -> None:
    encode(surface, placement, file)


def _hashed(name: str, write: Writer, checksums: dict[str, str]) -> Writer:
    """A writer that also notes the SHA-256 of what it wrote under `name`."""

    def write_and_note(file: BinaryIO) -> None:
        content = BytesIO()
        write(content)
        file.write(content.getbuffer())
        checksums[name] = hashlib.sha256(content.getbuffer()).hexdigest()

    return write_and_note


def _placed(surface: Surface, placement: Placement) -> Surface:
    """The surface as it is written: in the frame of the file, rounded to the single precision of STL."""
    rounded = placement.of(surface.vertices_lps_mm).astype(np.float32).astype(np.float64)
    return replace(surface, vertices_lps_mm=rounded)


def _fit_to_write(surface: Surface) -> Surface:
    found = errors(check(surface, thorough=False))
    if found:
        raise MeshError(
            f"{found[0].sentence[:-1]}, so nothing was written.",
            "Smooth or correct the labels of this part, then export again.",
            details=" ".join(finding.sentence for finding in found),
        )
    return surface
