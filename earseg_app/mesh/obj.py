"""Wavefront OBJ with materials: all surfaces in one file, their colours in another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from earseg_app.mesh.formats import file_stem, rgb, rows_as_text, statement
from earseg_app.mesh.placement import Placement
from earseg_app.mesh.surface import Surface


def write_obj(surfaces: Sequence[Surface], placement: Placement, library: str, file: BinaryIO) -> None:
    """One object per surface, coloured by materials of the file `library`; corners count from 1 over all objects."""
    file.write(f"# {statement(placement)}\nmtllib {library}\n".encode("ascii"))
    first = 1
    for surface in surfaces:
        name = file_stem(surface.name)
        file.write(f"o {name}\nusemtl {name}\n".encode("ascii"))
        for text in rows_as_text("v %.9g %.9g %.9g\n", surface.vertices_lps_mm):
            file.write(text)
        for text in rows_as_text("f %d %d %d\n", surface.triangles.astype("i8") + first):
            file.write(text)
        first += len(surface.vertices_lps_mm)


def write_materials(surfaces: Sequence[Surface], placement: Placement, file: BinaryIO) -> None:
    """The material library: one matt colour for each surface."""
    file.write(f"# {statement(placement)}\n".encode("ascii"))
    for surface in surfaces:
        red, green, blue = (channel / 255.0 for channel in rgb(surface.color))
        text = f"newmtl {file_stem(surface.name)}\nKd {red:.4f} {green:.4f} {blue:.4f}\nKs 0 0 0\nd 1\nillum 1\n"
        file.write(text.encode("ascii"))
