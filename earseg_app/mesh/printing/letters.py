"""Letters as strokes of one width, which every printer can draw: capitals, digits, point and dash."""

from __future__ import annotations

from itertools import pairwise

from manifold3d import CrossSection, Manifold

from earseg_app.domain.errors import MeshError

# Each letter on a lattice 0…4 wide and 0…6 high: strokes, parted by spaces, as pairs of digits x, y.
_STROKES = {
    "A": "0004264440 0343",
    "B": "00063645443303 3342413000",
    "C": "4536160501103041",
    "D": "00062644422000",
    "E": "46060040 0333",
    "F": "460600 0333",
    "G": "45361605011030414323",
    "H": "0006 4046 0343",
    "I": "1030 2026 1636",
    "J": "4641301001",
    "K": "0006 460340",
    "L": "060040",
    "M": "0006234640",
    "N": "00064046",
    "O": "100105163645413010",
    "P": "00063645443303",
    "Q": "100105163645413010 2240",
    "R": "00063645443303 2340",
    "S": "453616050413334241301001",
    "T": "0646 2026",
    "U": "060110304146",
    "V": "062046",
    "W": "0610233046",
    "X": "0046 0640",
    "Y": "062346 2320",
    "Z": "06460040",
    "0": "100105163645413010 1135",
    "1": "152620 1030",
    "2": "05163645440040",
    "3": "0516364544334241301001 1333",
    "4": "30360242",
    "5": "460603334241301001",
    "6": "4536160501103041423303",
    "7": "064610",
    "8": "130405163645443313 1302011030414233",
    "9": "0110304145361605041343",
    "-": "1333",
    ".": "2020",
    " ": "",
}
LETTERS = frozenset(_STROKES)
LONGEST = 16
_ADVANCE, _HEIGHT, _WIDTH = 6.0, 6.0, 4.0
_UNIT_PER_STROKE = 1.25
"""A lattice unit in widths of the stroke: bowls of letters stay open."""
_ROUND = 12


def label_text(text: str) -> str:
    """The text as it will be written: capitals, single spaces.

    Raises:
        MeshError: if it is too long or holds a letter that cannot be drawn.
    """
    plain = " ".join(text.upper().split())
    odd = sorted(set(plain) - LETTERS)
    if odd:
        raise MeshError(
            f"The label cannot hold {' '.join(odd)}.", "Use the letters A to Z, digits, dashes and points only."
        )
    if len(plain) > LONGEST:
        raise MeshError(f"The label has {len(plain)} letters, {LONGEST} fit.", "Shorten the case code.")
    return plain


def label_size_mm(text: str, stroke_mm: float) -> tuple[float, float]:
    """Width and height of a text, mm."""
    unit = stroke_mm * _UNIT_PER_STROKE
    return (max(len(text) - 1, 0) * _ADVANCE + _WIDTH) * unit + stroke_mm, _HEIGHT * unit + stroke_mm


def letters_of(text: str, stroke_mm: float, depth_mm: float) -> Manifold:
    """A text as a solid: readable from above (+z), centred at x = y = 0, from z = 0 to `depth_mm`."""
    unit = stroke_mm * _UNIT_PER_STROKE
    dot = CrossSection.circle(stroke_mm / 2, _ROUND)
    pieces = []
    for number, letter in enumerate(text):
        for stroke in _STROKES[letter].split():
            places = [
                ((_ADVANCE * number + int(stroke[k])) * unit, int(stroke[k + 1]) * unit)
                for k in range(0, len(stroke), 2)
            ]
            pieces += [
                CrossSection.batch_hull([dot.translate(one), dot.translate(other)]) for one, other in pairwise(places)
            ]
    flat = CrossSection()
    for piece in pieces:
        flat = flat + piece
    width, height = label_size_mm(text, stroke_mm)
    shift = ((stroke_mm - width) / 2, (stroke_mm - height) / 2)
    return Manifold.extrude(flat.translate(shift), depth_mm)
