"""The `PacsPort`: the archives of a hospital, reached through `dicom/` once somebody asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from earseg_app.domain.exchange.pacs import FoundSeries, FoundStudy, PacsNode, PacsQuery
from earseg_app.domain.progress import Reporter
from earseg_app.domain.study import Series


class Pacs:
    """The `PacsPort`; what is received gets a folder of its own below `received`, named after the moment."""

    def __init__(self, received: Path) -> None:
        self._received = received

    def test(self, node: PacsNode, reporter: Reporter) -> None:
        """Whether the PACS is there and talks to this computer."""
        from earseg_app.dicom.pacs_query import echo

        echo(node, reporter)

    def find_studies(self, node: PacsNode, query: PacsQuery, reporter: Reporter) -> tuple[FoundStudy, ...]:
        """Examinations that match, the newest first."""
        from earseg_app.dicom.pacs_query import find_studies

        return find_studies(node, query, reporter)

    def find_series(self, node: PacsNode, study_uid: str, reporter: Reporter) -> tuple[FoundSeries, ...]:
        """The series of one examination."""
        from earseg_app.dicom.pacs_query import find_series

        return find_series(node, study_uid, reporter)

    def retrieve(self, node: PacsNode, series: Sequence[FoundSeries], below: Path | None, reporter: Reporter) -> Path:
        """Fetch whole series; returns the folder that holds them: a new one `below` that, or the program's own."""
        from earseg_app.dicom.pacs_receive import retrieve

        moment = datetime.now().astimezone().strftime("%Y-%m-%d %H%M%S.%f")
        return retrieve(node, series, (below or self._received) / moment, reporter)

    def send(self, node: PacsNode, series: Sequence[Series], reporter: Reporter) -> int:
        """Send series as they are; returns how many images."""
        from earseg_app.dicom.pacs_send import send

        return send(node, series, reporter)
