"""From a series of the catalog to a volume in Hounsfield units on a grid in the patient."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from earseg_app.dicom.ahead import ahead
from earseg_app.dicom.enhanced import frame_decoder, read_frames
from earseg_app.dicom.header import SLICE_TAGS, Header, read_header
from earseg_app.dicom.hounsfield import AIR_HU, HuArray
from earseg_app.dicom.pixels import by_gdcm, decode_with, undecodable
from earseg_app.dicom.plausible import hu_notes
from earseg_app.dicom.refusal import refusal_of
from earseg_app.dicom.resample import moved
from earseg_app.dicom.stack import Layer, Slice, Stack, lay
from earseg_app.dicom.store import FileStore
from earseg_app.dicom.tolerant import READ_ERRORS
from earseg_app.domain.errors import UnreadableInput, UnsupportedVolume
from earseg_app.domain.gaps import Gaps
from earseg_app.domain.progress import Reporter
from earseg_app.domain.study import Series
from earseg_app.domain.volume import Volume

# A volume beyond this cannot be held with what is made of it on an ordinary computer.
MAX_VOXELS = 2 << 30
HEADER_SHARE = 0.2
ANOTHER = "Choose a CT series of thin slices."


def read_series(series: Series, reporter: Reporter, gaps: Gaps = Gaps.BRIDGE_SHORT) -> Volume:
    """The volume of a series: HU int16, slices sorted by position, exact in LPS mm.

    Tilted and sideways-moved slices are moved back within their planes, small gaps are interpolated, duplicates
    left out; each is said in `Volume.notes`. `gaps`: what to do where slices are missing.

    Raises:
        UnreadableInput: if a file is missing or damaged.
        MissingSlices: if there are gaps that `gaps` does not allow.
        UnsupportedVolume: if the series cannot form a truthful CT volume.
        Cancelled: if the reporter was cancelled.
    """
    if series.refusal:
        raise UnsupportedVolume(series.refusal, ANOTHER)
    with FileStore() as store:
        headers = _headers(store, series.files, reporter.part(0.0, HEADER_SHARE))
        check_ct(headers[0])
        source = _frames(store, headers[0], gaps) if headers[0].is_enhanced else _files(store, headers, gaps)
        _check_size(source.stack)
        with source.images() as image:
            hu = _fill(source.stack, image, reporter.part(HEADER_SHARE, 1.0))
    notes = (*source.notes, *source.stack.notes, *hu_notes(hu, source.is_rescaled))
    side = headers[0].laterality if headers[0].laterality in ("R", "L") else ""
    title = series.description or f"Series {series.number if series.number is not None else ''}".strip()
    return Volume(hu, source.stack.grid, title, headers[0].series_uid, notes, side, mark=source.stack.mark)


@dataclass(frozen=True, eq=False)
class _Source:
    """Where the images lie and how to get the pixels of each."""

    stack: Stack
    image: Callable[[int], HuArray]
    is_rescaled: bool
    is_slow: bool = False
    notes: tuple[str, ...] = ()

    def images(self) -> AbstractContextManager[Callable[[int], HuArray]]:
        """`image`, prepared ahead in the order of the layers where decoding is slow."""
        return ahead(self.image, self.stack.order()) if self.is_slow else nullcontext(self.image)


def _files(store: FileStore, headers: Sequence[Header], gaps: Gaps) -> _Source:
    stack = lay([slice_of(header) for header in headers], gaps)
    is_rescaled, is_slow = headers[0].rescale is not None, by_gdcm(headers[0])
    return _Source(stack, lambda i: decode_with(store, headers[i]), is_rescaled, is_slow)


def _frames(store: FileStore, header: Header, gaps: Gaps) -> _Source:
    try:
        frames, others = read_frames(store, header)
    except READ_ERRORS as error:
        raise undecodable(header.path, error) from error
    stack = lay([frame.place for frame in frames], gaps)
    notes = (f"{others} frame(s) of other stacks or phases were left out.",) if others else ()
    return _Source(stack, frame_decoder(store, header.path, frames), frames[0].rescale is not None, notes=notes)


def check_ct(header: Header) -> None:
    """Refuse what is no stack of CT slices.

    Raises:
        UnsupportedVolume: with the reason in a sentence.
    """
    refusal = refusal_of(header)
    if refusal:
        raise UnsupportedVolume(refusal, ANOTHER)


def slice_of(header: Header) -> Slice:
    """Where the image of one file lies.

    Raises:
        UnsupportedVolume: if the header does not say.
    """
    if header.position_lps_mm is None or header.orientation is None:
        raise UnsupportedVolume(
            "The images do not state their position in the patient.", "Ask for the original series from the scanner."
        )
    if header.pixel_spacing_mm is None:
        raise UnsupportedVolume(
            "The images do not state their pixel size in millimetres.", "Ask for the original series from the scanner."
        )
    rows, columns = header.rows or 0, header.columns or 0
    return Slice(header.position_lps_mm, header.orientation, header.pixel_spacing_mm, rows, columns)


def _headers(store: FileStore, files: Sequence[Path], reporter: Reporter) -> list[Header]:
    headers = []
    for index, path in enumerate(files):
        reporter.step(index / len(files), "Reading headers")
        try:
            with store.open(path) as file:
                headers.append(read_header(file, path, SLICE_TAGS))
        except FileNotFoundError as error:
            raise UnreadableInput(
                f"{path.name} is no longer there.", "Was the disc taken out? Insert it and try again."
            ) from error
        except READ_ERRORS as error:
            raise UnreadableInput(f"{path.name} is damaged.", "Copy it again from the disc.", repr(error)) from error
    return headers


def _check_size(stack: Stack) -> None:
    if np.prod(np.array(stack.grid.shape_zyx, np.float64)) > MAX_VOXELS:
        raise UnsupportedVolume("The series is too large to be held in memory.", "Export a part of it at the scanner.")


def _fill(stack: Stack, image: Callable[[int], HuArray], reporter: Reporter) -> HuArray:
    """[z, y, x] HU: decode each image once, in the order of the layers, and mix the layers that lie between two."""
    try:
        hu = np.empty(stack.grid.shape_zyx, np.int16)
    except MemoryError as error:
        raise UnsupportedVolume("There is not enough memory for this series.", "Close other programs.") from error
    source = _Images(stack, image)
    for index, layer in enumerate(stack.layers):
        reporter.step(index / len(stack.layers), "Reading slices")
        hu[index] = AIR_HU if layer.is_empty else _mixed(source, layer)
    reporter.step(1.0, "Reading slices")
    return hu


def _mixed(source: _Images, layer: Layer) -> HuArray:
    if layer.weight == 0.0:
        return source.get(layer.first)
    if layer.weight == 1.0:
        return source.get(layer.second)
    low, high = source.get(layer.first).astype(np.float32), source.get(layer.second)
    return np.rint(low + np.float32(layer.weight) * (high - low)).astype(np.int16)


class _Images:
    """Decoded images, moved to the grid; only the last two are kept."""

    def __init__(self, stack: Stack, image: Callable[[int], HuArray]) -> None:
        self._stack = stack
        self._image = image
        self._kept: dict[int, HuArray] = {}

    def get(self, index: int) -> HuArray:
        """(rows, columns) of the grid for one input image."""
        if index not in self._kept:
            while len(self._kept) > 1:
                self._kept.pop(next(iter(self._kept)))
            self._kept[index] = self._placed(index)
        return self._kept[index]

    def _placed(self, index: int) -> HuArray:
        hu = self._image(index)
        shape = self._stack.grid.shape_zyx[1:]
        return hu if hu.shape == shape else moved(hu, self._stack.shift_px[index], shape, AIR_HU)
