"""What was measured on one ear: where the program put landmarks and handles, and where the user left them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from earseg_app.domain.cochlea.landmarks import EarLandmarks
from earseg_app.domain.cochlea.size import CochlearSize, Handles, values_from_handles
from earseg_app.domain.geometry import Triple

HANDLE_NAMES = ("a", "b", "h")


@dataclass(frozen=True)
class EarMeasurement:
    """The landmarks and the diameters of one ear; values are always computed from them.

    `landmarks` define the cochlear view. `handles`: the ends of A, B and H as they stand; `automatic`: as they were
    found along these landmarks. `found`: the landmarks as the program found them, None where they are the same.
    `wall_lps_mm`: the lateral wall in space, LPS mm, empty where too little of it is seen.
    """

    landmarks: EarLandmarks
    handles: Handles
    automatic: Handles
    wall_lps_mm: tuple[Triple, ...] = ()
    found: EarLandmarks | None = None

    @property
    def size(self) -> CochlearSize:
        """A, B and H, mm."""
        return values_from_handles(self.handles)

    @property
    def automatic_landmarks(self) -> EarLandmarks:
        """The landmarks as the program found them."""
        return self.found or self.landmarks

    @property
    def edited(self) -> bool:
        """Whether a landmark or a handle stands elsewhere than the program put it."""
        return self.handles != self.automatic or self.landmarks != self.automatic_landmarks

    def by_hand(self, name: str) -> bool:
        """Whether a handle of "a", "b" or "h" was moved."""
        return bool(getattr(self.handles, name) != getattr(self.automatic, name))

    def names_by_hand(self) -> frozenset[str]:
        """Which of "a", "b", "h" were moved."""
        return frozenset(name for name in HANDLE_NAMES if self.by_hand(name))

    def moved(self, name: str, end: int, point_lps_mm: Triple) -> EarMeasurement:
        """The measurement with one end of "a", "b" or "h" at another point, LPS mm."""
        return replace(self, handles=self.handles.moved(name, end, point_lps_mm))
