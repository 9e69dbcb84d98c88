"""What three kinds of printers can make: the one table."""

from __future__ import annotations

from dataclasses import dataclass

from earseg_app.domain.geometry import Triple


@dataclass(frozen=True)
class Printer:
    """A kind of printer, lengths in millimetres of the printed model.

    `feature_mm`: the thinnest rod or wall that comes out. `wall_mm`: wall of a hollowed model. `drain_mm`: diameter of
    the holes that let resin or powder out. `stroke_mm`: width of the lines of letters. `pin_mm`, `clearance_mm`:
    diameter of pins, and the gap round them. `overhang_deg`: how far a wall may lean from the vertical before it needs
    support, None where powder supports everything. `pillar_pitch_mm`: how far apart supports may stand.
    `build_mm`: width, depth and height of the build volume.
    """

    key: str
    title: str
    feature_mm: float
    wall_mm: float
    drain_mm: float
    stroke_mm: float
    pin_mm: float
    clearance_mm: float
    overhang_deg: float | None
    pillar_pitch_mm: float
    build_mm: Triple


# A nozzle of 0.4 mm: walls of two lines hold when joined to others, four are for use (rigidprints.co.uk, design guide,
# wall thickness); raised letters 0.8 mm (microworkshops.co.uk, design guide); pins 3 mm, walls lean 45° and are bridged
# up to 5 mm (arti90.com, design clues; hycubeworks.in, design guide); a normal fit has 0.15…0.25 mm (colorpop.company,
# design guidelines). Nothing has to run out of an FDM model, but its cavities print with a way to see into them.
# Build volume of the Creality Ender-3, among the smaller desktop printers in use.
FDM = Printer("fdm", "FDM, 0.4 mm nozzle", 0.8, 1.6, 3.5, 0.8, 3.0, 0.2, 45.0, 5.0, (220.0, 220.0, 250.0))

# Features 0.5 mm, letters 0.5 mm, fits between 0.15 and 0.3 mm (hycubeworks.in, design guide); hollow walls 2 mm for
# models whose sides add up to 200…400 mm (i.materialise.com, standard resin, design guide); holes as for powder, resin
# being as thick. Overhangs always want supports (hycubeworks.in), here as far apart as bridges may be long (5 mm).
# Build volume of the Formlabs Form 3.
SLA = Printer("sla", "SLA, resin", 0.5, 2.0, 3.5, 0.5, 2.0, 0.2, 45.0, 5.0, (145.0, 145.0, 185.0))

# Nylon powder: walls 0.7 mm, letters 0.5 mm, pins 1 mm (2 are handier), 0.2 mm between parts that are put together,
# escape holes 3.5 mm, no supports (arti90.com, design clues); hollow walls 1.5 mm (layerx3d.in, SLS design rules).
# Build volume of the Formlabs Fuse 1.
SLS = Printer("sls", "SLS, nylon powder", 0.7, 1.5, 3.5, 0.5, 2.0, 0.2, None, 12.0, (165.0, 165.0, 300.0))

PRINTERS = (FDM, SLA, SLS)


def printer_of(key: str) -> Printer:
    """The printer of a key.

    Raises:
        ValueError: if there is none of that key.
    """
    found = {printer.key: printer for printer in PRINTERS}.get(key)
    if found is None:
        raise ValueError(f"unknown printer {key!r}, known are {', '.join(p.key for p in PRINTERS)}")
    return found
