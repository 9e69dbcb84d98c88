"""What a surgeon paints beside the ears, such as the facial nerve: a label of its own, never part of an ear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.errors import EarsegError

LabelCodes = NDArray[np.uint8]
# Codes of the common structures of a right ear, of a left ear, and of all others in the order of their adding.
FIRST_RIGHT, FIRST_LEFT, FIRST_OWN, LAST_OWN = 21, 41, 61, 99
LONGEST_NAME = 40
# What surfaces of the ear and of its prints are called: a structure of that name could not be told from them.
_RESERVED = frozenset(
    {
        *(part.key for part in Part),
        "inner_ear",
        "labyrinth",
        "temporal_bone",
        "stand",
        "inner_ear_cast_pins",
        "inner_ear_cast_sockets",
    }
)


@dataclass(frozen=True)
class CommonStructure:
    """A structure with a code of its own in each ear; `color`: sRGB hex."""

    name: str
    color: str


# Nerves yellow, arteries red, veins blue, as atlases draw them; none looks like a part of the ear or like another one,
# whatever the eyes (tests/domain/test_structures.py).
COMMON = (
    CommonStructure("Facial nerve", "#EFE340"),
    CommonStructure("Chorda tympani", "#C1C85A"),
    CommonStructure("Internal carotid artery", "#E3173D"),
    CommonStructure("Jugular bulb", "#0053E7"),
    CommonStructure("Sigmoid sinus", "#808DFF"),
    CommonStructure("Malleus and incus", "#F6ECDD"),
    CommonStructure("Stapes", "#C6B3A1"),
    CommonStructure("Round window niche", "#04EFF0"),
    CommonStructure("Internal auditory canal", "#91E287"),
    CommonStructure("Vestibular aqueduct", "#007379"),
    CommonStructure("Tumour", "#9E3AC6"),
    CommonStructure("Cholesteatoma", "#F3A7CB"),
)
# For structures with a name of the user's own, one after the other.
_OWN_COLORS = tuple(common.color for common in reversed(COMMON))


@dataclass(frozen=True)
class Structure:
    """A label beside those of the ears.

    `code`: its voxel value. `color`: sRGB hex. `side`: of which ear, None where it is of neither. `voxels`: how many
    it has.
    """

    code: int
    name: str
    color: str
    side: Side | None = None
    voxels: int = 0

    @property
    def title(self) -> str:
        """For the window: `Facial nerve (right)`."""
        return f"{self.name} ({self.side.word})" if self.side else self.name

    @property
    def words(self) -> str:
        """In a sentence: `facial nerve (right)`; a name of the user's own stays as it was written."""
        return self.title.replace(self.name, self.name.lower(), 1) if common_named(self.name) else self.title

    @property
    def label(self) -> str:
        """In files of other programs: `Right facial nerve`."""
        if self.side is None:
            return self.name
        return f"{self.side.word.capitalize()} {self.name.lower() if common_named(self.name) else self.name}"

    @property
    def key(self) -> str:
        """Stable identifier for files: `right_facial_nerve`."""
        return "_".join([*([self.side.word] if self.side else []), slug(self.name)])


def is_structure(code: int) -> bool:
    """Whether a voxel value can be that of a structure."""
    common = code - FIRST_RIGHT, code - FIRST_LEFT
    return any(0 <= number < len(COMMON) for number in common) or FIRST_OWN <= code <= LAST_OWN


def structure_of(code: int) -> Structure:
    """What a voxel value stands for where nobody named it.

    Raises:
        ValueError: if it is no structure's.
    """
    for first, side in ((FIRST_RIGHT, Side.RIGHT), (FIRST_LEFT, Side.LEFT)):
        if 0 <= code - first < len(COMMON):
            common = COMMON[code - first]
            return Structure(code, common.name, common.color, side)
    if not FIRST_OWN <= code <= LAST_OWN:
        raise ValueError(f"{code} is the code of no structure")
    return Structure(code, f"Structure {code}", _own_color(code))


def common_named(name: str) -> CommonStructure | None:
    """The common structure of that name, however it is spelled."""
    return next((common for common in COMMON if slug(common.name) == slug(name)), None)


def new_structure(name: str, side: Side | None, others: Iterable[Structure]) -> Structure:
    """A structure of that name beside the others, with a code that none of them has.

    Raises:
        EarsegError: if the name says nothing, is too long, is a part's or another's, or there are too many.
    """
    others = tuple(others)
    name = sound_name(name, side, others)
    taken = {other.code for other in others}
    common = common_named(name)
    free = next((code for code in range(FIRST_OWN, LAST_OWN + 1) if code not in taken), None)
    if common is not None and side is not None:
        own = COMMON.index(common) + (FIRST_RIGHT if side is Side.RIGHT else FIRST_LEFT)
        free = own if own not in taken else free
    if free is None:
        raise EarsegError("There are too many structures in this case.", "Remove one that is no longer needed.")
    return Structure(free, common.name if common else name, common.color if common else _own_color(free), side)


def sound_name(name: str, side: Side | None, others: Iterable[Structure]) -> str:
    """The name without spare blanks.

    Raises:
        EarsegError: if it says nothing, is too long, or means a part of the ear or one of the others.
    """
    name = " ".join(name.split())
    if not slug(name):
        raise EarsegError("A structure needs a name.", "Write one, such as Facial nerve.")
    if len(name) > LONGEST_NAME:
        raise EarsegError(f"This name is longer than {LONGEST_NAME} letters.", "Shorten it.")
    if slug(name) in _RESERVED or is_number(name):
        raise EarsegError(
            f"{name} is what the program calls something else.", "Choose another name; parts of the ear are there."
        )
    if any(slug(other.name) == slug(name) and other.side is side for other in others):
        where = f" ({side.word})" if side else ""
        raise EarsegError(f"{name}{where} is there already.", "Choose it in the list, or another name.")
    return name


def is_number(name: str) -> bool:
    """Whether a name is a figure alone, which the command line would take for a code."""
    return name.isdigit()


def slug(name: str) -> str:
    """A name in lower case with one _ for whatever is neither letter nor figure: `facial_nerve`."""
    return "_".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())


def counted(structures: Sequence[Structure], labels: LabelCodes) -> tuple[Structure, ...]:
    """The structures with the voxels that they have in labels [z, y, x]."""
    counts = np.zeros(256, np.int64)
    for picture in labels:  # a whole head at once would take eight times its memory
        counts += np.bincount(picture.ravel(), minlength=256)
    return tuple(replace(each, voxels=int(counts[each.code])) for each in structures)


def counted_after(structures: tuple[Structure, ...], old: LabelCodes, new: LabelCodes) -> tuple[Structure, ...]:
    """The structures after a block of labels [z, y, x] took the place of another of the same shape."""
    gained = np.bincount(new.ravel(), minlength=256) - np.bincount(old.ravel(), minlength=256)
    if not any(gained[each.code] for each in structures):
        return structures
    return tuple(replace(each, voxels=each.voxels + int(gained[each.code])) for each in structures)


def ears_alone(labels: LabelCodes) -> LabelCodes:
    """Labels [z, y, x] in which structures are background; the same array where there are none."""
    painted = labels >= FIRST_RIGHT
    if not painted.any():
        return labels
    alone: LabelCodes = np.where(painted, np.uint8(0), labels)
    return alone


def structures_alone(labels: LabelCodes) -> LabelCodes:
    """Labels [z, y, x] in which ears are background."""
    alone: LabelCodes = np.where(labels >= FIRST_RIGHT, labels, np.uint8(0))
    return alone


def _own_color(code: int) -> str:
    return _OWN_COLORS[(code - FIRST_OWN) % len(_OWN_COLORS)]
