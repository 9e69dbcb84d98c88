"""One key per copy: what it turns into always turns into the same, and nobody without the key can turn it back."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

KEY_BYTES = 32
# UIDs of the standard itself (PS3.6 A): they name classes and syntaxes, no patient.
STANDARD_ROOT = "1.2.840.10008."
# Wide enough that a season or a year says nothing, always into the past.
SHORTEST_SHIFT_DAYS = 365
LONGEST_SHIFT_DAYS = 3650


class CopyKey:
    """Turns UIDs and dates of one export; forgotten with it."""

    def __init__(self, secret: bytes = b"") -> None:
        self._secret = secret or secrets.token_bytes(KEY_BYTES)

    def uid(self, uid: str) -> str:
        """A UID below 2.25 (PS3.5 B.2) that stands for `uid`; UIDs of the standard stay."""
        uid = uid.strip("\x00 ")
        if not uid or uid.startswith(STANDARD_ROOT):
            return uid
        return f"2.25.{int.from_bytes(self._hash('uid', uid)[:16], 'big')}"

    def shift_days(self, patient: str) -> int:
        """How many days earlier the dates of this patient are put, so that intervals between them stay."""
        span = LONGEST_SHIFT_DAYS - SHORTEST_SHIFT_DAYS + 1
        return SHORTEST_SHIFT_DAYS + int.from_bytes(self._hash("days", patient)[:8], "big") % span

    def code(self) -> str:
        """A code for a patient that says nothing: `EAR-` and six signs."""
        return "EAR-" + self._hash("code", "")[:3].hex().upper()

    def _hash(self, purpose: str, text: str) -> bytes:
        return hmac.digest(self._secret, f"{purpose}:{text}".encode(), hashlib.sha256)


def shifted(value: str, days: int) -> str:
    """A DICOM date or date-time (`YYYYMMDD…`) that many days earlier, its time kept; "" if it is no full date."""
    try:
        day = datetime.strptime(value.strip()[:8], "%Y%m%d")
        return (day - timedelta(days=days)).strftime("%Y%m%d") + value.strip()[8:]
    except (ValueError, OverflowError):
        return ""
