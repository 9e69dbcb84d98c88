"""STL and PLY, one surface a file, coordinates in mm as they are given; and what all formats share."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from earseg_app.mesh.placement import Placement
from earseg_app.mesh.solid import area_vectors
from earseg_app.mesh.surface import Surface
from earseg_app.version import __version__

DISCLAIMER = "Research use only, not a medical device"

_STL_RECORD = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
_LINES_AT_ONCE = 20_000


def statement(placement: Placement) -> str:
    """Who wrote the file, in which frame, unit and scale, and what it may not be used for; no patient data."""
    return f"EarSeg {__version__} {placement.words()}. {DISCLAIMER}"


def file_stem(name: str) -> str:
    """A name that every file system and file header takes: ASCII letters, digits, `-` and `_`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "".join(c if c.isalnum() or c == "-" else "_" for c in plain).strip("_") or "surface"


def write_stl(surface: Surface, placement: Placement, file: BinaryIO) -> None:
    """Binary STL: an 80-byte header, the number of triangles, 50 bytes each, little-endian single precision."""
    records = _records(surface)
    file.write(statement(placement).encode("ascii").ljust(80)[:80])
    file.write(np.array(len(records), "<u4").tobytes())
    file.write(records.tobytes())


def write_ascii_stl(surface: Surface, placement: Placement, file: BinaryIO) -> None:
    """The readable STL; the statement stands in the line of the name."""
    records = _records(surface)
    rows = np.concatenate([records["normal"], records["corners"].reshape(-1, 9)], axis=1)
    point = "   vertex %.9g %.9g %.9g\n"
    facet = f" facet normal %.6g %.6g %.6g\n  outer loop\n{point * 3}  endloop\n endfacet\n"
    file.write(f"solid {file_stem(surface.name)} {statement(placement)}\n".encode("ascii"))
    for text in rows_as_text(facet, rows):
        file.write(text)
    file.write(f"endsolid {file_stem(surface.name)}\n".encode("ascii"))


def write_ply(surface: Surface, placement: Placement, file: BinaryIO) -> None:
    """Binary little-endian PLY with double-precision vertices and the colour on every vertex."""
    n, m = len(surface.vertices_lps_mm), len(surface.triangles)
    header = (
        "ply\nformat binary_little_endian 1.0\n"
        f"comment {statement(placement)}\ncomment name {file_stem(surface.name)}\n"
        f"element vertex {n}\nproperty double x\nproperty double y\nproperty double z\n"
        "property uchar red\nproperty uchar green\nproperty uchar blue\n"
        f"element face {m}\nproperty list uchar int vertex_indices\nend_header\n"
    )
    vertices = np.zeros(n, np.dtype([("point", "<f8", 3), ("color", "u1", 3)]))
    vertices["point"] = surface.vertices_lps_mm
    vertices["color"] = rgb(surface.color)
    faces = np.zeros(m, np.dtype([("count", "u1"), ("corners", "<i4", 3)]))
    faces["count"] = 3
    faces["corners"] = surface.triangles
    file.write(header.encode("ascii"))
    file.write(vertices.tobytes())
    file.write(faces.tobytes())


def rgb(color: str) -> tuple[int, int, int]:
    """Red, green and blue 0…255 of an sRGB hex colour `#RRGGBB`."""
    red, green, blue = bytes.fromhex(color.removeprefix("#"))
    return red, green, blue


def rows_as_text(template: str, rows: NDArray[Any]) -> Iterator[bytes]:
    """Rows (n, k) through a %-template of k fields, in blocks that keep memory small."""
    for start in range(0, len(rows), _LINES_AT_ONCE):
        block = rows[start : start + _LINES_AT_ONCE]
        yield (template * len(block) % tuple(block.ravel().tolist())).encode("ascii")


def _records(surface: Surface) -> NDArray[Any]:
    vectors = area_vectors(surface.vertices_lps_mm, surface.triangles)
    records = np.zeros(len(surface.triangles), _STL_RECORD)
    records["normal"] = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-30)
    records["corners"] = surface.vertices_lps_mm[surface.triangles]
    return records
