"""Enhanced multi-frame CT: one file, whose functional groups say frame by frame where it lies (PS3.3 C.7.6.16)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from pydicom.dataset import Dataset
from pydicom.uid import JPEG2000, JPEG2000Lossless

from earseg_app.dicom.elements import first_item, integer, items, number, numbers
from earseg_app.dicom.header import Header, header_of, rescale_of
from earseg_app.dicom.hounsfield import HuArray, StoredArray, to_hu
from earseg_app.dicom.pixels import NATIVE, OURS, PIXEL_TAGS, stored_frames, undecodable
from earseg_app.dicom.stack import SAME_PLACE_MM, Slice, plane_axes
from earseg_app.dicom.store import FileStore
from earseg_app.dicom.streams import gdcm_frame, jpeg_2000_frame
from earseg_app.dicom.tolerant import READ_ERRORS, read_dataset
from earseg_app.domain.errors import UnsupportedVolume

GROUP_TAGS = ["SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence"]


@dataclass(frozen=True)
class Frame:
    """One frame: its index in the pixel data, where it lies, and its rescale to HU (None when not stated)."""

    index: int
    place: Slice
    rescale: tuple[float, float] | None
    thickness_mm: float | None


def read_frames(store: FileStore, header: Header) -> tuple[list[Frame], int]:
    """The frames of the largest stack of a multi-frame file, and how many frames belong to other stacks.

    Raises:
        UnsupportedVolume: if frames do not state where they lie.
        one of `tolerant.READ_ERRORS`: if the header is damaged.
    """
    with store.open(header.path) as file:
        dataset = read_dataset(file, GROUP_TAGS)
    shared = first_item(dataset, GROUP_TAGS[0])
    per_frame = items(dataset, GROUP_TAGS[1])
    if len(per_frame) != header.frames:
        raise UnsupportedVolume("The images do not state their position in the patient.")
    keyed = [(_stack_key(own), _frame(i, own, shared, header)) for i, own in enumerate(per_frame)]
    # Frames of another orientation or pixel size, phase or stack never belong to the same volume.
    keys = [(key, frame.place.pixel_spacing_mm, np.round(frame.place.orientation, 2).tobytes()) for key, frame in keyed]
    largest = Counter(keys).most_common(1)[0][0]
    frames = [frame for key, (_, frame) in zip(keys, keyed, strict=True) if key == largest]
    return frames, len(keys) - len(frames)


def described(store: FileStore, header: Header) -> Header:
    """The header of a multi-frame file with geometry from its functional groups; as it was when they are no use."""
    try:
        frames, _ = read_frames(store, header)
    except (*READ_ERRORS, UnsupportedVolume):
        return header
    first = frames[0].place
    heights = np.sort([np.array(f.place.position_lps_mm) @ plane_axes(first.orientation)[0] for f in frames])
    steps = np.diff(heights)
    steps = steps[steps > SAME_PLACE_MM]
    return replace(
        header,
        pixel_spacing_mm=first.pixel_spacing_mm,
        position_lps_mm=first.position_lps_mm,
        orientation=first.orientation,
        thickness_mm=frames[0].thickness_mm,
        step_mm=float(np.median(steps)) if len(steps) else None,
    )


def frame_decoder(store: FileStore, path: Path, frames: list[Frame]) -> Callable[[int], HuArray]:
    """A function from a position in `frames` to that frame's (rows, columns) HU.

    Raises:
        UnreadableInput: if the pixels are cut short or in an unknown coding; also from the function.
    """
    try:
        with store.open(path) as file:
            dataset = read_dataset(file, PIXEL_TAGS, pixels=True)
        header = header_of(dataset, path)
        if header.transfer_syntax in NATIVE:
            stored = stored_frames(dataset)
            return lambda i: to_hu(stored[frames[i].index], header, frames[i].rescale)
        one_by_one = _ONE_BY_ONE.get(header.transfer_syntax, gdcm_frame)
        return lambda i: _decoded(one_by_one, dataset, header, frames[i])
    except (*READ_ERRORS, RuntimeError) as error:
        raise undecodable(path, error) from error


# Frame by frame, so that the file is never held unpacked beside the volume; all other codings by GDCM.
_ONE_BY_ONE: dict[str, Callable[[Dataset, int], StoredArray]] = {
    **OURS,
    **dict.fromkeys((JPEG2000, JPEG2000Lossless), jpeg_2000_frame),
}


def _decoded(decoder: Callable[[Dataset, int], StoredArray], dataset: Dataset, header: Header, frame: Frame) -> HuArray:
    try:
        stored = decoder(dataset, frame.index)
    except (*READ_ERRORS, RuntimeError) as error:
        raise undecodable(header.path, error) from error
    return to_hu(stored, header, frame.rescale)


def _frame(index: int, own: Dataset, shared: Dataset | None, header: Header) -> Frame:
    def group(keyword: str) -> Dataset:
        return first_item(own, keyword) or first_item(shared, keyword) or Dataset()

    position = numbers(group("PlanePositionSequence"), "ImagePositionPatient", 3)
    orientation = numbers(group("PlaneOrientationSequence"), "ImageOrientationPatient", 6)
    measures = group("PixelMeasuresSequence")
    spacing = numbers(measures, "PixelSpacing", 2)
    if position is None or orientation is None or spacing is None or min(spacing) <= 0:
        raise UnsupportedVolume("The images do not state their position in the patient.")
    x, y, z = position
    place = Slice((x, y, z), orientation, (spacing[0], spacing[1]), header.rows or 0, header.columns or 0)
    rescale = rescale_of(group("PixelValueTransformationSequence"))
    return Frame(index, place, rescale, number(measures, "SliceThickness"))


def _stack_key(own: Dataset) -> tuple[str, int | None]:
    content = first_item(own, "FrameContentSequence") or Dataset()
    return str(content.get("StackID", "")), integer(content, "TemporalPositionIndex")
