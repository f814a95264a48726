"""How far one skill stands for another: the table that ranks, for everybody to look up."""

from __future__ import annotations

from flask import Blueprint, render_template

from recruit.identity import locale
from recruit.services import matching
from recruit.web import browsing
from recruit.web.picking import requirement_words

bp = Blueprint("closeness", __name__)


@bp.get("/how-ranking-works/closeness")
def show() -> str:
    asked, held = browsing.text_arg("asked"), browsing.text_arg("held")
    found = matching.stand_ins(asked, held, locale())
    return render_template(
        "pages/closeness.html",
        found=found,
        asked=found.asked.label if found.asked else asked,
        held=found.held.label if found.held else held,
        words=requirement_words(),
    )
