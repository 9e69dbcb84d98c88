"""How the rows of the browser look: patients and examinations as headings, series with their picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPalette, QPixmap, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from earseg_app.presenters.catalog_rows import NAMELESS, PatientRow, SeriesRow, StudyRow
from earseg_app.ui.icons import icon
from earseg_app.ui.theme import SPACE_S, sized, theme_of
from earseg_app.ui.words import say

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
PICTURE_ROLE = ROW_ROLE + 1

PICTURE_SIZE = 48
SERIES_HEIGHT = 64
HEADING_HEIGHT = 44
STUDY_HEIGHT = 28
STAR_SIZE = 16

Index = QModelIndex | QPersistentModelIndex


class SeriesDelegate(QStyledItemDelegate):
    """Paints the rows of `ROW_ROLE`."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows of three fixed heights."""
        row = index.data(ROW_ROLE)
        heights = {SeriesRow: SERIES_HEIGHT, PatientRow: HEADING_HEIGHT}
        return QSize(120, heights.get(type(row), STUDY_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        painter.save()
        row = index.data(ROW_ROLE)
        if isinstance(row, SeriesRow):
            self._paint_series(painter, option, row, index.data(PICTURE_ROLE))
        elif isinstance(row, PatientRow):
            self._two_lines(
                painter,
                option,
                option.rect.adjusted(SPACE_S, 4, -SPACE_S, -2),
                _named(row.title),
                say(row.detail),
                True,
            )
        elif isinstance(row, StudyRow):
            self._line(painter, option, option.rect.adjusted(SPACE_S, 0, -SPACE_S, 0), _named(row.title), muted=True)
        else:
            name, reason = row
            self._line(
                painter, option, option.rect.adjusted(SPACE_S, 0, -SPACE_S, 0), f"{name}  {say(reason)}", muted=True
            )
        painter.restore()

    def _paint_series(
        self, painter: QPainter, option: QStyleOptionViewItem, row: SeriesRow, picture: QPixmap | None
    ) -> None:
        theme = theme_of(option.palette)
        self._paint_ground(painter, option, row)
        box = QRect(option.rect.left() + SPACE_S, option.rect.top() + SPACE_S, PICTURE_SIZE, PICTURE_SIZE)
        painter.fillRect(box, QColor(theme.control))
        if picture is not None:
            painter.setOpacity(0.4 if row.refusal else 1.0)
            painter.drawPixmap(box, picture)
            painter.setOpacity(1.0)
        words = option.rect.adjusted(PICTURE_SIZE + 2 * SPACE_S, SPACE_S, -SPACE_S, -SPACE_S)
        if row.best or row.copied:
            corner = words.topRight() + QPoint(1 - STAR_SIZE, 2)
            icon("star" if row.best else "library", theme.accent).paint(
                painter, QRect(corner, QSize(STAR_SIZE, STAR_SIZE))
            )
            words.setRight(words.right() - STAR_SIZE - SPACE_S)
        self._two_lines(
            painter, option, words, _named(row.title), say(row.refusal or row.detail), False, bool(row.refusal)
        )

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, row: SeriesRow) -> None:
        theme = theme_of(option.palette)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Highlight))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(theme.hover))
        if row.opened:
            painter.fillRect(
                QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), QColor(theme.accent)
            )

    def _two_lines(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        rect: QRect,
        title: str,
        detail: str,
        bold: bool,
        greyed: bool = False,
    ) -> None:
        theme = theme_of(option.palette)
        height = QFontMetrics(sized(option.font, "", bold)).height()
        upper = QRect(rect.left(), rect.top(), rect.width(), height)
        lower = QRect(rect.left(), upper.bottom() + 2, rect.width(), rect.height() - height)
        painter.setPen(QColor(theme.disabled if greyed else theme.text))
        painter.setFont(sized(option.font, "", bold))
        _draw_elided(painter, upper, title, Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(QColor(theme.muted))
        painter.setFont(sized(option.font, "caption"))
        _draw_wrapped(painter, lower, detail)

    def _line(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, text: str, muted: bool) -> None:
        theme = theme_of(option.palette)
        painter.setPen(QColor(theme.muted if muted else theme.text))
        painter.setFont(sized(option.font, "caption"))
        _draw_elided(painter, rect, text, Qt.AlignmentFlag.AlignVCenter)


def _named(title: str) -> str:
    """What the data say, in their own words; ours where they say nothing."""
    return say(title) if title in NAMELESS else title


def _draw_wrapped(painter: QPainter, rect: QRect, text: str) -> None:
    """As many lines as fit; the last one is cut with dots."""
    metrics = QFontMetrics(painter.font())
    layout = QTextLayout(text, painter.font())
    layout.beginLayout()
    top = rect.top()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(rect.width())
        row = QRect(rect.left(), top, rect.width(), metrics.height())
        rest = text[line.textStart() :]
        top += metrics.height()
        if top + metrics.height() > rect.bottom() + 2:
            _draw_elided(painter, row, rest, Qt.AlignmentFlag.AlignVCenter)
            break
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, rest[: line.textLength()].rstrip())
    layout.endLayout()


def _draw_elided(painter: QPainter, rect: QRect, text: str, align: Qt.AlignmentFlag) -> None:
    shown = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, align, shown)


def square_pixmap(image: NDArray[np.uint8], size: int) -> QPixmap:
    """The middle square of grey values [row, column] as a picture of `size` pixels."""
    grey = np.ascontiguousarray(image)
    rows, columns = grey.shape
    picture = QImage(grey.data, columns, rows, columns, QImage.Format.Format_Grayscale8)
    side = min(rows, columns)
    square = picture.copy((columns - side) // 2, (rows - side) // 2, side, side)
    return QPixmap.fromImage(square).scaled(
        QSize(size, size), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
