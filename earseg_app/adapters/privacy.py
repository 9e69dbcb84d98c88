"""The `PrivacyPort`: de-identified copies."""

from __future__ import annotations

from collections.abc import Sequence

from earseg_app.domain.exchange.deidentification import CopyRequest, CopyResult
from earseg_app.domain.progress import Reporter
from earseg_app.domain.study import Series


class Privacy:
    """The `PrivacyPort` over `dicom/`."""

    def suggest_code(self) -> str:
        """A code for a patient that says nothing."""
        from earseg_app.dicom.privacy_keys import CopyKey

        return CopyKey().code()

    def copy(self, series: Sequence[Series], request: CopyRequest, reporter: Reporter) -> CopyResult:
        """Write the copy, whole or not at all."""
        from earseg_app.dicom.privacy import deidentify

        return deidentify(series, request, reporter)
