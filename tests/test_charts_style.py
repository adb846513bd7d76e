"""Colours that a projector shows and a colour-blind viewer tells apart."""

from itertools import combinations

import numpy as np
import pytest

from dashboard.charts.style import (
    DARK,
    LIGHT,
    SMALLEST_TEXT_PIXELS,
    Style,
    bar_colours,
    base_layout,
    contrast,
    mixed,
    street_colours,
    text_colour_on,
)

VISIONS = {
    "normal": np.eye(3),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                              [-0.011820, 0.042940, 0.968881]]),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                            [-0.003882, -0.048116, 1.051998]]),
}  # fmt: skip
"""Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB."""
LEAST_DIFFERENCE = 12.0
"""CIE76; about 2.3 is just noticeable side by side."""

both_styles = pytest.mark.parametrize("style", (LIGHT, DARK), ids=("light", "dark"))


def lab(colour: str, vision: np.ndarray) -> np.ndarray:
    """Return CIE L*a*b* (D65) of a colour as that eye sees it."""
    channels = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ np.clip(vision @ linear, 0, 1) / np.array([0.9505, 1.0, 1.089])
    cube = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * cube[1] - 16, 500 * (cube[0] - cube[1]), 200 * (cube[1] - cube[2])])


@both_styles
@pytest.mark.parametrize("vision", VISIONS)
def test_series_colours_are_told_apart(style: Style, vision: str) -> None:
    seen = [lab(colour, VISIONS[vision]) for colour in style.series]

    assert min(np.linalg.norm(first - second) for first, second in combinations(seen, 2)) >= LEAST_DIFFERENCE


@both_styles
@pytest.mark.parametrize("vision", VISIONS)
def test_kinds_of_commitment_are_told_apart(style: Style, vision: str) -> None:
    seen = [lab(colour, VISIONS[vision]) for colour in style.kinds]

    assert min(np.linalg.norm(first - second) for first, second in combinations(seen, 2)) >= LEAST_DIFFERENCE


@both_styles
def test_marks_stand_out_from_the_paper(style: Style) -> None:
    assert all(contrast(colour, style.paper) >= 3 for colour in (*style.series, *style.kinds, style.accent))


@both_styles
def test_text_is_readable_on_the_paper(style: Style) -> None:
    assert contrast(style.ink, style.paper) >= 7
    assert contrast(style.quiet_ink, style.paper) >= 4.5


@both_styles
def test_text_is_readable_on_every_shade_of_the_heat_map(style: Style) -> None:
    shades = [mixed(*style.heat, step / 20) for step in range(21)]

    assert min(contrast(text_colour_on(shade, style), shade) for shade in shades) >= 4.5


def test_a_street_keeps_its_colour_for_the_same_list_of_all_streets() -> None:
    everywhere = street_colours(["甲街道", "乙街道", "丙街道"])

    assert everywhere["丙街道"] == LIGHT.series[2]
    assert len(set(everywhere.values())) == 3


def test_more_streets_than_colours_still_get_one_each() -> None:
    assert len(street_colours([f"{place}街道" for place in range(107)])) == 107


def test_bars_take_one_colour_where_streets_outnumber_colours() -> None:
    many = [f"{place}街道" for place in range(len(LIGHT.series) + 1)]

    assert set(bar_colours(many).values()) == {LIGHT.accent}
    assert bar_colours(["甲街道"], {"甲街道": "#123456"}) == {"甲街道": "#123456"}


def test_the_layout_names_the_font_and_a_legible_size() -> None:
    layout = base_layout(600)

    assert layout["font"]["family"].startswith('"Noto Sans SC"')
    assert layout["font"]["size"] >= SMALLEST_TEXT_PIXELS
    assert layout["height"] == 600


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
