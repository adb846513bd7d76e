"""The colours and fonts that a slide is drawn with: those of the screen, or those of an office's own theme."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.charts.style import Style
from dashboard.export.east_asian import Fonts, text_properties

EMU_PER_POINT = 12700
FULL = 100_000
"""DrawingML counts shares in thousandths of a percent."""


@dataclass(frozen=True, slots=True)
class SlideLook:
    """What shapes, tables and charts are drawn with.

    ``style`` has the colours of the slides. ``replaced`` maps colours of the charts (``#RRGGBB``) to them where they
    differ, ``scheme`` names those that a theme knows (``accent1``), which then follow the theme.
    """

    style: Style
    body: Fonts
    heading: Fonts
    replaced: Mapping[str, str] = field(default_factory=dict)
    scheme: Mapping[str, str] = field(default_factory=dict)

    def colour_of(self, colour: str) -> str:
        """Return the colour that stands on the slide for a chart's colour, as ``#RRGGBB``."""
        return self.replaced.get(colour.upper(), colour.upper())

    def fill(self, colour: str, opacity: float = 1.0) -> str:
        """Return a solid fill element; ``opacity`` from 0 to 1."""
        return f"<a:solidFill>{self.colour(colour, opacity)}</a:solidFill>"

    def colour(self, colour: str, opacity: float = 1.0) -> str:
        """Return a colour element."""
        shown = self.colour_of(colour)
        alpha = "" if opacity >= 1 else f'<a:alpha val="{round(opacity * FULL)}"/>'
        if name := self.scheme.get(shown):
            return f'<a:schemeClr val="{name}">{alpha}</a:schemeClr>'
        return f'<a:srgbClr val="{shown.removeprefix("#")}">{alpha}</a:srgbClr>'

    def line(self, colour: str, points: float, *, dash: str = "", opacity: float = 1.0, tag: str = "a:ln") -> str:
        """Return a line element; ``dash`` is a preset of DrawingML such as ``dash``."""
        preset = f'<a:prstDash val="{dash}"/>' if dash else ""
        return f'<{tag} w="{round(points * EMU_PER_POINT)}">{self.fill(colour, opacity)}{preset}</{tag}>'

    def text(
        self, size: float | None, colour: str | None, *, is_bold: bool | None = None, is_heading: bool = False,
        tag: str = "a:rPr",
    ) -> str:  # fmt: skip
        """Return the properties of a run; None inherits."""
        fonts = self.heading if is_heading else self.body
        return text_properties(fonts, "" if colour is None else self.fill(colour), size, is_bold=is_bold, tag=tag)

    def chart_text(self, size: float, colour: str, *, is_bold: bool = False) -> str:
        """Return the ``c:txPr`` of a part of a chart; its text stays level, in one line, none left out."""
        properties = self.text(size, colour, is_bold=is_bold, tag="a:defRPr")
        said = f'<a:p><a:pPr>{properties}</a:pPr><a:endParaRPr lang="zh-CN"/></a:p>'
        return f'<c:txPr><a:bodyPr rot="0" vert="horz" wrap="none"/><a:lstStyle/>{said}</c:txPr>'
