"""Ask a PACS whether it is there (C-ECHO) and what it holds (C-FIND, study root, PS3.4 C.6.2)."""

from __future__ import annotations

from pydicom.dataset import Dataset
from pynetdicom.association import Association
from pynetdicom.presentation import PresentationContext, build_context

from earseg_app.dicom.elements import integer, text, texts
from earseg_app.dicom.pacs_contexts import FIND, VERIFY
from earseg_app.dicom.pacs_refusal import failed, not_offered
from earseg_app.dicom.pacs_talk import Line, answered, converse
from earseg_app.dicom.tolerant import quietly
from earseg_app.domain.exchange.pacs import MOST_MATCHES, FoundSeries, FoundStudy, PacsError, PacsNode, PacsQuery
from earseg_app.domain.progress import Reporter

_PENDING = (0xFF00, 0xFF01)
_MESSAGE_ID = 1


def echo(node: PacsNode, reporter: Reporter) -> None:
    """Whether the PACS is there and talks to this computer.

    Raises:
        PacsError: if not; the sentence says why.
        Cancelled: if the reporter was cancelled.
    """

    def talk(association: Association, _line: Line) -> None:
        if not association.accepted_contexts:
            raise not_offered("test the connection", node)
        code = answered(association.send_c_echo(), node)
        if code != 0:
            raise failed("answer the test", code, node)

    converse(node, [build_context(VERIFY)], talk, reporter)


def find_studies(node: PacsNode, query: PacsQuery, reporter: Reporter) -> tuple[FoundStudy, ...]:
    """Examinations that match, the newest first; at most `MOST_MATCHES`.

    Raises:
        PacsError: if the query is empty or the PACS does not answer it.
        Cancelled: if the reporter was cancelled.
    """
    if query.is_empty:
        raise PacsError("This would list every examination of the hospital.", "Enter a name, a number or a date.")
    found = [_study(match) for match in _find(node, _study_keys(query), reporter)]
    wanted = [study for study in found if not study.modalities or query.modality in ("", *study.modalities.split("/"))]
    return tuple(sorted(wanted, key=lambda study: study.date, reverse=True))


def find_series(node: PacsNode, study_uid: str, reporter: Reporter) -> tuple[FoundSeries, ...]:
    """The series of one examination, in the order of their numbers.

    Raises:
        PacsError: if the PACS does not answer.
        Cancelled: if the reporter was cancelled.
    """
    keys = Dataset()
    keys.QueryRetrieveLevel, keys.StudyInstanceUID = "SERIES", study_uid
    keys.SeriesInstanceUID = keys.Modality = keys.SeriesDescription = ""
    keys.SeriesNumber = keys.NumberOfSeriesRelatedInstances = None
    found = [_series(match, study_uid) for match in _find(node, keys, reporter)]
    return tuple(sorted(found, key=lambda series: (series.number is None, series.number or 0, series.uid)))


def name_pattern(words: str) -> str:
    """What a user typed as a DICOM name pattern: `Doe, Jane` is `Doe^Jane*`; without a wildcard any ending matches."""
    family, comma, given = words.strip().partition(",")
    pattern = f"{family.strip()}^{given.strip()}" if comma else family
    return pattern if not pattern or "*" in pattern or "?" in pattern else pattern + "*"


def _study_keys(query: PacsQuery) -> Dataset:
    keys = Dataset()
    keys.QueryRetrieveLevel = "STUDY"
    if not (query.patient_name + query.patient_id).isascii():
        keys.SpecificCharacterSet = "ISO_IR 192"
    keys.PatientName = name_pattern(query.patient_name)
    keys.PatientID, keys.AccessionNumber = query.patient_id.strip(), query.accession.strip()
    ends = (query.date_from, query.date_to)
    keys.StudyDate = ends[0] if ends[0] == ends[1] else "-".join(ends)
    keys.ModalitiesInStudy = query.modality
    keys.StudyInstanceUID = keys.StudyDescription = keys.PatientBirthDate = ""
    keys.NumberOfStudyRelatedInstances = None
    return keys


def _find(node: PacsNode, keys: Dataset, reporter: Reporter) -> list[Dataset]:
    contexts: list[PresentationContext] = [build_context(FIND)]

    def talk(association: Association, line: Line) -> list[Dataset]:
        if not association.accepted_contexts:
            raise not_offered("search", node)
        found: list[Dataset] = []
        line.tell(0.1, "Waiting for matches")
        for status, match in association.send_c_find(keys, FIND, msg_id=_MESSAGE_ID):
            code = answered(status, node)
            if code in _PENDING and match is not None and len(found) < MOST_MATCHES:
                found.append(match)
                line.tell(0.1 + 0.9 * len(found) / MOST_MATCHES, f"{len(found)} found")
                if len(found) == MOST_MATCHES:
                    association.send_c_cancel(_MESSAGE_ID, query_model=FIND)
            elif code not in (*_PENDING, 0x0000, 0xFE00):
                raise failed("search", code, node)
        return found

    with quietly():
        return converse(node, contexts, talk, reporter)


def _study(match: Dataset) -> FoundStudy:
    return FoundStudy(
        uid=text(match, "StudyInstanceUID"),
        patient_name=text(match, "PatientName"),
        patient_id=text(match, "PatientID"),
        birth_date=text(match, "PatientBirthDate"),
        date=text(match, "StudyDate"),
        description=text(match, "StudyDescription"),
        modalities="/".join(texts(match, "ModalitiesInStudy")),
        image_count=integer(match, "NumberOfStudyRelatedInstances"),
    )


def _series(match: Dataset, study_uid: str) -> FoundSeries:
    return FoundSeries(
        uid=text(match, "SeriesInstanceUID"),
        study_uid=study_uid,
        number=integer(match, "SeriesNumber"),
        modality=text(match, "Modality").upper(),
        description=text(match, "SeriesDescription"),
        image_count=integer(match, "NumberOfSeriesRelatedInstances"),
    )
