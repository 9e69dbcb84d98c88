"""The verbs of the session that change what the views show, and nothing of the case."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.geometry import Triple
from earseg_app.domain.part_colors import LabelStyle, Palette
from earseg_app.domain.planes import SlabMode
from earseg_app.domain.slicing import Plane
from earseg_app.domain.units import Units
from earseg_app.session.state import THICKEST_SLAB_MM, PartDisplay, State, VirtualArray, Window


class DisplayVerbs:
    """What a session can do to its `Display`."""

    _state: State

    def _become(self, new: State) -> None:
        raise NotImplementedError

    def choose_ear(self, side: Side) -> None:
        """Show the measures of this ear."""
        self._change_display(measured_side=side)

    def show_cochlear_views(self, visible: bool) -> None:
        """Measure in the cochlear views, or in the planes alone."""
        self._change_display(cochlear_views=visible)

    def turn_to_measure(self, number: int | None) -> None:
        """Turn a cochlear view to the plane that this measure was drawn in by hand, or as the landmarks say."""
        self._change_display(turned_to=number)

    def hold_array(self, electrode: VirtualArray | None) -> None:
        """Draw this electrode array in the measured ear, or none."""
        self._change_display(electrode=electrode)

    def cut_slab(self, thickness_mm: float, mode: SlabMode) -> None:
        """Cut the cochlear views this thick, at most `THICKEST_SLAB_MM`, and merge a slab like this."""
        self._change_display(slab_mm=min(max(thickness_mm, 0.0), THICKEST_SLAB_MM), slab_mode=mode)

    def choose_palette(self, palette: Palette) -> None:
        """Show the parts in these colours, in this case and the next."""
        self._change_display(palette=palette)

    def choose_label_style(self, style: LabelStyle) -> None:
        """Draw labels over the slices like this, in this case and the next."""
        self._change_display(label_style=style)

    def read_in(self, units: Units) -> None:
        """Write figures in these units, in this case and the next."""
        self._change_display(units=units)

    def move_cursor(self, point_lps_mm: Triple) -> None:
        """Put the crosshair at an LPS point, mm, kept inside the volume by the caller."""
        self._change_display(cursor_lps_mm=point_lps_mm)

    def set_window(self, window: Window) -> None:
        """Set window width and level; the width is at least 1 HU."""
        self._change_display(window=Window(max(window.width_hu, 1.0), window.level_hu))

    def show_part(self, side: Side, part: Part, display: PartDisplay) -> None:
        """Change how one part is shown."""
        self._change_display(parts=MappingProxyType({**self._state.display.parts, (side, part): display}))

    def show_structure(self, code: int, display: PartDisplay) -> None:
        """Change how one structure is shown."""
        self._change_display(structures=MappingProxyType({**self._state.display.structures, code: display}))

    def set_overlay_opacity(self, opacity: float) -> None:
        """How strongly the labels tint the slices, 0…1."""
        self._change_display(overlay_opacity=min(max(opacity, 0.0), 1.0))

    def show_uncertainty(self, visible: bool) -> None:
        """Show in the slices where the network is unsure, or the parts."""
        self._change_display(uncertainty_visible=visible)

    def show_bone(self, visible: bool) -> None:
        """Show or hide the bone surface in 3D."""
        self._change_display(bone_visible=visible)

    def clip(self, on: bool, plane: Plane | None = None) -> None:
        """Cut the 3D scene with a plane through the crosshair, or not; without `plane` the last one is kept."""
        self._change_display(clipping=on, clip_plane=plane or self._state.display.clip_plane)

    def _change_display(self, **changes: object) -> None:
        display = replace(self._state.display, **changes)  # type: ignore[arg-type]
        if display != self._state.display:
            self._become(replace(self._state, display=display))
