"""What only the user can decide before a series is opened: missing slices, a volume beyond the memory."""

from __future__ import annotations

from dataclasses import dataclass, replace

from earseg_app.domain.gaps import Gaps, MissingSlices, gaps_words
from earseg_app.domain.reading import ReadOptions, TooLarge
from earseg_app.presenters.wording import count

# The window asks about every missing slice.
ASKING = ReadOptions(Gaps.ASK)


@dataclass(frozen=True)
class Answer:
    """A button, what it means, and how the series is read then."""

    words: str
    meaning: str
    options: ReadOptions


@dataclass(frozen=True)
class ReadQuestion:
    """What is the matter, what it means, and the answers; to cancel is always one of them."""

    uid: str
    matter: str
    meaning: str
    answers: tuple[Answer, ...]


def question_about(uid: str, error: Exception, tried: ReadOptions) -> ReadQuestion | None:
    """What to ask when reading a series with the options `tried` failed, or None when there is no choice."""
    if isinstance(error, MissingSlices):
        return ReadQuestion(
            uid,
            f"{count(len(error.gaps), 'gap')}: slices are missing",
            f"{gaps_words(error.gaps)}; elsewhere the slices lie {error.spacing_mm:.2f} mm apart. What lies in "
            "a gap is unknown: a canal or the cochlea may run through it. The views stay marked, whatever you choose.",
            (
                Answer(
                    "Leave the gap empty",
                    "It stays black; parts that cross it end there.",
                    replace(tried, gaps=Gaps.LEAVE_EMPTY),
                ),
                Answer(
                    "Fill by interpolation",
                    "It looks continuous, but what it shows was never scanned.",
                    replace(tried, gaps=Gaps.INTERPOLATE),
                ),
            ),
        )
    if isinstance(error, TooLarge) and error.coarser is not None:
        times = error.coarser
        return ReadQuestion(
            uid,
            "This series does not fit into the memory that is free",
            f"{error.message} Close other programs and open it again, or read it coarser.",
            (
                Answer(
                    f"Read it {times} times coarser",
                    f"{times} × {times} × {times} voxels become one, their mean; measures lose that much precision.",
                    replace(tried, coarser=times),
                ),
            ),
        )
    return None
