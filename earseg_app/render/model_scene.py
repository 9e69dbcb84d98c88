"""The model that will be written, on its build plate: cut, coloured by thickness, measured."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyvista as pv
from vtkmodules.vtkCommonDataModel import vtkPlane

from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import FloatArray
from earseg_app.domain.units import METRIC, Units
from earseg_app.language.phrases import Say
from earseg_app.session.model_preview import ModelPreview, PreviewDisplay, PreviewPiece

PLATE_COLOR = "#2C323A"
RULER_COLOR = "#E0A72E"
THICKNESS_COLORS = "viridis"
BAR_TITLE = "Thickness (mm)\n"  # the empty line keeps it off the figures below it
TOO_THIN_COLOR = "#E05B4B"
_CUT_SHADE = 0.72
VEIL_OPACITY = 0.2
_THICK_PER_THIN = 4.0
_THICKEST_SHARE = 95
_GRID_MM = 10.0


class ModelScene:
    """Draws a preview into a plotter; `text_color`, `font_px` and language of what is written beside it."""

    def __init__(self, plotter: Any, text_color: str, font_px: int, say: Say = str) -> None:
        self._say, self._bar_title = say, say(BAR_TITLE)
        self._plotter = plotter
        self._text_color = text_color
        self._font_px = font_px
        self._preview: ModelPreview | None = None
        self._display = PreviewDisplay()
        self._pieces: list[Any] = []
        self._plate: Any = None
        self._cut = vtkPlane()

    @property
    def shown(self) -> bool:
        """Whether a model is shown."""
        return self._preview is not None

    @property
    def actors(self) -> list[Any]:
        """The surfaces, for picking."""
        return self._pieces

    @property
    def bounds_mm(self) -> FloatArray:
        """(2, 3) of all pieces, in the frame of the files."""
        boxes = np.array([actor.GetBounds() for actor in self._pieces]).reshape(-1, 3, 2)
        return np.array([boxes[:, :, 0].min(axis=0), boxes[:, :, 1].max(axis=0)])

    def show(self, preview: ModelPreview | None, display: PreviewDisplay, units: Units = METRIC) -> bool:
        """Take over what is to be shown, distances in `units`; True when another model took the place of the last."""
        other = preview is not self._preview
        recolored = other or display.thickness != self._display.thickness
        self._preview, self._display = preview, display
        if recolored:
            self._clear()
            if preview is not None:
                self._build(preview)
        if preview is not None:
            self._cut_away()
            self._measure(units)
        return other

    def _clear(self) -> None:
        for actor in (*self._pieces, *([] if self._plate is None else [self._plate])):
            self._plotter.remove_actor(actor, reset_camera=False, render=False)
        self._pieces, self._plate = [], None
        for name in ("model_ruler", "model_ruler_line", "model_caption"):
            self._plotter.remove_actor(name, reset_camera=False, render=False)
        if self._bar_title in self._plotter.scalar_bars:
            self._plotter.remove_scalar_bar(self._bar_title, render=False)

    def _build(self, preview: ModelPreview) -> None:
        self._pieces = [self._piece(piece, preview) for piece in preview.pieces]
        self._plotter.add_text(
            self._say(caption(preview)),
            name="model_caption",
            position="upper_edge",
            font_size=self._font_px // 2,
            color=self._text_color,
            render=False,
        )
        if preview.plate_mm is not None:
            width, depth = preview.plate_mm
            steps = int(width / _GRID_MM), int(depth / _GRID_MM)
            plate = pv.Plane(i_size=width, j_size=depth, i_resolution=steps[0], j_resolution=steps[1])
            self._plate = self._plotter.add_mesh(
                plate, color=PLATE_COLOR, style="wireframe", lighting=False, reset_camera=False, render=False
            )

    def _piece(self, piece: PreviewPiece, preview: ModelPreview) -> Any:
        faces = np.column_stack([np.full(len(piece.triangles), 3), piece.triangles])
        data = pv.PolyData(piece.vertices_mm.astype(np.float32), faces)
        look: dict[str, Any] = {"color": piece.color, "opacity": VEIL_OPACITY if piece.veiled else 1.0}
        if self._display.thickness and piece.thickness_mm is not None:
            data.point_data["Thickness (mm)"] = piece.thickness_mm
            look = {
                "scalars": "Thickness (mm)",
                "cmap": THICKNESS_COLORS,
                "clim": self._range_mm(preview),
                "below_color": TOO_THIN_COLOR,
                "scalar_bar_args": self._bar(),
            }
        shaded = data.compute_normals(split_vertices=True, feature_angle=40.0, cell_normals=False)
        actor = self._plotter.add_mesh(shaded, smooth_shading=True, reset_camera=False, render=False, **look)
        if not piece.veiled:
            actor.backface_prop = _cut_face(piece.color)
        return actor

    def _bar(self) -> dict[str, Any]:
        sizes = {"title_font_size": self._font_px * 2 // 3, "label_font_size": self._font_px * 2 // 3}
        place = {"vertical": True, "width": 0.11, "height": 0.62, "position_x": 0.82, "position_y": 0.16}
        words = {"title": self._bar_title, "fmt": "%.1f", "n_labels": 4, "below_label": self._say("too thin")}
        return {"color": self._text_color, **words, **sizes, **place}

    def _range_mm(self, preview: ModelPreview) -> tuple[float, float]:
        """From what the printer makes at least to four times that, else over what there is."""
        if preview.thinnest_mm is not None:
            return preview.thinnest_mm, _THICK_PER_THIN * preview.thinnest_mm
        found = np.concatenate([piece.thickness_mm for piece in preview.pieces if piece.thickness_mm is not None])
        return 0.0, float(np.percentile(found, _THICKEST_SHARE))

    def _cut_away(self) -> None:
        low, high = self.bounds_mm
        self._cut.SetOrigin(0.0, 0.0, float(high[2] - self._display.cut * (high[2] - low[2])))
        self._cut.SetNormal(0.0, 0.0, -1.0)
        for actor in self._pieces:
            actor.GetMapper().RemoveAllClippingPlanes()
            if self._display.cut > 0.0:
                actor.GetMapper().AddClippingPlane(self._cut)

    def _measure(self, units: Units) -> None:
        points = np.array(self._display.ruler_mm)
        for name in ("model_ruler", "model_ruler_line"):
            self._plotter.remove_actor(name, reset_camera=False, render=False)
        if len(points) == 0:
            return
        words = units.printed_length(float(np.linalg.norm(points[1] - points[0]))) if len(points) == 2 else "…"
        if len(points) == 2:
            self._plotter.add_mesh(
                pv.Line(points[0], points[1]),
                color=RULER_COLOR,
                line_width=3,
                name="model_ruler_line",
                reset_camera=False,
                render=False,
            )
        self._plotter.add_point_labels(
            points.mean(axis=0, keepdims=True),
            [words],
            name="model_ruler",
            font_size=self._font_px,
            text_color=RULER_COLOR,
            shape=None,
            point_color=RULER_COLOR,
            always_visible=True,
            reset_camera=False,
            render=False,
        )


def _cut_face(color: str) -> pv.Property:
    """Inner sides, flat and without light: where a solid is cut, it looks filled; only true cavities look hollow."""
    red, green, blue = (_CUT_SHADE * channel for channel in pv.Color(color).float_rgb)
    return pv.Property(color=(red, green, blue), ambient=1.0, diffuse=0.0, specular=0.0)


def caption(preview: ModelPreview) -> str:
    """Which sides are shown, and in which frame, unit and scale: `R, × 5, mm`."""
    first_words = {piece.name.split()[0].lower() for piece in preview.pieces}
    sides = [side.value for side in Side if side.word in first_words]
    return ", ".join([" and ".join(sides), preview.words] if sides else [preview.words])
