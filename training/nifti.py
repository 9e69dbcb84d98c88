"""Read the source data's NIfTI files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import SimpleITK
from numpy.typing import NDArray


def read_nifti(path: Path) -> tuple[NDArray[Any], NDArray[np.float64]]:
    """The array [z, y, x] of a NIfTI file, and its spacing (3,) in mm along those axes."""
    image: Any = SimpleITK.ReadImage(str(path))
    return np.asarray(SimpleITK.GetArrayFromImage(image)), np.array(image.GetSpacing(), float)[::-1]
