"""What was measured on one ear: where the program put the handles, and where the user left them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from earseg_app.domain.anatomy import Part
from earseg_app.domain.cochlea import CochlearSize, Handles, values_from_handles
from earseg_app.domain.formulas import DuctLength
from earseg_app.domain.geometry import Triple
from earseg_app.domain.landmarks import EarLandmarks

HANDLE_NAMES = ("a", "b", "h")


@dataclass(frozen=True)
class EarMeasurement:
    """The cochlear view and the diameters of one ear; values are always computed from the handles.

    `landmarks` define the cochlear view. `handles`: the ends of A, B and H as they stand; `automatic`: as they were
    found. `canal_radii_mm`: radius of the centre line of each canal that could be measured. `wall_lps_mm`: the lateral
    wall in space as found in the labels, LPS mm, empty where too little of it is seen; `wall_lengths`: along it.
    """

    landmarks: EarLandmarks
    handles: Handles
    automatic: Handles
    canal_radii_mm: tuple[tuple[Part, float], ...] = ()
    wall_lps_mm: tuple[Triple, ...] = ()
    wall_lengths: tuple[DuctLength, ...] = ()

    @property
    def size(self) -> CochlearSize:
        """A, B and H, mm."""
        return values_from_handles(self.handles)

    def by_hand(self, name: str) -> bool:
        """Whether a handle of "a", "b" or "h" was moved."""
        return bool(getattr(self.handles, name) != getattr(self.automatic, name))

    def moved(self, name: str, end: int, point_lps_mm: Triple) -> EarMeasurement:
        """The measurement with one end of "a", "b" or "h" at another point, LPS mm."""
        return replace(self, handles=self.handles.moved(name, end, point_lps_mm))

    def reset(self) -> EarMeasurement:
        """The measurement as the program found it."""
        return replace(self, handles=self.automatic)
