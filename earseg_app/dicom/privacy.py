"""A de-identified copy of series: DICOM PS3.15 Annex E, basic profile with the options that were asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pydicom
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import UID, ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from earseg_app.dicom.ct_writer import IMPLEMENTATION_UID
from earseg_app.dicom.dicomdir import DiscIndex
from earseg_app.dicom.elements import integer, text, texts
from earseg_app.dicom.header import ENHANCED_CT
from earseg_app.dicom.privacy_dataset import Copying, identity, without_patient
from earseg_app.dicom.privacy_keys import CopyKey
from earseg_app.dicom.store import FileStore
from earseg_app.dicom.tolerant import READ_ERRORS, quietly
from earseg_app.domain.errors import ExportError, UnreadableInput
from earseg_app.domain.exchange.deidentification import CopyRequest, CopyResult, Retain
from earseg_app.domain.progress import Reporter
from earseg_app.domain.study import Series
from earseg_app.files.whole import writing_folder
from earseg_app.version import __version__

# CID 7050 (PS3.16): the profile, then the options.
_PROFILE = ("113100", "Basic Application Confidentiality Profile")
_OPTIONS = {
    Retain.DESCRIPTORS: ("113105", "Clean Descriptors Option"),
    Retain.DATES: ("113107", "Retain Longitudinal Temporal Information Modified Dates Option"),
    Retain.CHARACTERISTICS: ("113108", "Retain Patient Characteristics Option"),
    Retain.DEVICE: ("113109", "Retain Device Identity Option"),
}
# LO: at most 64 signs each. It was not compared with the text of the standard: privacy_table.py.
_LIST = "Actions: PS3.15 E.1-1 of 2026c as listed by dicom-anonymizer"
_WORDS = "Descriptors: 15 elements cut to known words, others removed"
SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7"
_SCREENSHOTS = frozenset(("SCREEN SAVE", "SCREENSHOT", "SCREEN CAPTURE", "DOSE_INFO"))
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _.+-]{0,63}")
FACE = "A head CT shows the face: whoever has the images could recognise the patient in a 3D view."
BURNED_IN = (
    "Images that may hold the patient's name in their pixels were taken along, as you asked. Look at every one of them."
)
UNSTATED = "The scanner does not say whether words are burned into the pixels. Scroll through the copy before sharing."


def deidentify(
    series: Sequence[Series], request: CopyRequest, reporter: Reporter, key: CopyKey | None = None
) -> CopyResult:
    """Write a de-identified copy of whole series with a DICOMDIR; names of files say nothing, pixels are untouched.

    Raises:
        ExportError: if the code names the patient, nothing may be copied, or the folder refuses; nothing remains then.
        UnreadableInput: if a file is missing or damaged.
        Cancelled: if the reporter was cancelled; nothing remains then.
    """
    check_code(request.code)
    files = [file for one in series for file in one.files]
    copying = Copying(request.code.strip(), request.retain, key or CopyKey())
    left_out, unstated, patients = 0, False, set[tuple[str, str]]()
    with FileStore() as store, writing_folder(request.folder) as part:
        index = DiscIndex(part)
        for number, file in enumerate(files):
            reporter.step(number / len(files), f"Copying image {number + 1} of {len(files)}")
            image = _read(store, file)
            patients.add((text(image, "PatientID"), text(image, "PatientName")))
            if len(patients) > 1:
                raise ExportError("These series are of several patients.", "Copy each patient under a code of its own.")
            if may_show_words(image) and not request.captures:
                left_out += 1
                continue
            unstated |= not text(image, "BurnedInAnnotation")
            _anonymise(image, copying)
            image.save_as(index.place(image), enforce_file_format=True)
        if left_out == len(files):
            raise ExportError(
                "Nothing was copied: these are screenshots or images with words in their pixels.",
                "Choose the CT series, or allow such images after looking at every one.",
            )
        index.write()
    reporter.step(1.0, "Copied")
    return CopyResult(request.folder, len(files) - left_out, left_out, _warnings(request, unstated))


def check_code(code: str) -> None:
    """Whether a code may stand for a patient.

    Raises:
        ExportError: if it is empty, too long, or holds signs that DICOM has other uses for.
    """
    if not _CODE.fullmatch(code.strip()):
        raise ExportError(
            "This code can't stand for the patient.", "Use up to 64 letters, digits, spaces and - _ . + such as EAR-07."
        )


def may_show_words(image: Dataset) -> bool:
    """Whether the pixels may hold writing: stated so, a secondary capture, a screenshot, or in colour."""
    return (
        text(image, "BurnedInAnnotation").upper() == "YES"
        or text(image, "SOPClassUID").startswith(SECONDARY_CAPTURE)
        or bool(_SCREENSHOTS & set(texts(image, "ImageType")))
        or (integer(image, "SamplesPerPixel") or 1) > 1
        or "PixelData" not in image
    )


def _warnings(request: CopyRequest, unstated: bool) -> tuple[str, ...]:
    found = [FACE]
    if request.captures:
        found.append(BURNED_IN)
    elif unstated:
        found.append(UNSTATED)
    return tuple(found)


def _read(store: FileStore, path: Path) -> FileDataset:
    try:
        with quietly(), store.open(path) as file:
            image = pydicom.dcmread(file, force=True)
            list(image.iterall())  # raw elements are parsed now, while errors are expected
    except READ_ERRORS as error:
        raise UnreadableInput(
            "An image is damaged or cut short.", "Copy the disc again.", type(error).__name__
        ) from error
    return image


def _anonymise(image: FileDataset, copying: Copying) -> None:
    code = copying.code.lower()
    if any(piece in code for piece in identity(image)):
        raise ExportError("The code holds the patient's name or number.", "Choose a code that says nothing.")
    with quietly():
        without_patient(image, copying, strict=text(image, "SOPClassUID") in ENHANCED_CT)
        image.file_meta = _file_meta(image)
        image.preamble = b"\0" * 128
        _state(image, copying)


def _file_meta(image: FileDataset) -> FileMetaDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = image.SOPClassUID
    meta.MediaStorageSOPInstanceUID = image.SOPInstanceUID
    meta.TransferSyntaxUID = _transfer_syntax(image)
    meta.ImplementationClassUID = IMPLEMENTATION_UID
    meta.ImplementationVersionName = f"EARSEG_{__version__}"[:16]
    return meta


def _transfer_syntax(image: FileDataset) -> UID:
    """As the file says, or, of a bare data set, as it was found to be written."""
    stated = text(getattr(image, "file_meta", Dataset()), "TransferSyntaxUID")
    if stated:
        return UID(stated)
    implicit, little = image.original_encoding
    if implicit:
        return ImplicitVRLittleEndian
    return ExplicitVRLittleEndian if little else ExplicitVRBigEndian


def _state(image: Dataset, copying: Copying) -> None:
    """Say in the image itself what was done (PS3.15 E.1.1, PS3.3 C.7.1.1 and C.12.1)."""
    codes = [_PROFILE, *(_OPTIONS[option] for option in Retain if option in copying.retain)]
    image.PatientIdentityRemoved = "YES"
    image.DeidentificationMethod = [f"EarSeg {__version__}", _LIST, *([_WORDS] if _cleans_words(copying) else [])]
    image.DeidentificationMethodCodeSequence = [_code_item(*code) for code in codes]
    image.LongitudinalTemporalInformationModified = "MODIFIED" if Retain.DATES in copying.retain else "REMOVED"


def _cleans_words(copying: Copying) -> bool:
    return Retain.DESCRIPTORS in copying.retain


def _code_item(value: str, meaning: str) -> Dataset:
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = value, "DCM", meaning
    return item
