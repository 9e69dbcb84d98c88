"""Which millimetres of a plane a view shows: zoom and centre, kept when the view is resized."""

from __future__ import annotations

from dataclasses import dataclass, replace

MAX_ZOOM = 40.0
MIN_ZOOM = 0.5


@dataclass(frozen=True)
class Camera:
    """A view of `width` × `height` pixels onto a picture of `extent_mm`, whose left upper corner is `corner_uv_mm`.

    `zoom` 1 fits the whole picture; `center_uv_mm` is the plane point in the middle of the view.
    """

    width: float = 1.0
    height: float = 1.0
    extent_mm: tuple[float, float] = (1.0, 1.0)
    corner_uv_mm: tuple[float, float] = (0.0, 0.0)
    zoom: float = 1.0
    center_uv_mm: tuple[float, float] = (0.5, 0.5)

    @property
    def px_per_mm(self) -> float:
        """Pixels of the view per millimetre of the patient, the same in both directions."""
        return self.zoom * min(self.width / self.extent_mm[0], self.height / self.extent_mm[1])

    def px(self, u_mm: float, v_mm: float) -> tuple[float, float]:
        """Where a point of the plane appears in the view, pixels."""
        scale = self.px_per_mm
        return (
            self.width / 2.0 + (u_mm - self.center_uv_mm[0]) * scale,
            self.height / 2.0 + (v_mm - self.center_uv_mm[1]) * scale,
        )

    def uv(self, x_px: float, y_px: float) -> tuple[float, float]:
        """The point of the plane, mm, at a pixel of the view."""
        scale = self.px_per_mm
        return (
            self.center_uv_mm[0] + (x_px - self.width / 2.0) / scale,
            self.center_uv_mm[1] + (y_px - self.height / 2.0) / scale,
        )

    def fitted(self, extent_mm: tuple[float, float], corner_uv_mm: tuple[float, float]) -> Camera:
        """The whole of another picture in the same view."""
        center = corner_uv_mm[0] + extent_mm[0] / 2.0, corner_uv_mm[1] + extent_mm[1] / 2.0
        return Camera(self.width, self.height, extent_mm, corner_uv_mm, 1.0, center)

    def resized(self, width: float, height: float) -> Camera:
        """The same centre and zoom in a view of another size."""
        return replace(self, width=max(width, 1.0), height=max(height, 1.0))

    def zoomed(self, factor: float, x_px: float, y_px: float) -> Camera:
        """Closer by `factor`, with the point under the pixel staying where it is."""
        zoom = min(max(self.zoom * factor, MIN_ZOOM), MAX_ZOOM)
        u, v = self.uv(x_px, y_px)
        nearer = replace(self, zoom=zoom)
        now_u, now_v = nearer.uv(x_px, y_px)
        return nearer._centered(self.center_uv_mm[0] + u - now_u, self.center_uv_mm[1] + v - now_v)

    def panned(self, dx_px: float, dy_px: float) -> Camera:
        """The picture moved by that many pixels; its middle never leaves the picture."""
        scale = self.px_per_mm
        return self._centered(self.center_uv_mm[0] - dx_px / scale, self.center_uv_mm[1] - dy_px / scale)

    def _centered(self, u_mm: float, v_mm: float) -> Camera:
        left, top = self.corner_uv_mm
        return replace(
            self,
            center_uv_mm=(
                min(max(u_mm, left), left + self.extent_mm[0]),
                min(max(v_mm, top), top + self.extent_mm[1]),
            ),
        )


def ruler_mm(px_per_mm: float, longest_px: float = 140.0) -> float:
    """The longest round length (1, 2 or 5 times a power of ten, mm) of at most `longest_px` pixels."""
    rounds = [digit * 10.0**power for power in range(-2, 4) for digit in (1.0, 2.0, 5.0)]
    return max((length for length in rounds if length * px_per_mm <= longest_px), default=rounds[0])
