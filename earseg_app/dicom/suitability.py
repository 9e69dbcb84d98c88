"""How well a series suits work on the inner ear, as points with reasons that the browser shows.

The inner ear's finest parts (canal tubes of about 1 mm) need slices and pixels well below a millimetre and a bone
kernel; the thresholds follow the usual temporal-bone protocols (slices of 0.4-0.7 mm, field of view 100-200 mm).
"""

from __future__ import annotations

import re

from earseg_app.domain.study import Series

Points = tuple[float, str]

_EAR_WORDS = re.compile(
    r"temporal|petrous|mastoid|inner.?ear|\bears?\b|\biac\b|cochlea|felsenbein|rocher|pe[nñ]asco|rocca|orecchi|"
    r"innenohr|o[ií]do|oreille|piramid|pyramid",
    re.IGNORECASE,
)
_BODY_WORDS = re.compile(r"chest|thora|abdom|pelvi|lung|spine|knee|foot|hand|hip\b|cardi|coron?ary", re.IGNORECASE)
_REFORMAT_WORDS = re.compile(
    r"\bmpr\b|\bmip\b|\bvrt?\b|\b3d\b|render|reformat|sagittal|coronal|\bcor\b|\bsag\b", re.IGNORECASE
)
# Sharp kernels as vendors name them: Siemens H/U/Hr/Br 60 and above, GE, Philips, Canon/Toshiba. Not complete.
_SHARP_KERNEL = re.compile(
    r"bone|edge|ultra|ear|sharp|detail|\bUHR|\b[HUJBT][rfvcp]?[6-9]\d|^Y[A-F]$|^[DEL]$|^FC(3[01]|8\d)", re.IGNORECASE
)
_SOFT_KERNEL = re.compile(
    r"soft|stand|std|brain|smooth|\b[HUJBIT][rfvcp]?[1-4]\d|^U?[ABC]$|^FC(0|1|2|6)\d", re.IGNORECASE
)


def suitability(series: Series, study_description: str) -> tuple[Points, ...]:
    """(points, reason) pairs for one series of a study with that description."""
    if series.refusal:
        return ((-100.0, series.refusal),)
    pixel = series.pixel_spacing_mm
    rules = [
        _thickness(series.slice_spacing_mm or series.slice_thickness_mm),
        _pixel(max(pixel) if pixel else None),
        _kernel(series.kernel),
        _count(series.slice_count, series.slice_spacing_mm),
        _words(series.description, study_description),
    ]
    return tuple(rule for rule in rules if rule is not None)


def _thickness(spacing_mm: float | None) -> Points | None:
    if spacing_mm is None:
        return -20.0, "unknown slice spacing"
    said = f"slices every {spacing_mm:.3g} mm"
    for limit, points, word in ((0.45, 35.0, "very thin"), (0.75, 30.0, "thin"), (1.05, 12.0, "rather thick")):
        if spacing_mm <= limit:
            return points, f"{said}: {word}"
    return -30.0, f"{said}: too thick for the inner ear"


def _pixel(pixel_mm: float | None) -> Points | None:
    if pixel_mm is None:
        return -20.0, "unknown pixel size"
    said = f"pixels of {pixel_mm:.3g} mm"
    for limit, points, word in ((0.3, 20.0, "fine"), (0.42, 12.0, "good"), (0.55, 4.0, "usable")):
        if pixel_mm <= limit:
            return points, f"{said}: {word}"
    return -10.0, f"{said}: coarse"


def _kernel(kernel: str) -> Points | None:
    if _SHARP_KERNEL.search(kernel):
        return 20.0, f"bone kernel ({kernel})"
    if _SOFT_KERNEL.search(kernel):
        return -5.0, f"soft kernel ({kernel})"
    return None


def _count(slices: int, spacing_mm: float | None) -> Points | None:
    covered = slices * spacing_mm if spacing_mm else None
    if covered is not None and covered < 15.0:
        return -25.0, f"covers only {covered:.0f} mm"
    if slices < 20:
        return -15.0, f"only {slices} slices"
    return 5.0, f"{slices} slices"


def _words(series: str, study: str) -> Points | None:
    if _BODY_WORDS.search(f"{series} {study}"):
        return -30.0, "described as another part of the body"
    if _REFORMAT_WORDS.search(series):
        return -10.0, "described as a reformat"
    if _EAR_WORDS.search(series):
        return 10.0, "described as a scan of the ear"
    if _EAR_WORDS.search(study):
        return 5.0, "part of a study of the ear"
    return None
