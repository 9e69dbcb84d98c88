"""One data set without its patient: every element by the action table, to any depth of its sequences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydicom.datadict import dictionary_has_tag
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.multival import MultiValue

from earseg_app.dicom.elements import text
from earseg_app.dicom.privacy_keys import CopyKey, shifted
from earseg_app.dicom.privacy_table import Action, Rule, rules
from earseg_app.dicom.privacy_words import cleaned
from earseg_app.domain.exchange.deidentification import Retain

# Dummies of the value representations that type 1 elements of the table have; text says what happened to it.
_DUMMIES = {
    "DA": "19000101",
    "TM": "000000",
    "DT": "19000101000000",
    "UI": "2.25.0",
    "AS": "000Y",
    "DS": "0",
    "IS": "0",
}
_REMOVED = "REMOVED"
_WORDY = frozenset(("AE", "CS", "LO", "LT", "PN", "SH", "ST", "UC", "UR", "UT"))
# Terms that say what the image is; a patient of that name must not make it unreadable.
_NEEDED = frozenset(
    ("ImageType", "Modality", "PatientPosition", "PhotometricInterpretation", "RescaleType", "SpecificCharacterSet",
     "BurnedInAnnotation", "Laterality", "ImageLaterality", "FrameLaterality", "FrameType")
)  # fmt: skip
_IDENTITY = (
    "PatientName", "PatientID", "OtherPatientIDs", "OtherPatientNames", "PatientBirthName", "PatientMotherBirthName",
    "AccessionNumber", "ReferringPhysicianName", "PerformingPhysicianName", "OperatorsName", "RequestingPhysician",
    "NameOfPhysiciansReadingStudy", "PhysiciansOfRecord", "PatientTelephoneNumbers",
)  # fmt: skip
# Shorter pieces of a name are too common in other words to be looked for.
_SHORTEST_PIECE = 3
# 45 CFR 164.514(b)(2)(i)(C): ages over 89 go into one category.
_OLDEST = 90


@dataclass(frozen=True)
class Copying:
    """What holds for a whole copy: `code` for the patient, `key` for UIDs and dates."""

    code: str
    retain: frozenset[Retain]
    key: CopyKey


def without_patient(dataset: Dataset, copying: Copying, strict: bool) -> None:
    """Take everything out of `dataset` that says who it shows; pixels and geometry stay.

    `strict`: elements that others may leave empty need a value, as in multi-frame CT.
    """
    pieces = identity(dataset)
    days = copying.key.shift_days(text(dataset, "PatientID"))
    treat = _Treatment(copying, strict, days, rules(), _finder(pieces))
    treat.dataset(dataset)
    dataset.PatientName = dataset.PatientID = copying.code


def identity(dataset: Dataset) -> frozenset[str]:
    """The words, in lower case, by which this data set names people, cases and places."""
    words: set[str] = set()
    for keyword in _IDENTITY:
        value = text(dataset, keyword).lower()
        words |= {value.strip(), *re.split(r"[\W_]+", value)}
    # Its single words are common ones: "head", "clinic".
    words.add(text(dataset, "InstitutionName").lower())
    return frozenset(word for word in words if len(word) >= _SHORTEST_PIECE)


def _finder(pieces: frozenset[str]) -> Callable[[str], bool]:
    if not pieces:
        return lambda _text: False
    pattern = re.compile("|".join(rf"(?<![^\W_]){re.escape(piece)}(?![^\W_])" for piece in sorted(pieces)))
    return lambda words: pattern.search(words.lower()) is not None


@dataclass(frozen=True)
class _Treatment:
    copying: Copying
    strict: bool
    days: int
    rules: Mapping[int, Rule]
    names_somebody: Callable[[str], bool]

    def dataset(self, dataset: Dataset) -> None:
        for tag in list(dataset.keys()):
            if self._is_foreign(int(tag)):
                del dataset[tag]
                continue
            element = dataset[tag]
            if not self._element(element):
                del dataset[tag]

    def _is_foreign(self, tag: int) -> bool:
        """Private elements, curves and overlays (50xx, 60xx), and what the dictionary does not know."""
        group = tag >> 16
        return bool(group % 2) or group >> 8 in (0x50, 0x60) or not (dictionary_has_tag(tag) or tag in self.rules)

    def _element(self, element: DataElement) -> bool:
        """Treat one element in place; False when it has to go."""
        rule = self.rules.get(int(element.tag))
        action = rule.action(self.copying.retain, self.strict) if rule else Action.KEEP
        if action is Action.REMOVE or (element.VR == "SQ" and action in (Action.DUMMY, Action.CLEAN)):
            return False
        if action is Action.EMPTY:
            element.value = [] if element.VR == "SQ" else ""
        elif action is Action.DUMMY:
            element.value = _DUMMIES.get(element.VR, _REMOVED)
        elif action is Action.SHIFT:
            self._shift(element)
        elif action is Action.CLEAN:
            element.value = cleaned(str(element.value or ""))
        return self._kept(element, has_rule=rule is not None)

    def _kept(self, element: DataElement, has_rule: bool) -> bool:
        """What the table lets stay: references follow the new UIDs, and no word of the patient slips through."""
        if element.VR == "SQ":
            for item in element.value:
                self.dataset(item)
        elif element.VR == "UI":
            element.value = _mapped(element.value, self.copying.key.uid)
        elif element.VR == "PN" and not has_rule:
            return False
        elif element.keyword == "PatientAge":
            element.value = capped_age(str(element.value or ""))
        elif element.VR in _WORDY and element.keyword not in _NEEDED:
            return not any(self.names_somebody(str(value)) for value in _values(element.value))
        return True

    def _shift(self, element: DataElement) -> None:
        if element.VR != "TM":
            element.value = _mapped(element.value, lambda value: shifted(value, self.days))


def capped_age(age: str) -> str:
    """A DICOM age (`041Y`) with all beyond 89 years as `090Y`."""
    return f"{_OLDEST:03d}Y" if age[-1:] == "Y" and age[:-1].isdigit() and int(age[:-1]) >= _OLDEST else age


def _mapped(value: Any, function: Callable[[str], str]) -> Any:
    if isinstance(value, MultiValue | list):
        return [function(str(item)) for item in value]
    return function(str(value or ""))


def _values(value: Any) -> Iterator[Any]:
    yield from value if isinstance(value, MultiValue | list) else [value]
