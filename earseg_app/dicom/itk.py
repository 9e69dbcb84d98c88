"""Between SimpleITK's images and our arrays on grids; SimpleITK's frame is LPS as ours."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import SimpleITK as sitk
from numpy.typing import NDArray

from earseg_app.domain.errors import UnreadableInput, UnsupportedVolume
from earseg_app.domain.geometry import ORTHONORMAL_TOLERANCE, Grid

# The annotations of SimpleITK are partial.
Image: TypeAlias = Any


def load(path: Path) -> Image:
    """A three-dimensional grey image with right-angled axes; single further dimensions are dropped.

    Raises:
        UnreadableInput, UnsupportedVolume: as `read_image`.
    """
    if not path.is_file():
        raise UnreadableInput(f"{path} is not there.")
    try:
        image: Image = sitk.ReadImage(str(path))
    except RuntimeError as error:
        raise UnreadableInput(
            f"{path.name} cannot be read as a volume.", "It may be damaged or cut short.", last_line(error, path)
        ) from error
    if image.GetNumberOfComponentsPerPixel() != 1:
        raise UnsupportedVolume(f"{path.name} holds colours or vectors, not Hounsfield units.")
    while image.GetDimension() > 3 and image.GetSize()[-1] == 1:
        image = image[(slice(None),) * (image.GetDimension() - 1) + (0,)]
    if image.GetDimension() != 3 or min(image.GetSize()) < 2:
        size = "×".join(map(str, image.GetSize()))
        raise UnsupportedVolume(f"{path.name} is not one volume ({size}).", "Save a single three-dimensional volume.")
    direction = np.array(image.GetDirection()).reshape(3, 3)
    if not np.allclose(direction.T @ direction, np.eye(3), atol=ORTHONORMAL_TOLERANCE):
        raise UnsupportedVolume(
            f"The axes of {path.name} are not at right angles.", "Resample it to a right-angled grid first."
        )
    return image


def grid_of(image: Image) -> Grid:
    """Where the array [z, y, x] of a SimpleITK image lies, LPS mm.

    SimpleITK's direction matrix holds the LPS vector of the fastest axis (x of the array) in its first column.
    """
    direction = np.array(image.GetDirection()).reshape(3, 3)
    return Grid.from_arrays(image.GetSize()[::-1], image.GetSpacing()[::-1], image.GetOrigin(), direction.T[::-1])


def image_on(array: NDArray[np.generic], grid: Grid) -> Image:
    """A SimpleITK image of an array [z, y, x] on a grid."""
    image: Image = sitk.GetImageFromArray(array)
    image.SetSpacing(grid.spacing_zyx_mm[::-1])
    image.SetOrigin(grid.origin_lps_mm)
    image.SetDirection(grid.axes[::-1].T.ravel().tolist())
    return image


def metadata(image: Image, key: str) -> str:
    """A field of the file's header as text, "" when it is missing."""
    return str(image.GetMetaData(key)).strip() if image.HasMetaDataKey(key) else ""


def last_line(error: Exception, path: Path) -> str:
    """The last line of an ITK error, less `path` and everything quoted: a file may be named after a patient."""
    line = (str(error).strip() or type(error).__name__).splitlines()[-1]
    for name in (str(path), str(path.parent), path.name):
        line = line.replace(name, "…")
    return re.sub(r"""("|')[^"']*\1|\S*[/\\]\S*""", "…", line)[-200:]
