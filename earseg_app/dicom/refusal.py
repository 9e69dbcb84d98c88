"""Why a series cannot be opened as a CT volume: one sentence, or none."""

from __future__ import annotations

from collections.abc import Sequence

from earseg_app.dicom.header import Header

_MODALITIES = {
    "MR": "a magnetic resonance (MR) series",
    "PT": "a PET series",
    "US": "an ultrasound series",
    "OT": "a secondary capture",
    "SC": "a secondary capture",
    "CR": "a plain X-ray",
    "DX": "a plain X-ray",
    "XA": "an X-ray angiography",
    "": "of an unknown kind",
}
# Words of ImageType that say the values are no longer Hounsfield units of a slice.
_NO_SLICE_TYPES = {
    "PERFUSION": "a perfusion map",
    "PROJECTION IMAGE": "a projection",
    "MIP": "a projection",
    "SCREEN SAVE": "a screen shot",
}


def refusal_of(header: Header) -> str:
    """Why images of this kind cannot be opened, or ""."""
    if not header.is_image:
        return f"This series holds no images, only a record of kind {header.modality or 'unknown'}."
    if header.modality != "CT":
        return f"This is {_MODALITIES.get(header.modality, f'of modality {header.modality}')}, not CT."
    if header.is_localizer:
        return "This is a localizer (scout view), not a stack of slices."
    if header.samples != 1:
        return "These are colour pictures, not CT slices."
    for word, kind in _NO_SLICE_TYPES.items():
        if any(word in part for part in header.image_type):
            return f"This is {kind}, not a stack of CT slices."
    return ""


def refusal_of_series(headers: Sequence[Header]) -> str:
    """Why these images of one kind cannot be opened as one volume, as far as headers tell, or ""."""
    first = headers[0]
    refusal = refusal_of(first)
    if refusal:
        return refusal
    if sum(header.frames for header in headers) == 1:
        return "This series holds a single slice; a volume needs a stack of slices."
    if any(header.position_lps_mm is None or header.orientation is None for header in headers):
        return "The images do not state their position in the patient."
    if first.pixel_spacing_mm is None:
        return "The images do not state their pixel size in millimetres."
    if not first.is_enhanced and len({header.position_lps_mm for header in headers}) == 1:
        return "All images of this series lie at one place; a volume needs a stack of slices."
    return ""
