"""Numbers and places in the words of the window."""

from __future__ import annotations

from collections.abc import Sequence

from earseg_app.domain.progress import Step

BUSY = "Other work is still running. Wait for its end, or cancel it."
RESEARCH_USE = "Research use only, not a medical device"


def count(number: int, noun: str) -> str:
    """`1 image`, `312 images`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def date_words(date: str) -> str:
    """`2015-02-06` of the `20150206` of a DICOM header; anything else stays as it is."""
    return f"{date[:4]}-{date[4:6]}-{date[6:]}" if len(date) == 8 and date.isdigit() else date


def name_words(name: str) -> str:
    """`Doe, Jane` of the `Doe^Jane` of a DICOM header; suffixes and other alphabets follow."""
    family, _, rest = name.split("=")[0].partition("^")
    return ", ".join(filter(None, [family.strip(), rest.replace("^", " ").strip()]))


def spacing_words(pixel_mm: Sequence[float] | None, slice_mm: float | None) -> str:
    """`0.3 × 0.3 × 0.4 mm`, columns × rows × slices, of spacings in mm; empty when unknown."""
    if pixel_mm is None:
        return ""
    lengths = [pixel_mm[1], pixel_mm[0], *([slice_mm] if slice_mm else [])]
    return " × ".join(length_words(length) for length in lengths) + " mm"


def length_words(length_mm: float) -> str:
    """A length in mm with at most two decimals and at least one."""
    text = f"{length_mm:.2f}"
    return text[:-1] if text.endswith("0") else text


def time_left(step: Step) -> str:
    """`4 s left`, `2 min left`, or nothing while it is unknown."""
    if step.seconds_left is None:
        return ""
    if step.seconds_left < 90:
        return f"{max(round(step.seconds_left), 1)} s left"
    return f"{round(step.seconds_left / 60)} min left"


def device_words(device: str) -> str:
    """A device as the provenance names it, for a sentence: "cpu (OpenVINO)" is "CPU (OpenVINO)"."""
    kind, space, rest = device.partition(" ")
    return f"{kind.upper()}{space}{rest}"
