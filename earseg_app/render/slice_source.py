"""Makes the displays of the three planes of a case, and remembers what has not changed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.anatomy import Side, part_of_label
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.slicing import Plane, PlaneFrame, plane_frame
from earseg_app.domain.structures import Structure
from earseg_app.domain.volume import HuArray
from earseg_app.render.slice_display import Patch, SideTag, SliceDisplay
from earseg_app.render.slice_image import (
    Outline,
    Pixels,
    Tint,
    grey_table,
    outline_of,
    outlines,
    paint_grey,
    paint_labels,
    tints,
    unsure_tints,
)
from earseg_app.session.session import Case, Display, Window


@dataclass(frozen=True, eq=False)
class _Cut:
    """The raw slice of a plane: HU and labels (or None), both contiguous [row, column].

    `changed`: the rows and columns in which alone the labels differ from those of the cut before.
    """

    number: int
    segmentation: Segmentation | None
    hu: HuArray
    labels: NDArray[np.uint8] | None
    changed: tuple[slice, slice] | None = None


@dataclass(frozen=True, eq=False)
class _Picture:
    """A painted cut and what it was painted with."""

    cut: _Cut
    window: Window
    tints: dict[int, Tint]
    unsure: bool
    grey: Pixels
    pixels: Pixels
    outlines: tuple[Outline, ...]
    side_tags: tuple[SideTag, ...]
    patch: Patch | None = None


class SliceSource:
    """The three planes of one volume; a picture that has not changed comes back as the same array."""

    def __init__(self, case: Case) -> None:
        self._volume = case.volume
        self._frames = {plane: plane_frame(case.volume.grid, plane) for plane in Plane}
        self._pictures: dict[Plane, _Picture] = {}
        self._table: tuple[Window, Pixels] | None = None
        self._tinted: tuple[Display, tuple[Structure, ...], dict[int, Tint]] | None = None
        self._unsure_tints = unsure_tints()

    def frame(self, plane: Plane) -> PlaneFrame:
        """How that plane of the volume lies on the screen."""
        return self._frames[plane]

    def display(self, plane: Plane, segmentation: Segmentation | None, display: Display) -> SliceDisplay:
        """What the view of that plane shows when the crosshair, window and parts are as in `display`."""
        frame = self._frames[plane]
        number = frame.number_at(display.cursor_lps_mm)
        picture = self._picture(frame, number, segmentation, display)
        pose = frame.pose(number)
        u, v, _ = pose.uvw(display.cursor_lps_mm)
        return SliceDisplay(
            title=plane.value,
            plane=plane,
            pixels=picture.pixels,
            spacing_mm=(frame.right.spacing_mm, frame.down.spacing_mm),
            pose=pose,
            number=number,
            count=frame.count,
            cursor_uv_mm=(float(u), float(v)),
            outlines=picture.outlines if display.label_style.has_contour else (),
            side_tags=picture.side_tags,
            window=display.window,
            warning=self._volume.mark,
            patch=picture.patch,
        )

    def _picture(self, frame: PlaneFrame, number: int, segmentation: Segmentation | None, display: Display) -> _Picture:
        old = self._pictures.get(frame.plane)
        cut = self._cut(frame, number, segmentation, old.cut if old else None)
        colors = self._tints(display, segmentation.structures if segmentation else ())
        unsure = self._unsure(frame, cut) if display.uncertainty_visible else None
        drawn_as = (cut, display.window, colors, unsure is not None)
        if old and _shows_the_same(old.cut, cut) and (old.window, old.tints, old.unsure) == drawn_as[1:]:
            self._pictures[frame.plane] = same = replace(old, cut=cut)
            return same
        if old and cut.changed and unsure is None and (old.window, old.tints, old.unsure) == drawn_as[1:]:
            self._pictures[frame.plane] = patched = _patched(old, cut, cut.changed, frame)
            return patched
        is_as_grey = old is not None and old.cut.hu is cut.hu and old.window == display.window
        pixels = grey = old.grey if old and is_as_grey else paint_grey(cut.hu, self._grey(display.window))
        lines, tags = _drawn_labels(cut, colors, frame, old)
        if unsure is not None:
            pixels = paint_labels(pixels, unsure, self._unsure_tints)
        elif cut.labels is not None:
            pixels = paint_labels(pixels, cut.labels, colors)
        picture = _Picture(*drawn_as, grey, pixels, lines, tags)
        self._pictures[frame.plane] = picture
        return picture

    def _unsure(self, frame: PlaneFrame, cut: _Cut) -> NDArray[np.uint8] | None:
        """Uncertainty 0…255 of a cut [row, column], None when the labels come without it."""
        if cut.segmentation is None or cut.segmentation.uncertainty is None:
            return None
        return np.ascontiguousarray(frame.extract(cut.segmentation.uncertainty, cut.number))

    def _cut(self, frame: PlaneFrame, number: int, segmentation: Segmentation | None, old: _Cut | None) -> _Cut:
        if old and old.number == number and old.segmentation is segmentation:
            return old
        if old and old.number == number and segmentation is not None:
            box = segmentation.changed_since(old.segmentation)
            place = int(frame.normal.place(number))
            if box is not None and not box[frame.normal.axis].start <= place < box[frame.normal.axis].stop:
                return _Cut(number, segmentation, old.hu, old.labels)  # an edit elsewhere
            if box is not None and old.labels is not None:
                rows, columns = changed = frame.on_screen(box)
                edited = old.labels.copy()
                edited[rows, columns] = frame.extract(segmentation.labels, number)[rows, columns]
                return _Cut(number, segmentation, old.hu, edited, changed)
        labels = None if segmentation is None else np.ascontiguousarray(frame.extract(segmentation.labels, number))
        if old and old.number == number:
            return _Cut(number, segmentation, old.hu, labels)
        return _Cut(number, segmentation, np.ascontiguousarray(frame.extract(self._volume.hu, number)), labels)

    def _tints(self, display: Display, structures: tuple[Structure, ...]) -> dict[int, Tint]:
        """The tints of a display; a brush step in a part leaves it the same one."""
        if self._tinted is None or self._tinted[0] is not display or self._tinted[1] is not structures:
            self._tinted = (display, structures, tints(display, structures))
        return self._tinted[2]

    def _grey(self, window: Window) -> Pixels:
        if self._table is None or self._table[0] != window:
            self._table = (window, grey_table(window))
        return self._table[1]


def _shows_the_same(old: _Cut, new: _Cut) -> bool:
    """Whether a picture of the one is a picture of the other."""
    unsure = [cut.segmentation.uncertainty if cut.segmentation else None for cut in (old, new)]
    return old.hu is new.hu and old.labels is new.labels and unsure[0] is unsure[1]


def _patched(old: _Picture, cut: _Cut, changed: tuple[slice, slice], frame: PlaneFrame) -> _Picture:
    """The picture of a cut whose labels differ from those of the old picture within some rows and columns alone."""
    assert cut.labels is not None and old.cut.labels is not None
    before, after = old.cut.labels[changed], cut.labels[changed]
    pixels = old.pixels.copy()
    pixels[changed] = paint_labels(old.grey[changed], after, old.tints)
    differs = before != after
    codes = {*before[differs].tolist(), *after[differs].tolist()}
    lines = {each.code: each for each in old.outlines}
    lines |= {code: outline_of(cut.labels, code, old.tints[code].rgb) for code in codes if code in old.tints}
    shown = tuple(lines[code] for code in sorted(lines) if lines[code].lines)
    patch = Patch(old.pixels, *changed)
    return replace(old, cut=cut, pixels=pixels, outlines=shown, side_tags=_side_tags(shown, frame), patch=patch)


def _drawn_labels(
    cut: _Cut, colors: dict[int, Tint], frame: PlaneFrame, old: _Picture | None
) -> tuple[tuple[Outline, ...], tuple[SideTag, ...]]:
    if cut.labels is None:
        return (), ()
    if old and old.cut.labels is cut.labels and old.tints == colors:
        return old.outlines, old.side_tags
    lines = outlines(cut.labels, colors)
    return lines, _side_tags(lines, frame)


def _side_tags(lines: tuple[Outline, ...], frame: PlaneFrame) -> tuple[SideTag, ...]:
    """One letter per ear, above the middle of what the slice shows of it."""
    tags = []
    for side in Side:
        own = [each for each in lines if (found := part_of_label(each.code)) and found[0] is side]
        points = [line for each in own for line in each.lines]
        if points:
            low, high = np.concatenate(points).min(axis=0), np.concatenate(points).max(axis=0)
            u = float(low[0] + high[0]) / 2.0 * frame.right.spacing_mm
            tags.append(SideTag(side.value, u, float(low[1]) * frame.down.spacing_mm))
    return tuple(tags)
