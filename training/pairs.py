"""A hospital's own images with label maps: found in a folder, read in any format the program reads, cut to the ears."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from earseg_app.dicom.images import image_suffix, read_label_values
from earseg_app.dicom.open_path import open_any
from earseg_app.domain.anatomy import LEFT_OFFSET, Part
from earseg_app.domain.errors import UnreadableInput
from earseg_app.domain.geometry import Grid
from earseg_app.domain.labels.foreign import adopted
from earseg_app.domain.labels.label_map import LabelMap
from earseg_app.domain.labels.on_grid import labels_on
from earseg_app.domain.volume import Volume
from training.cases import Case

LOG = logging.getLogger("training.pairs")
LABEL_WORDS = ("label", "labels", "seg", "mask")
IMAGE_WORDS = ("image", "ct", "volume", "dicom")
WHOLE = "labyrinth"
# Kept around the box of an ear's labels, so that patches see what lies beside it, mm.
MARGIN_MM = 12.0
LARGEST_EAR_MM = 35.0
Codes = dict[int, str]


@dataclass(frozen=True)
class Pair:
    """An image, which may be a folder of DICOM files, and its label map."""

    name: str
    image: Path
    label: Path


def find_pairs(folder: Path) -> list[Pair]:
    """The pairs of a folder in the order of their names.

    `NAME.nii.gz` with `NAME_label.nii.gz` (or _seg, _mask; the image may be `NAME_ct…`, or a folder NAME of DICOM
    files); subfolders that hold `image…` and `label…`; or nnU-Net's `imagesTr/NAME_0000.nii.gz` and `labelsTr/NAME…`.

    Raises:
        UnreadableInput: if a label map has no image, or there is no pair at all.
    """
    if (folder / "labelsTr").is_dir():
        labels = sorted(p for p in (folder / "labelsTr").iterdir() if image_suffix(p))
        pairs = [Pair(_stem(p), _image_of(folder / "imagesTr", f"{_stem(p)}_0000", p), p) for p in labels]
    else:
        pairs = [_pair(folder, p) for p in sorted(folder.iterdir()) if _label_word(_stem(p))]
        for inner in sorted(p for p in folder.iterdir() if p.is_dir()):
            pairs += [_pair_within(inner, p) for p in sorted(inner.iterdir()) if _label_word(f"_{_stem(p)}")]
    if not pairs:
        raise UnreadableInput(
            f"No label map was found in {folder.name}.", "Name each one like its image, with _label before the suffix."
        )
    return pairs


def read_pair(pair: Pair, codes: Codes) -> list[Case]:
    """One case for each labelled ear, cut out with a margin, at the image's own voxels.

    `codes` says what the values of the label map mean (a part's key, or “labyrinth” for the whole); empty if they are
    EarSeg's own, or one value for whole labyrinths: then the parts are named by the mean ear's shape.

    Raises:
        UnreadableInput, UnsupportedVolume: if image or label map cannot be read, or do not belong together.
    """
    volume = open_any(pair.image)
    values, grid = read_label_values(pair.label)
    labels = _folded(values, grid, volume.grid, pair, codes)
    cases = [_cut(pair.name, number, volume, labels, box) for number, box in enumerate(_ears(labels, volume.grid))]
    LOG.info("%s: %d %s", pair.name, len(cases), "ear" if len(cases) == 1 else "ears")
    return cases


def parse_codes(words: list[str]) -> Codes:
    """`3=cochlea` … as a map from value to part.

    Raises:
        UnreadableInput: if a word is not VALUE=PART with a part of the ear.
    """
    known = [part.key for part in Part] + [WHOLE]
    codes: Codes = {}
    for word in words:
        value, _, key = word.partition("=")
        if not value.isdigit() or key not in known:
            raise UnreadableInput(
                f"{word} does not say which value is which part.", f"VALUE=PART of {', '.join(known)}."
            )
        codes[int(value)] = key
    return codes


def _folded(values: NDArray[np.generic], grid: Grid, target: Grid, pair: Pair, codes: Codes) -> NDArray[np.uint8]:
    """Labels 0…5 of both ears on the image's grid."""
    whole = [value for value, key in codes.items() if key == WHOLE]
    if whole or not codes:
        taken = np.isin(values, whole).astype(np.uint8) if whole else values
        found, notes = adopted(LabelMap(taken, grid), target, pair.label.name)
        for note in notes:
            LOG.info("%s: %s", pair.name, note)
        labels = found.without_structures().labels
        return np.where(labels > LEFT_OFFSET, labels - LEFT_OFFSET, labels).astype(np.uint8)
    renamed = np.zeros(values.shape, np.uint8)
    for value, key in codes.items():
        renamed[values == value] = Part[key.upper()]
    return labels_on(renamed, grid, target).labels


def _ears(labels: NDArray[np.uint8], grid: Grid) -> list[tuple[slice, ...]]:
    """The box around each labelled ear, no smaller piece than a quarter of the largest."""
    bodies, count = ndimage.label(ndimage.binary_dilation(labels > 0, np.ones((3, 3, 3)), 2))
    sizes = np.bincount(bodies.ravel(), weights=(labels > 0).ravel(), minlength=count + 1)[1:]
    found = ndimage.find_objects(bodies)
    boxes = [box for box, size in zip(found, sizes, strict=True) if size > sizes.max() / 4]
    widest = max(
        (((s.stop - s.start) * mm) for box in boxes for s, mm in zip(box, grid.spacing, strict=True)), default=0.0
    )
    if widest > LARGEST_EAR_MM:
        raise UnreadableInput(
            f"A labelled ear is {widest:.0f} mm wide.", "Check what the values of the label map mean."
        )
    return boxes


def _cut(name: str, number: int, volume: Volume, labels: NDArray[np.uint8], box: tuple[slice, ...]) -> Case:
    margins = np.ceil(MARGIN_MM / volume.grid.spacing).astype(int)
    wide = tuple(slice(max(s.start - m, 0), s.stop + m) for s, m in zip(box, margins, strict=True))
    z, y, x = (float(s) for s in volume.grid.spacing)
    return Case(f"own_{name}-{number}", volume.hu[wide].copy(), labels[wide].copy(), (z, y, x))


def _pair(folder: Path, label: Path) -> Pair:
    stem = _stem(label)
    name = stem[: -len(_label_word(stem))]
    return Pair(name, _image_of(folder, name, label), label)


def _pair_within(folder: Path, label: Path) -> Pair:
    for word in IMAGE_WORDS:
        for path in sorted(folder.iterdir()):
            if path != label and _stem(path).lower().startswith(word) and not _label_word(_stem(path)):
                return Pair(folder.name, path, label)
    raise _no_image(label)


def _image_of(folder: Path, name: str, label: Path) -> Path:
    wanted = {name.lower(), *(f"{name}_{word}".lower() for word in IMAGE_WORDS)}
    for path in sorted(folder.iterdir()):
        if path != label and _stem(path).lower() in wanted and (path.is_dir() or image_suffix(path)):
            return path
    raise _no_image(label)


def _no_image(label: Path) -> UnreadableInput:
    return UnreadableInput(f"The label map {label.name} has no image.", "Name image and label map alike.")


def _stem(path: Path) -> str:
    name = path.name.removesuffix(".dcm") if path.is_file() else path.name
    stem = name[: len(name) - len(image_suffix(path))] if path.is_file() else name
    return stem.removesuffix(".seg")


def _label_word(stem: str) -> str:
    """`_label`, `_seg`, … that a name ends with, or ""."""
    return next((f"_{word}" for word in LABEL_WORDS if stem.lower().endswith(f"_{word}")), "")
