"""The virtual array in 3D: a tube as deep as chosen, and balls at the contacts that lie in the cochlea."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
import pyvista as pv

from earseg_app.adapters.electrode_library import electrode_arrays
from earseg_app.domain.anatomy import Side
from earseg_app.domain.electrodes.insertion import insert_array
from earseg_app.domain.measuring.measure import measure_ear
from earseg_app.render.scene_marks import CARRIER_RADIUS_MM, CONTACT_RADIUS_MM, SceneMarks
from earseg_app.session.state import Display, State, VirtualArray, WorkStep
from tests.domain.ears import phantom_ear


@pytest.fixture
def plotter() -> Iterator[pv.Plotter]:
    made = pv.Plotter(off_screen=True, window_size=(160, 120))
    yield made
    made.close()


def box_of(points: np.ndarray) -> np.ndarray:
    return np.array([points.min(axis=0), points.max(axis=0)]).T.ravel()


def test_the_array_lies_where_it_was_inserted_and_goes_with_the_step(plotter: pv.Plotter) -> None:
    ear = phantom_ear(0, Side.RIGHT, 0.4)
    measures = measure_ear(ear.labels, ear.grid, Side.RIGHT)
    array = next(array for array in electrode_arrays() if array.model == "FLEX24")
    assert measures.cochlea is not None
    insertion = insert_array(array, measures.cochlea, 15.0)
    chosen = Display(electrode=VirtualArray(array, 15.0))
    state = State(step=WorkStep.MEASURE, display=chosen, measures={Side.RIGHT: measures})
    marks = SceneMarks(plotter)
    marks.show(state)
    contacts, tube = (np.array(actor.GetBounds()) for actor in plotter.actors.values())
    places = np.array([c.point_lps_mm for c in insertion.contacts if c.point_lps_mm is not None])
    assert contacts == pytest.approx(box_of(places), abs=CONTACT_RADIUS_MM + 0.01)
    assert tube == pytest.approx(box_of(np.array(insertion.line_lps_mm)), abs=CARRIER_RADIUS_MM + 0.01)
    marks.show(replace(state, step=WorkStep.EXPORT))
    assert not plotter.actors
