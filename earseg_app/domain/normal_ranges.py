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
        """The range as text: `8.4-10.4 mm`, `at least 5.4 mm`."""
        if self.high is None:
            return f"at least {self.low:g} {self.unit}"
        if self.low is None:
            return f"at most {self.high:g} {self.unit}"
        return f"{self.low:g}-{self.high:g} {self.unit}"


_OWN = "17 normal ears of Wimmer 2019, measured by the definitions of this program along the expert frame"
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
    NormalRange("vestibular_aqueduct_midpoint", None, 0.9, "mm", "D'Arco 2017; Boston 2007 (Cincinnati)"),
    NormalRange("vestibular_aqueduct_operculum", None, 1.9, "mm", "D'Arco 2017; Boston 2007 (Cincinnati)"),
    NormalRange("cochlear_nerve_canal", 1.4, 2.5, "mm", "D'Arco 2017, axial"),
)


def ranges_of(quantity: str) -> tuple[NormalRange, ...]:
    """Every known range of a quantity, the one to go by first."""
    return tuple(r for r in NORMAL_RANGES if r.quantity == quantity)


def remark(quantity: str, value: float) -> str:
    """A sentence when a value lies outside its range (the first one known), or "" when it does not."""
    known = ranges_of(quantity)
    if not known or known[0].contains(value):
        return ""
    usual = known[0]
    return f"{quantity} of {value:.2f} {usual.unit} lies outside {usual.words()} ({usual.source})."
