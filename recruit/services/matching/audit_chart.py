"""The clone audit as a picture: impact ratios with their intervals, drawn as plain SVG."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from recruit.services.matching.audit import AT, LEAST, Audit

WIDTH = 640
LEFT, RIGHT = 150, 60
ROW = 26
LEAST_SHOWN = 0.7
_INK, _FAINT, _ENOUGH, _LOW = "#1f2933", "#9aa5b1", "#2f6f8f", "#b4532a"


def chart(audit: Audit) -> str:
    """An SVG document: a dot a group, its interval as a line, the ratio asked as a dashed one.

    Figures stand beside the dots, so nothing depends on colour. The axis begins at 0.70, or lower
    where a figure does.
    """
    lows = [group.impact.low for each in audit.groupings for group in each.groups]
    start = min([LEAST_SHOWN, *(int(low * 10) / 10 for low in lows)])
    rows = list(_rows(audit, start))
    body: list[str] = []
    top = 60
    for row in rows:
        body.append(f'<g transform="translate(0 {top})">{row}</g>')
        top += ROW
    height = top + 34
    title = f"Impact ratio in the first {AT}, with 95 % intervals"
    about = (
        f"{audit.people} people who tell {audit.profiles} skill profiles, ranked for "
        f"{audit.vacancies} vacancies"
    )
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
            f'viewBox="0 0 {WIDTH} {height}" role="img" font-family="sans-serif" font-size="13">',
            f"<title>{escape(title)}</title>",
            f"<desc>{escape(about)}</desc>",
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            _text(16, 24, title, size=15),
            _text(16, 44, about, colour=_INK),
            *body,
            _axis(start, top),
            "</svg>\n",
        )
    )


def _rows(audit: Audit, start: float) -> Iterator[str]:
    for each in audit.groupings:
        yield _text(16, 18, f"By {each.name}", size=14)
        for group in each.groups:
            value, low, high = group.impact
            middle = ROW / 2
            colour = _LOW if value < LEAST else _ENOUGH
            yield "".join(
                (
                    _text(28, middle + 4, group.name),
                    f'<line x1="{_x(low, start):.1f}" x2="{_x(high, start):.1f}" y1="{middle}" '
                    f'y2="{middle}" stroke="{_INK}" stroke-width="2"/>',
                    f'<circle cx="{_x(value, start):.1f}" cy="{middle}" r="6" fill="{colour}"/>',
                    _text(WIDTH - RIGHT + 10, middle + 4, f"{value:.3f}"),
                )
            )


def _axis(start: float, bottom: float) -> str:
    least = _x(LEAST, start)
    marks = [start, LEAST, 1.0]
    return "".join(
        (
            f'<line x1="{least:.1f}" x2="{least:.1f}" y1="56" y2="{bottom + 4}" '
            f'stroke="{_FAINT}" stroke-dasharray="4 3"/>',
            *(_text(_x(mark, start) - 12, bottom + 20, f"{mark:.2f}") for mark in marks),
        )
    )


def _x(ratio: float, start: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * max(0.0, ratio - start) / (1.0 - start)


def _text(x: float, y: float, words: str, *, size: int = 13, colour: str = _INK) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}">{escape(words)}</text>'
    )
