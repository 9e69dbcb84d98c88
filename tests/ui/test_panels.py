"""The panels of the steps: what is missing, progress, results, and what each button asks for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QToolButton
from pytestqt.qtbot import QtBot

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.measuring.plus_minus import DEFINITION
from earseg_app.domain.progress import Step
from earseg_app.domain.report.compared import BEYOND, ComparedFigure, ComparedSection
from earseg_app.domain.report.content import Figure, Section
from earseg_app.domain.segmentation import Verdict
from earseg_app.presenters.edit_display import EditDisplay
from earseg_app.presenters.export_display import ExportDisplay
from earseg_app.presenters.measure import Lack, MeasureDisplay
from earseg_app.presenters.model_choice import ModelDisplay
from earseg_app.presenters.need import Need
from earseg_app.presenters.parts import PartRow, PartsDisplay
from earseg_app.presenters.ports import ModelChoice
from earseg_app.presenters.scan import ScanDisplay
from earseg_app.presenters.segment import EarResult, SegmentDisplay
from earseg_app.presenters.surface_port import ExportRequest
from earseg_app.session.model_preview import PreviewDisplay
from earseg_app.ui.edit_panel import EditPanel
from earseg_app.ui.export_panel import ExportPanel
from earseg_app.ui.measure_panel import MeasurePanel
from earseg_app.ui.parts_panel import PartsPanel
from earseg_app.ui.scan_panel import ScanPanel
from earseg_app.ui.segment_panel import SegmentPanel

VOLUMES_MM3 = tuple((part, 10.0 * part) for part in Part)
RIGHT = EarResult(Side.RIGHT, Verdict.GOOD, (), VOLUMES_MM3)
LEFT = EarResult(Side.LEFT, Verdict.POOR, ("The lateral canal was not found.",), VOLUMES_MM3[:4])


def click(qtbot: QtBot, button: QAbstractButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def segment(dressed: QtBot) -> SegmentPanel:
    panel = SegmentPanel()
    dressed.addWidget(panel)
    panel.show()
    return panel


@pytest.fixture
def edit(dressed: QtBot) -> EditPanel:
    panel = EditPanel()
    dressed.addWidget(panel)
    panel.show()
    return panel


@pytest.fixture
def measure(dressed: QtBot) -> MeasurePanel:
    panel = MeasurePanel()
    dressed.addWidget(panel)
    panel.show()
    return panel


@pytest.fixture
def export(dressed: QtBot) -> ExportPanel:
    panel = ExportPanel()
    dressed.addWidget(panel)
    panel.show()
    return panel


@pytest.fixture
def parts(dressed: QtBot) -> PartsPanel:
    panel = PartsPanel()
    dressed.addWidget(panel)
    panel.show()
    return panel


def test_segment_without_a_scan_offers_to_open_one(segment: SegmentPanel, qtbot: QtBot) -> None:
    segment.show_segment(SegmentDisplay(need="No scan is open."))
    assert segment.need.text() == "No scan is open."
    with qtbot.waitSignal(segment.open_requested):
        click(qtbot, segment.open_button)


def test_segment_button_becomes_its_own_progress(segment: SegmentPanel, qtbot: QtBot) -> None:
    segment.show_segment(SegmentDisplay(model="EarSeg 1.0"))
    with qtbot.waitSignal(segment.run_requested):
        click(qtbot, segment.run_button)
    segment.show_segment(SegmentDisplay(progress=Step(0.62, "Segmenting the left ear", 4.0)))
    assert not segment.run_button.isVisible()
    assert segment.progress.isVisible()


def test_segment_tells_a_verdict_and_volumes_for_each_ear(segment: SegmentPanel, qtbot: QtBot) -> None:
    segment.show_segment(SegmentDisplay(ears=(RIGHT, LEFT)))
    assert segment.verdicts[Side.RIGHT].word.text() == "good"
    assert segment.verdicts[Side.LEFT].word.text() == "poor"
    assert segment.reasons[Side.LEFT].text() == "The lateral canal was not found."
    assert segment.volumes.cell(0, 0) == "10.0"
    assert segment.volumes.cell(4, 1) == "–"
    assert (segment.volumes.cell(5, 0), segment.volumes.cell(5, 1)) == ("150.0", "100.0")
    with qtbot.waitSignal(segment.ear_requested) as asked:
        click(qtbot, segment.verdicts[Side.LEFT].visit)
    assert asked.args == [Side.LEFT]
    with qtbot.waitSignal(segment.measure_requested):
        click(qtbot, segment.measure_button)


def test_segment_says_when_one_ear_or_none_was_found(segment: SegmentPanel) -> None:
    segment.show_segment(SegmentDisplay(ears=(RIGHT,)))
    assert segment.verdicts[Side.LEFT].word.text() == "not found"
    segment.show_segment(SegmentDisplay(nothing_found="No inner ear was found in this scan."))
    assert segment.nothing.isVisible()
    assert not segment.volumes.isVisible()


def test_segment_says_why_there_is_no_model(segment: SegmentPanel) -> None:
    segment.show_segment(SegmentDisplay(trouble="The model file is damaged."))
    assert segment.trouble.isVisible()
    assert not segment.run_button.isEnabled()


@pytest.mark.parametrize("lack", [Lack.SCAN, Lack.SEGMENTATION, Lack.MEASUREMENT])
def test_measure_offers_what_gets_it_what_it_lacks(measure: MeasurePanel, qtbot: QtBot, lack: Lack) -> None:
    measure.show_measure(MeasureDisplay(lack, "Something is missing."))
    wish = {
        Lack.SCAN: measure.open_requested,
        Lack.SEGMENTATION: measure.segment_requested,
        Lack.MEASUREMENT: measure.run_requested,
    }[lack]
    with qtbot.waitSignal(wish):
        click(qtbot, measure.need_row.button)


A_BY_HAND = Figure("A", 9.234, "mm", "from wall to wall", "a paper", uncertainty=0.2, by_hand=True, digits=2)
B_UNUSUAL = Figure("B", 8.2, "mm", "across", "a paper", usual="6.0–7.8 mm", remark="B is unusual.", digits=2)


def test_measure_shows_figures_with_their_marks(measure: MeasurePanel, qtbot: QtBot) -> None:
    cochlea = Section("Cochlea", (A_BY_HAND, B_UNUSUAL), uncertain=True)
    measure.show_measure(MeasureDisplay(sides=frozenset(Side), sections=(cochlea,), can_reset=True))
    table = measure.groups["Cochlea"].table
    assert table is not None
    assert [table.cell(0, column) for column in (0, 1, 2)] == ["by hand", "9.23", "0.20"]
    assert [table.cell(1, column) for column in (0, 1, 2)] == ["6.0–7.8", "8.20", " "]
    assert table.tip(0, 2) == DEFINITION
    assert "across" in table.tip(1, 1) and "a paper" in table.tip(1, 1) and "B is unusual." in table.tip(1, 1)
    assert table.tip(1, 0) == "Usual range: 6.0–7.8 mm"
    assert measure.groups["Cochlea"].remarks.text() == "B is unusual."
    with qtbot.waitSignal(measure.reset_requested):
        click(qtbot, measure.reset_button)


def test_measure_follows_new_values_in_their_rows(measure: MeasurePanel) -> None:
    for value, shown in ((31.24, "31.2"), (None, "–")):
        length = Figure("Koch", value, "mm", "4.16·A − 5.05", "a paper")
        measure.show_measure(MeasureDisplay(sections=(Section("Duct length, organ of Corti", (length,)),)))
        table = measure.groups["Duct length, organ of Corti"].table
        assert table is not None
        assert table.cell(0, 0) == shown


def test_measure_folds_and_unfolds_a_group(measure: MeasurePanel, qtbot: QtBot) -> None:
    measure.show_measure(MeasureDisplay(sections=(Section("Volumes", (A_BY_HAND,), ("Counted in voxels.",)),)))
    group = measure.groups["Volumes"]
    assert group.table is not None
    assert not group.table.isVisible()
    qtbot.waitUntil(group.head.isVisible)
    qtbot.mouseClick(group.head, Qt.MouseButton.LeftButton)
    assert group.table.isVisible()
    assert group.notes.isVisible()


def test_measure_sets_the_ears_beside_each_other_and_marks_what_exceeds_the_uncertainty(
    measure: MeasurePanel, qtbot: QtBot
) -> None:
    def compared(right_mm: float, left_mm: float) -> tuple[ComparedSection, ...]:
        a, b = (
            Figure("A", value, "mm", "across", "a paper", uncertainty=0.3, digits=2) for value in (right_mm, left_mm)
        )
        return (ComparedSection("Cochlea", (ComparedFigure(a, b),)),)

    sections = (Section("Cochlea", (A_BY_HAND,)),)
    measure.show_measure(MeasureDisplay(sections=sections))
    assert measure.comparison.isHidden()
    measure.show_measure(MeasureDisplay(sections=sections, compared=compared(9.2, 9.0)))
    assert not measure.comparison.isHidden()
    qtbot.waitUntil(measure.comparison.head.isVisible)
    qtbot.mouseClick(measure.comparison.head, Qt.MouseButton.LeftButton)
    (table,) = measure.comparison.tables
    assert [table.cell(0, column) for column in range(3)] == ["9.20", "9.00", "+0.20"]
    assert table.tip(0, 2) == "± 0.42 mm"
    measure.show_measure(MeasureDisplay(sections=sections, compared=compared(8.4, 9.0)))
    assert table.cell(0, 2) == "−0.60"
    assert table.tip(0, 2).endswith(BEYOND)


def test_measure_hides_a_group_that_the_other_ear_has_not(measure: MeasurePanel, qtbot: QtBot) -> None:
    measure.show_measure(MeasureDisplay(sections=(Section("Canals", (A_BY_HAND,)),)))
    measure.show_measure(MeasureDisplay(sections=(Section("Cochlea", (A_BY_HAND,)),)))
    assert measure.groups["Canals"].isHidden()
    qtbot.waitUntil(measure.groups["Cochlea"].isVisible)


def test_measure_lets_the_user_choose_between_the_ears_that_are_there(measure: MeasurePanel, qtbot: QtBot) -> None:
    measure.show_measure(MeasureDisplay(side=Side.LEFT, sides=frozenset({Side.LEFT})))
    assert measure.ears.buttons[Side.LEFT].isChecked()
    assert not measure.ears.buttons[Side.RIGHT].isEnabled()
    measure.show_measure(MeasureDisplay(side=Side.LEFT, sides=frozenset(Side)))
    with qtbot.waitSignal(measure.ear_requested) as asked:
        click(qtbot, measure.ears.buttons[Side.RIGHT])
    assert asked.args == [Side.RIGHT]


def test_export_lists_the_files_and_asks_to_write_them(export: ExportPanel, qtbot: QtBot) -> None:
    ready = ExportDisplay(sides=frozenset(Side), files=("right_cochlea.stl",), folder="/out", formats=("stl", "ply"))
    export.show_export(ready)
    assert export.files.text() == "right_cochlea.stl"
    with qtbot.waitSignal(export.write_requested):
        click(qtbot, export.write_button)
    export.show_export(replace(ready, folder=""))
    assert not export.write_button.isEnabled()


def test_export_says_that_it_is_done_as_long_as_that_is_what_is_chosen(export: ExportPanel) -> None:
    ready = ExportDisplay(sides=frozenset(Side), files=("right_cochlea.stl", "right.json"), folder="/out")
    export.show_export(replace(ready, written=ready.files))
    assert export.result.text() == "1 surface written, with a description."
    assert not export.show_folder_button.isHidden()
    export.show_export(replace(ready, files=("right_inner_ear_x4.stl", "right_x4.json"), written=ready.files))
    assert export.result.isHidden()
    assert not export.show_folder_button.isHidden()


def test_export_hands_on_every_choice(export: ExportPanel, qtbot: QtBot) -> None:
    export.show_export(ExportDisplay(sides=frozenset(Side), files=("x.stl",)))
    with qtbot.waitSignal(export.choice_changed) as asked:
        export.choices.ears[Side.LEFT].click()
    assert asked.args is not None
    assert asked.args[0].sides == {Side.RIGHT}


def test_what_a_purpose_has_no_use_for_is_not_shown(export: ExportPanel) -> None:
    printers = (("fdm", "FDM"),)
    export.show_export(ExportDisplay(sides=frozenset(Side), printers=printers))
    assert export.choices.frames.isVisibleTo(export)
    assert not export.choices.stand.isVisibleTo(export)
    request = ExportRequest(printer="fdm", scale=5.0, stand=True, code="CASE-7")
    export.show_export(ExportDisplay(sides=frozenset(Side), printers=printers, request=request))
    assert not export.choices.frames.isVisibleTo(export)
    assert export.choices.stand.isVisibleTo(export)
    assert (export.choices.scale.value(), export.choices.code.text()) == (5.0, "CASE-7")


def test_what_waits_for_an_export_is_listed_and_can_be_taken_out(export: ExportPanel, qtbot: QtBot) -> None:
    ready = ExportDisplay(sides=frozenset(Side), files=("x.stl",), folder="/out")
    export.show_export(ready)
    assert not export.queue.isVisibleTo(export)
    export.show_export(replace(ready, progress=Step(0.5, "Writing"), waiting=("a.stl, to out", "b.stl, to out")))
    assert export.write_button.text() == "Add to queue"
    assert export.write_button.isEnabled()
    button = export.queue.rows[1].findChild(QToolButton)
    qtbot.waitUntil(button.isVisible)
    with qtbot.waitSignal(export.drop_requested) as asked:
        click(qtbot, button)
    assert asked.args == [1]


def test_more_options_are_folded_until_they_are_asked_for_or_chosen(export: ExportPanel, qtbot: QtBot) -> None:
    ready = ExportDisplay(sides=frozenset(Side), files=("x.stl",))
    more = export.choices.more
    export.show_export(ready)
    assert not more.triangles.isVisibleTo(export)
    click(qtbot, more.fold)
    assert more.triangles.isVisibleTo(export)
    assert not more.deviation.isEnabled()
    with qtbot.waitSignal(export.choice_changed) as asked:
        more.triangles.setValue(20_000)
    assert asked.args is not None
    assert (asked.args[0].max_triangles, asked.args[0].max_deviation_mm) == (20_000, None)
    export.show_export(replace(ready, request=asked.args[0]))
    with qtbot.waitSignal(export.choice_changed) as asked:
        more.deviation.setValue(0.1)
    assert asked.args is not None
    assert (asked.args[0].max_triangles, asked.args[0].max_deviation_mm) == (20_000, 0.1)


def test_how_casts_and_bone_are_made_is_chosen_where_they_are_wanted(export: ExportPanel, qtbot: QtBot) -> None:
    both = frozenset(Side)
    export.show_export(ExportDisplay(sides=both, has_shares=True))
    more = export.choices.more
    click(qtbot, more.fold)
    assert more.shares.isChecked()
    assert not more.cut.isEnabled()
    assert not more.bone_mm.isEnabled()
    request = ExportRequest(cast=True, bone=True)
    export.show_export(ExportDisplay(sides=both, request=request, has_shares=True))
    with qtbot.waitSignal(export.choice_changed) as wish:
        more.bone_mm.setValue(30)
    assert wish.args == [replace(request, bone_radius_mm=30.0)]
    with qtbot.waitSignal(export.choice_changed) as wish:
        click(qtbot, more.shares)
    assert wish.args == [replace(request, bone_radius_mm=30.0, from_shares=False)]
    more.cut.setCurrentIndex(1)
    with qtbot.waitSignal(export.choice_changed) as wish:
        more.cut.activated.emit(1)
    assert wish.args == [replace(request, bone_radius_mm=30.0, from_shares=False, cut="coronal")]


def test_a_model_too_large_for_its_printer_offers_the_scale_that_fits(export: ExportPanel, qtbot: QtBot) -> None:
    request = ExportRequest(printer="sla", scale=9.0)
    display = ExportDisplay(sides=frozenset(Side), request=request, preview=PreviewDisplay())
    export.show_export(display)
    assert not export.look.fit_button.isVisibleTo(export)
    export.show_export(replace(display, fitting_scale=4.3))
    assert export.look.fit_button.text() == "Fit to the printer, × 4.3"
    with qtbot.waitSignal(export.fit_requested):
        click(qtbot, export.look.fit_button)


def test_the_model_is_cut_coloured_and_repaired_from_the_panel(export: ExportPanel, qtbot: QtBot) -> None:
    shown = ExportDisplay(
        sides=frozenset(Side),
        request=ExportRequest(printer="fdm"),
        figures="62 × 48 × 51 mm",
        findings=("An island.",),
        can_repair=True,
        preview=PreviewDisplay(ruler_mm=((1.0, 2.0, 3.0),)),
    )
    export.show_export(shown)
    with qtbot.waitSignal(export.look_requested) as asked:
        export.look.thickness.click()
    assert asked.args == [PreviewDisplay(True, 0.0, ((1.0, 2.0, 3.0),))]
    with qtbot.waitSignal(export.repair_requested):
        click(qtbot, export.look.repair_button)
    export.show_export(replace(shown, preview=None))
    assert not export.look.isVisibleTo(export)


def test_export_asks_its_question_and_takes_the_answer(export: ExportPanel, qtbot: QtBot) -> None:
    export.show_export(ExportDisplay(sides=frozenset(Side), question="1 file exists.", answer="Replace"))
    assert export.go_on_button.text() == "Replace"
    with qtbot.waitSignal(export.go_on_requested):
        click(qtbot, export.go_on_button)
    with qtbot.waitSignal(export.cancel_requested):
        click(qtbot, export.leave_button)


def test_export_says_what_was_written_and_offers_the_folder(export: ExportPanel, qtbot: QtBot) -> None:
    export.show_export(ExportDisplay(sides=frozenset(Side), folder="/out", written=("a.stl", "b.stl", "ears.json")))
    assert "2 surfaces" in export.result.text()
    with qtbot.waitSignal(export.show_folder_requested) as asked:
        click(qtbot, export.show_folder_button)
    assert asked.args == ["/out"]


def test_export_without_labels_offers_to_segment(export: ExportPanel, qtbot: QtBot) -> None:
    export.show_export(ExportDisplay(Need.SEGMENTATION, "Nothing is segmented yet."))
    with qtbot.waitSignal(export.segment_requested):
        click(qtbot, export.need_row.button)


@pytest.mark.parametrize(("lacks", "wish"), [(Need.SCAN, "open_requested"), (Need.SEGMENTATION, "segment_requested")])
def test_correct_offers_what_gets_it_what_it_lacks(edit: EditPanel, qtbot: QtBot, lacks: Need, wish: str) -> None:
    edit.show_edit(EditDisplay(lacks))
    assert edit.need.isVisible() and not edit.body.isVisible()
    with qtbot.waitSignal(getattr(edit, wish)):
        click(qtbot, edit.need_row.button)
    edit.show_edit(EditDisplay())
    assert not edit.need_row.isVisible()


def test_a_step_that_waits_for_labels_shows_how_far_they_are(edit: EditPanel, qtbot: QtBot) -> None:
    edit.show_edit(EditDisplay(Need.SEGMENTATION))
    edit.need_row.show_segment(SegmentDisplay(progress=Step(0.4, "Right ear")))
    assert edit.need_row.progress.isVisible() and not edit.need_row.button.isVisible()
    with qtbot.waitSignal(edit.need_row.cancel_requested):
        click(qtbot, edit.need_row.progress.cancel_button)
    edit.need_row.show_segment(SegmentDisplay())
    assert edit.need_row.button.isVisible() and not edit.need_row.progress.isVisible()


def test_export_takes_the_folder_of_the_dialog(
    export: ExportPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getExistingDirectory", lambda *_: str(tmp_path))
    with qtbot.waitSignal(export.folder_requested) as asked:
        export.ask_for_folder()
    assert asked.args == [tmp_path]


def test_an_eye_asks_for_the_opposite_of_what_it_shows(parts: PartsPanel, qtbot: QtBot) -> None:
    parts.show_parts(PartsDisplay(tuple(PartRow(part, True, False) for part in Part)))
    with qtbot.waitSignal(parts.visibility_requested) as asked:
        click(qtbot, parts.eyes[Side.LEFT, Part.VESTIBULE])
    assert asked.args == [Side.LEFT, Part.VESTIBULE, True]
    with qtbot.waitSignal(parts.ear_requested) as asked:
        click(qtbot, parts.ears[Side.RIGHT])
    assert asked.args == [Side.RIGHT, False]


def test_parts_fold_so_that_the_panel_of_the_step_has_their_room(parts: PartsPanel, qtbot: QtBot) -> None:
    parts.show_parts(PartsDisplay(tuple(PartRow(part, True, True) for part in Part)))
    whole = parts.sizeHint().height()
    click(qtbot, parts.head)
    assert not any(eye.isVisible() for eye in parts.eyes.values())
    assert all(ear.isVisible() for ear in parts.ears.values())
    assert parts.sizeHint().height() < whole / 3
    click(qtbot, parts.head)
    assert parts.sizeHint().height() == whole


def test_parts_fold_by_themselves_in_a_low_window_until_the_user_says_otherwise(
    parts: PartsPanel, qtbot: QtBot
) -> None:
    parts.fit(768)
    assert not parts.head.is_unfolded
    parts.fit(1080)
    assert parts.head.is_unfolded
    parts.fit(768)
    click(qtbot, parts.head)
    parts.fit(760)
    assert parts.head.is_unfolded


def test_all_words_of_the_parts_are_read_whole_in_a_narrow_column(parts: PartsPanel, qtbot: QtBot) -> None:
    parts.resize(240, 300)
    parts.show_parts(PartsDisplay(tuple(PartRow(part, True, True) for part in Part), unsure=True))
    qtbot.waitUntil(lambda: parts.unsure.width() > 0)
    assert parts.minimumSizeHint().width() <= 240


def test_parts_that_are_not_there_keep_their_greyed_row(parts: PartsPanel) -> None:
    parts.show_parts(PartsDisplay(tuple(PartRow(part) for part in Part)))
    assert all(eye.isVisible() and not eye.isEnabled() for eye in parts.eyes.values())


def test_a_slider_hands_on_its_opacity_and_is_not_moved_by_showing(parts: PartsPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(parts.opacity_requested):
        parts.show_parts(PartsDisplay(tuple(PartRow(part, True, True, 0.5) for part in Part)))
    with qtbot.waitSignal(parts.opacity_requested) as asked:
        parts.sliders[Part.COCHLEA].setValue(30)
    assert asked.args == [Part.COCHLEA, pytest.approx(0.3)]


def test_the_open_scan_is_described(dressed: QtBot) -> None:
    panel = ScanPanel()
    dressed.addWidget(panel)
    panel.show()
    panel.show_scan(ScanDisplay("Temporal bone", (("Voxels", "400 × 275 × 110"),), ("Two slices were missing.",)))
    assert panel.title.text() == "Temporal bone"
    assert panel.notes.isVisible()


def test_a_model_is_chosen_from_the_list_or_from_a_file(
    segment: SegmentPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = segment.models
    shipped, own = ModelChoice("", "EarSeg ear 1.1", "Trained on ears."), ModelChoice("own.safetensors", "Own 2")
    rows.show_models(ModelDisplay((shipped, own), "", shipped.about))
    assert rows.models.currentText() == "EarSeg ear 1.1" and rows.about.text() == "Trained on ears."
    with qtbot.waitSignal(rows.model_requested) as asked:
        rows.models.activated.emit(1)
    assert asked.args == ["own.safetensors"]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/some/m.safetensors", ""))
    with qtbot.waitSignal(rows.file_requested) as asked:
        rows.models.activated.emit(rows.models.count() - 1)
    assert asked.args == [Path("/some/m.safetensors")]
    assert rows.models.currentText() == "EarSeg ear 1.1"


def test_while_a_model_is_checked_none_can_be_chosen(segment: SegmentPanel) -> None:
    segment.models.show_models(ModelDisplay((ModelChoice("", "EarSeg ear 1.1"),), is_checking=True))
    assert not segment.models.isEnabled() and "Checking" in segment.models.about.text()


def test_the_device_is_chosen(segment: SegmentPanel, qtbot: QtBot) -> None:
    segment.models.show_models(ModelDisplay(device="gpu"))
    assert segment.models.devices.currentText() == "GPU"
    segment.models.devices.setCurrentIndex(1)
    with qtbot.waitSignal(segment.models.device_requested) as asked:
        segment.models.devices.activated.emit(1)
    assert asked.args == ["cpu"]
