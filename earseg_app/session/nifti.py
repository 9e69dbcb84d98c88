"""Arrays of a case as NIfTI-1, so that other tools can read what lies inside a case file.

Source: the NIfTI-1 standard (nifti1.h, Cox et al. 2004): a header of 348 bytes, four bytes of flags, the voxels with
the first axis fastest. NIfTI's frame is RAS: x and y of LPS with the opposite sign.
"""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.errors import UnreadableInput
from earseg_app.domain.geometry import Grid, Shape

HEADER_BYTES, OFFSET = 348, 352
_TYPES = {np.dtype(np.uint8): 2, np.dtype(np.int16): 4}
SCANNER, MILLIMETRES = 1, 2
GZIP = 31  # zlib's window bits for a gzip stream
FASTEST = 1


def encode(array: NDArray[np.uint8] | NDArray[np.int16], grid: Grid, level: int = FASTEST) -> bytes:
    """A gzipped NIfTI-1 file of an array [z, y, x] on a grid."""
    packer = zlib.compressobj(level, zlib.DEFLATED, GZIP)
    voxels = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
    parts = [packer.compress(_header(array, grid)), packer.compress(voxels.data), packer.flush()]
    return b"".join(parts)


def decode(content: bytes, shape_zyx: Shape, dtype: type[np.uint8] | type[np.int16]) -> NDArray[np.generic]:
    """The array [z, y, x] of a gzipped NIfTI-1 file that `encode` wrote.

    Raises:
        UnreadableInput: if it is damaged or holds another shape or type.
    """
    expected = OFFSET + int(np.prod(shape_zyx)) * np.dtype(dtype).itemsize
    try:
        raw = zlib.decompressobj(GZIP).decompress(content, expected)
    except zlib.error as error:
        raise UnreadableInput("The images inside the case file are damaged.", "", str(error)) from error
    if len(raw) != expected or struct.unpack_from("<3h", raw, 42) != tuple(reversed(shape_zyx)):
        raise UnreadableInput("The images inside the case file do not fit its description.")
    if struct.unpack_from("<h", raw, 70)[0] != _TYPES[np.dtype(dtype)]:
        raise UnreadableInput("The images inside the case file are of an unknown kind.")
    return np.frombuffer(raw, np.dtype(dtype).newbyteorder("<"), offset=OFFSET).reshape(shape_zyx).astype(dtype)


def _header(array: NDArray[np.generic], grid: Grid) -> bytes:
    header = bytearray(OFFSET)
    z, y, x = array.shape
    struct.pack_into("<i", header, 0, HEADER_BYTES)
    struct.pack_into("<8h", header, 40, 3, x, y, z, 1, 1, 1, 1)
    struct.pack_into("<2h", header, 70, _TYPES[array.dtype], array.dtype.itemsize * 8)
    struct.pack_into("<8f", header, 76, 1.0, *grid.spacing_zyx_mm[::-1], 0.0, 0.0, 0.0, 0.0)
    struct.pack_into("<3f", header, 108, OFFSET, 1.0, 0.0)
    header[123] = MILLIMETRES
    struct.pack_into("<2h", header, 252, 0, SCANNER)
    to_ras = np.diag([-1.0, -1.0, 1.0])
    columns = to_ras @ (grid.axes * grid.spacing[:, None])[::-1].T
    affine = np.column_stack([columns, to_ras @ grid.origin])
    struct.pack_into("<12f", header, 280, *affine.ravel())
    header[344:348] = b"n+1\0"
    return bytes(header)
