"""The colours of the dark and the light window, as sRGB hex."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """Colours by their task.

    `background` lies behind pictures and lists, `panel` behind controls, `control` is the face of a button,
    `hover` its face under the mouse, `line` parts areas, `muted` is secondary text,
    `error_text` the error colour with contrast enough for words.
    `axial`, `coronal` and `sagittal` are the calm tints of the planes.
    """

    name: str
    background: str
    panel: str
    control: str
    hover: str
    line: str
    text: str
    muted: str
    disabled: str
    accent: str
    on_accent: str
    selection: str
    good: str
    warning: str
    error: str
    error_text: str
    axial: str = "#D9645A"
    coronal: str = "#6DB56B"
    sagittal: str = "#D9B44A"


DARK = Theme(
    name="dark",
    background="#15181C",
    panel="#1D2126",
    control="#282E35",
    hover="#333A43",
    line="#2C323A",
    text="#E6E9EC",
    muted="#9AA4AF",
    disabled="#5F6872",
    accent="#4FB3BF",
    on_accent="#0E1A1C",
    selection="#28464C",
    good="#5DB88A",
    warning="#E0A72E",
    error="#E05B4B",
    error_text="#E7705F",
)

LIGHT = Theme(
    name="light",
    background="#FFFFFF",
    panel="#F3F5F7",
    control="#FFFFFF",
    hover="#E6EAEE",
    line="#D3D9DF",
    text="#1B2126",
    muted="#56616B",
    disabled="#A3ACB5",
    accent="#1B7783",
    on_accent="#FFFFFF",
    selection="#CBE5E8",
    good="#1F7A4D",
    warning="#8F5F00",
    error="#B93425",
    error_text="#B93425",
)
