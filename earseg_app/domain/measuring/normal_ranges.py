"""What is normal, with the source of every number, and a sentence for what is not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NormalRange:
    """The normal range of one quantity; `low` or `high` is None where the source gives no such limit.

    `checked` is False where the figures were recalled and not re-read: they only ask for a second look.
    """

    quantity: str
    low: float | None
    high: float | None
    unit: str
    source: str
    checked: bool = True

    def contains(self, value: float) -> bool:
        """Whether a value lies within the range, its ends included."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def words(self) -> str:
        """The range as text: `8.4–10.4 mm`, `at least 5.4 mm`."""
        if self.high is None:
            return f"at least {_figure(self.low)} {self.unit}"
        if self.low is None:
            return f"at most {_figure(self.high)} {self.unit}"
        return f"{_figure(self.low)}–{_figure(self.high)} {self.unit}"


def _figure(value: float | None) -> str:
    """With one decimal, or as many as the source gives."""
    words = f"{value:g}"
    return words if "." in words else f"{value:.1f}"


_OWN = "17 normal ears of Wimmer 2019, measured by the definitions of this program along the expert frame"
_KOREAN = "38 people, CT of 0.6 mm (KoreaMed 2276207), mean ± 2 standard deviations"
_RECALLED = "recalled, for orientation only"

NORMAL_RANGES: tuple[NormalRange, ...] = (
    NormalRange("A", 8.4, 10.4, "mm", _OWN),
    NormalRange("A", 7.9, 10.8, "mm", f"Escudé 2006; {_RECALLED}", checked=False),
    NormalRange("B", 6.0, 7.8, "mm", _OWN),
    NormalRange("B", 5.4, None, "mm", "D'Arco 2017: normal cochlear width (multiplanar)"),
    NormalRange("H", 3.8, 4.9, "mm", _OWN),
    NormalRange("cochlea", 60.0, 120.0, "mm³", f"parts of the same 17 ears: 64-115; {_RECALLED} 70-100", checked=False),
    NormalRange("vestibule", 40.0, 90.0, "mm³", _RECALLED, checked=False),
    NormalRange("labyrinth", 180.0, 300.0, "mm³", _RECALLED, checked=False),
    NormalRange("lateral_canal_bony_island", 3.0, None, "mm", "D'Arco 2017"),
    NormalRange("lateral_canal_bony_island", 2.8, 5.2, "mm", f"{_KOREAN}: 3.99 ± 0.58"),
    NormalRange("superior_canal_bony_island", 4.7, 6.7, "mm", f"{_KOREAN}: 5.70 ± 0.50"),
    NormalRange("superior_canal_lumen", 0.79, 1.39, "mm", f"{_KOREAN}: 1.09 ± 0.15"),
    NormalRange("cochlear_height_coronal", 4.3, None, "mm", "D'Arco 2017"),
    NormalRange("cochlear_height_coronal", 4.4, 5.9, "mm", f"{_KOREAN}: 5.14 ± 0.36"),
    NormalRange("internal_auditory_canal", 4.0, 6.0, "mm", _RECALLED, checked=False),
    NormalRange("vestibular_aqueduct_midpoint", None, 0.9, "mm", "D'Arco 2017; Boston 2007 (Cincinnati)"),
    NormalRange("vestibular_aqueduct_operculum", None, 1.9, "mm", "D'Arco 2017; Boston 2007 (Cincinnati)"),
    NormalRange("cochlear_nerve_canal", 1.4, 2.5, "mm", "D'Arco 2017, axial"),
)


def ranges_of(quantity: str) -> tuple[NormalRange, ...]:
    """Every known range of a quantity, the one to go by first."""
    return tuple(r for r in NORMAL_RANGES if r.quantity == quantity)


@dataclass(frozen=True)
class Flag:
    """A value held against one normal range."""

    quantity: str
    value: float
    range: NormalRange

    @property
    def is_normal(self) -> bool:
        """Whether the value lies within the range."""
        return self.range.contains(self.value)

    def sentence(self) -> str:
        """What is outside, and by whose range."""
        lies = "lies within" if self.is_normal else "lies outside"
        words = self.quantity.replace("_", " ")
        name = words[:1].upper() + words[1:]
        return f"{name} of {self.value:.2f} {self.range.unit} {lies} {self.range.words()} ({self.range.source})."


def flags_of(quantity: str, value: float) -> tuple[Flag, ...]:
    """A value held against every known range of its quantity, the one to go by first."""
    return tuple(Flag(quantity, value, known) for known in ranges_of(quantity))


def remark(quantity: str, value: float) -> str:
    """A sentence when a value lies outside its range (the first one known), or "" when it does not."""
    flags = flags_of(quantity, value)
    return "" if not flags or flags[0].is_normal else flags[0].sentence()
