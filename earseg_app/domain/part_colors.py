"""The colours that the views give the parts: one table for each palette the user can choose."""

from __future__ import annotations

from enum import Enum

from earseg_app.domain.anatomy import Part


class LabelStyle(Enum):
    """How labels are drawn over the slices; the value is the stable key in the settings."""

    BOTH = "both"
    CONTOUR = "contour"
    FILLED = "filled"

    @property
    def title(self) -> str:
        """Its name for the window."""
        return _STYLES[self]

    @property
    def next(self) -> LabelStyle:
        """The one that a key changes to."""
        styles = list(LabelStyle)
        return styles[(styles.index(self) + 1) % len(styles)]

    @property
    def has_contour(self) -> bool:
        """Whether the borders are drawn."""
        return self is not LabelStyle.FILLED

    @property
    def is_filled(self) -> bool:
        """Whether the parts are tinted."""
        return self is not LabelStyle.CONTOUR


class Palette(Enum):
    """A palette; the value is its stable key in the settings."""

    STANDARD = "standard"
    QUIET = "quiet"
    CONTRAST = "contrast"

    @property
    def title(self) -> str:
        """Its name for the window."""
        return _TITLES[self]

    def color(self, part: Part) -> str:
        """sRGB hex of a part."""
        return part.color if self is Palette.STANDARD else _COLORS[self][part]


_STYLES = {
    LabelStyle.BOTH: "Filled, with contour",
    LabelStyle.CONTOUR: "Contour",
    LabelStyle.FILLED: "Filled",
}
_TITLES = {
    Palette.STANDARD: "Standard",
    Palette.QUIET: "Quiet",
    Palette.CONTRAST: "High contrast",
}
_COLORS = {
    # Of the scheme "bright" of P. Tol, Colour schemes, SRON/EPS/TN/09-002 (2021), made for colour-blind eyes.
    Palette.QUIET: {
        Part.COCHLEA: "#CCBB44",
        Part.VESTIBULE: "#66CCEE",
        Part.SUPERIOR_CANAL: "#228833",
        Part.POSTERIOR_CANAL: "#EE6677",
        Part.LATERAL_CANAL: "#AA3377",
    },
    # Full strength, so that no part is taken for a grey of the scan.
    Palette.CONTRAST: {
        Part.COCHLEA: "#FFE600",
        Part.VESTIBULE: "#00E5FF",
        Part.SUPERIOR_CANAL: "#00B020",
        Part.POSTERIOR_CANAL: "#FF4000",
        Part.LATERAL_CANAL: "#E040FF",
    },
}
