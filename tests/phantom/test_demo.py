import numpy as np

from earseg_app.domain.anatomy import Side
from earseg_app.phantom.demo import EARLIER, RECENT, demo_anatomy, demo_grid, demo_studies
from earseg_app.phantom.truth import landmarks


def test_the_disc_starts_with_a_localizer_seen_from_the_side():
    first = next(demo_studies())
    assert first.is_localizer
    assert first.image_type[2] == "LOCALIZER"
    assert first.volume.hu.shape[0] == 1
    # axis 0 of a side view runs across the head
    assert abs(first.volume.grid.axes_lps[0][0]) == 1.0
    assert np.ptp(first.volume.hu) > 500


def test_the_two_studies_belong_to_one_invented_patient():
    assert (RECENT.patient_name, RECENT.patient_id) == (EARLIER.patient_name, EARLIER.patient_id)
    assert RECENT.date > EARLIER.date
    assert RECENT.study_id != EARLIER.study_id


def test_the_thin_series_holds_both_ears_whole():
    anatomy = demo_anatomy()
    grid = demo_grid(anatomy, 0.33, 0.4)
    assert grid.shape_zyx == (110, 512, 512)
    for side in Side:
        marks = landmarks(anatomy, side)
        for point in (marks.round_window, marks.apex, marks.oval_window):
            assert grid.contains(point)
            z, _, _ = grid.index_from_lps(point)
            assert 25 < z < 85


def test_the_demo_ears_are_dry_and_aerated_so_that_anatomy_shows():
    anatomy = demo_anatomy()
    assert anatomy.right.effusion == anatomy.left.effusion == 0.0
    assert min(anatomy.right.aeration, anatomy.left.aeration) > 0.5
