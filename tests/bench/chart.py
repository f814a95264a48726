"""Cost against size, as one SVG."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

FULL = "Iyne, full query with 50 reasons"
PLAIN = "Iyne, plain skills"


def write(file: Path, by_size: Mapping[int, Mapping[str, Any]]) -> None:
    """Draw the medians of each size in ``by_size`` (people -> results of a run), by the work: what
    else a machine does at the time would bend lines by the clock."""
    lines: list[dict[str, Any]] = []
    for people, result in by_size.items():
        lines.append(_point(people, FULL, result["full"]["search"]["work_p50_ms"]))
        for name, side in result["plain"]["sides"].items():
            if name != "Index.search":
                shown = PLAIN if name == "Index.top" else name.split(",")[0]
                lines.append(_point(people, shown, side["work_p50_ms"]))
    last: dict[str, float] = {line["way"]: line["ms"] for line in lines}
    order = sorted(last, key=lambda way: -last[way])
    chart = (
        alt.Chart(alt.Data(values=lines), width=520, height=340)
        .mark_line(point=alt.OverlayMarkDef(size=45), strokeWidth=2)
        .encode(
            alt.X("people:Q", scale=alt.Scale(type="log"), title="specialists").axis(
                values=sorted(by_size), format="~s", grid=False
            ),
            alt.Y(
                "ms:Q", scale=alt.Scale(type="log"), title="processor milliseconds a query, median"
            ).axis(format="~g", gridOpacity=0.4),
            alt.Color("way:N", sort=order, title=None, scale=alt.Scale(scheme="tableau10")).legend(
                labelLimit=260
            ),
            alt.StrokeDash(
                "ours:N",
                legend=None,
                scale=alt.Scale(domain=[True, False], range=[[1, 0], [5, 3]]),
            ),
        )
        .configure(background="white", font="sans-serif")
        .configure_view(stroke=None)
    )
    svg = vl_convert.vegalite_to_svg(chart.to_json())
    file.write_text(svg if svg.endswith("\n") else svg + "\n", encoding="utf-8")


def _point(people: int, way: str, milliseconds: float) -> dict[str, Any]:
    return {"people": people, "way": way, "ms": milliseconds, "ours": way in (FULL, PLAIN)}
