"""Do the values look like Hounsfield units? Said to the user, never silently corrected."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# Dense bone reaches well above this in every scan of a temporal bone, HU.
BONE_HU = 600
# Any head scan holds air (outside, in the ear canal, in the mastoid cells), HU.
AIR_BELOW_HU = -300
SAMPLE = 50_000


def hu_notes(values: NDArray[np.int16], is_rescaled: bool = True) -> tuple[str, ...]:
    """Sentences about values that Hounsfield units of a temporal bone would not show; () when nothing is odd."""
    notes = []
    if not is_rescaled:
        notes.append("The images do not say how their values become Hounsfield units: they were taken as they are.")
    flat = values.reshape(-1)
    sample = flat[:: max(flat.size // SAMPLE, 1)]
    low, high = (int(v) for v in np.percentile(sample, (0.1, 99.9)))
    if low == high:
        notes.append(f"All values are the same ({low}): the series is empty.")
    elif high < BONE_HU or low > AIR_BELOW_HU:
        notes.append(
            f"The values ({low} to {high}) do not look like Hounsfield units of a temporal bone: segmentation may fail."
        )
    return tuple(notes)
