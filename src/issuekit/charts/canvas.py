"""A sheet to draw on in millimetres, from the lower left corner, that becomes an SVG.

No axes, ticks or layout engine: a chart of the house has a handful of shapes, and their places are known.
"""

from __future__ import annotations

import io
import warnings
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from unicodedata import normalize

import matplotlib as mpl
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.text import Text as Lettering
from matplotlib.transforms import Affine2D

from issuekit.charts.typeface import face

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.charts.typeface import Weight

Shape: TypeAlias = Rectangle | Polygon | Line2D | Lettering

POINTS_PER_INCH = 72
MM_PER_INCH = 25.4
HAIRLINE = 0.5  # points

# What would turn text into outlines, or make the same numbers come out as other bytes.
_SETTINGS = {"svg.fonttype": "none", "svg.hashsalt": "issuekit", "path.simplify": False}
_ONE_AT_A_TIME = Lock()  # matplotlib's settings belong to the whole process


@contextmanager
def house_settings() -> Iterator[None]:
    """Within this, matplotlib draws with its own settings and ours, not those of the user or a folder."""
    settings: dict[Any, Any] = {
        key: value for key, value in mpl.rcParamsDefault.items() if not key.startswith("backend")
    }
    settings.update(_SETTINGS)
    with _ONE_AT_A_TIME, mpl.rc_context(settings), warnings.catch_warnings():
        # A letter that the fonts don't have is said of the page, where an editor knows it.
        warnings.filterwarnings("ignore", r"Glyph .* missing from font", UserWarning)
        yield


class Canvas:
    """A transparent sheet of ``width`` by ``height`` millimetres; use it within :func:`house_settings`."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._shapes: list[Shape] = []
        self._millimetres = Affine2D().scale(POINTS_PER_INCH / MM_PER_INCH)

    def rectangle(
        self, corner: tuple[float, float], width: float, height: float, *, fill: str,
        outline: str | None = None, name: str | None = None,
    ) -> None:
        """A filled rectangle from its lower left corner; ``name`` becomes the id of its group in the SVG."""
        self._add(Rectangle(
            corner, width, height, facecolor=fill, edgecolor=outline or "none",
            linewidth=HAIRLINE if outline else 0, gid=name,
        ))

    def polygon(
        self, corners: Sequence[tuple[float, float]], *, fill: str, outline: str | None = None,
        weight: float = HAIRLINE, name: str | None = None,
    ) -> None:
        """A closed shape; ``weight`` is that of its outline, in points."""
        self._add(Polygon(
            corners, closed=True, facecolor=fill, edgecolor=outline or "none",
            linewidth=weight if outline else 0, gid=name,
        ))

    def line(
        self, start: tuple[float, float], end: tuple[float, float], *, color: str, weight: float = HAIRLINE,
    ) -> None:
        """A straight line, ``weight`` in points; it ends where it is said to end."""
        self._add(Line2D(
            (start[0], end[0]), (start[1], end[1]), color=color, linewidth=weight, solid_capstyle="butt",
        ))

    def text(
        self, start: tuple[float, float], words: str, *, size: float, color: str, weight: Weight = "regular",
        anchor: Literal["left", "center", "right"] = "center",
    ) -> None:
        """One line of live text; ``start`` is the point on its base line that ``anchor`` names."""
        self._add(Lettering(
            *start, normalize("NFC", words), color=color, fontproperties=face(weight, size), horizontalalignment=anchor,
            verticalalignment="baseline", parse_math=False,
        ))

    def svg(self) -> str:
        """The drawing as an SVG document, without a date, a program's name or a path in it."""
        buffer = io.StringIO()
        width, height = (length / MM_PER_INCH * POINTS_PER_INCH for length in (self.width, self.height))
        unsaid = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        renderer: Any = RendererSVG(width, height, buffer, metadata=unsaid)  # type: ignore[no-untyped-call] # its own
        renderer.open_group("figure")
        for shape in sorted(self._shapes, key=lambda shape: shape.zorder):
            shape.draw(renderer)
        renderer.close_group("figure")
        renderer.finalize()
        return buffer.getvalue()

    def _add(self, shape: Shape) -> None:
        shape.set_transform(self._millimetres)
        shape.set_figure(_SHEET)
        self._shapes.append(shape)


class _Sheet:
    """What shapes ask of the figure that they are in: how many dots an inch has.

    A matplotlib figure would bring axes, layout engines and legends along, which take half a second to import and of
    which a chart has none.
    """

    dpi = POINTS_PER_INCH

    def get_figure(self, *, root: bool = False) -> _Sheet:
        """The sheet itself: it is in no other."""
        del root
        return self


_SHEET: Any = _Sheet()
