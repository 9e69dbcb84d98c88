"""The figures of a report as a table and as plain data, ready to be written."""

from __future__ import annotations

import csv
import io
import json

from earseg_app.domain.report.content import Report, as_record, as_rows


def report_csv(report: Report) -> bytes:
    """Comma-separated values, one figure a row, in UTF-8 with the mark that tells spreadsheet programs so."""
    text = io.StringIO()
    csv.writer(text).writerows(as_rows(report))
    return text.getvalue().encode("utf-8-sig")


def report_json(report: Report) -> bytes:
    """Every figure with unit, definition and source, as JSON in UTF-8."""
    return (json.dumps(as_record(report), indent=2, ensure_ascii=False) + "\n").encode()
