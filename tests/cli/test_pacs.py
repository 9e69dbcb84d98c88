"""`earseg pacs`: the same archive from a terminal."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from earseg_app.__main__ import main
from earseg_app.dicom.ct_writer import SeriesMeta, write_ct_series
from earseg_app.dicom.open_path import open_any
from tests.dicom.conftest import ball_volume
from tests.dicom.pacs_servers import orthanc


def test_send_find_and_get_from_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scan = tmp_path / "scan"
    write_ct_series(scan, ball_volume(), SeriesMeta("Doe^Jane", "4711", series_description="Thin"))
    (tmp_path / "archive").mkdir()
    with orthanc(tmp_path / "archive") as node:
        address = [f"{node.ae_title}@{node.host}:{node.port}", "--own", f"{node.own_ae_title}:{node.own_port}"]
        assert main(["pacs", "echo", *address]) == 0
        assert main(["pacs", "send", *address, str(scan)]) == 0
        assert main(["pacs", "find", *address, "--name", "doe"]) == 0
        out = capsys.readouterr().out
        assert "Doe^Jane  4711" in out
        study = out.split()[-1]
        assert main(["pacs", "find", *address, "--study", study]) == 0
        assert "12 images  Thin" in capsys.readouterr().out
        for how in ("get", "move"):
            assert main(["pacs", "get", *address, "--study", study, "-o", str(tmp_path / how), "--how", how]) == 0
            assert np.array_equal(open_any(tmp_path / how).hu, ball_volume().hu)


def test_an_address_that_is_none_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pacs", "echo", "nowhere"]) == 1
    assert "TITLE@host:port" in capsys.readouterr().err
