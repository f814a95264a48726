"""Which skills a specialist might learn next, and what each would open."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from recruit.identity import actor, locale
from recruit.models import Currency
from recruit.services import matching
from recruit.services.matching import GapAdvice, SkillGap
from recruit.web.profile.blueprint import bp, own_id, own_tabs
from recruit.wording import money

NAMED = 3
NEAR, SOMEWHAT = 0.6, 0.3


@dataclass(frozen=True, slots=True)
class GapView:
    """A skill worth learning: what it opens and pays, how near it is, some of the vacancies."""

    name: str
    opens: int
    opens_text: str
    nearness: float
    near_text: str
    pay: str | None
    raises: str | None
    vacancies: list[tuple[str, str]]
    more: int
    url: str


@bp.get("/profile/advice")
def advice() -> str:
    """Skills near to what one has that open the most vacancies at the best pay."""
    found = matching.gap_advice(own_id(), actor=actor())
    gaps = [_gap(gap, found) for gap in found.gaps]
    return render_template(
        "profile/advice.html",
        tabs=own_tabs(),
        gaps=gaps,
        most=max((gap.opens for gap in gaps), default=0),
        claimed=bool(found.candidate.claims or found.candidate.experience),
    )


def _gap(gap: SkillGap, found: GapAdvice) -> GapView:
    opened = [found.vacancies[id_] for id_ in gap.opens]
    return GapView(
        name=matching.label(gap.concept, locale()),
        opens=len(opened),
        opens_text=ngettext("opens %(num)d vacancy", "opens %(num)d vacancies", len(opened))
        if opened
        else _("opens no vacancy by itself"),
        nearness=gap.nearness,
        near_text=_near(gap.nearness),
        pay=None
        if gap.pay is None
        else _("middle pay %(amount)s a month", amount=money(gap.pay, Currency.KGS)),
        raises=_raises(gap),
        vacancies=[(url_for("vacancies.show", vacancy_id=v.id), v.title) for v in opened[:NAMED]],
        more=max(0, len(opened) - NAMED),
        url=url_for("closeness.show", asked=gap.concept),
    )


def _near(nearness: float) -> str:
    number = f"{nearness:.2f}"
    if nearness >= NEAR:
        return _("near to what you do: %(number)s", number=number)
    if nearness >= SOMEWHAT:
        return _("somewhat near to what you do: %(number)s", number=number)
    return _("new to you")


def _raises(gap: SkillGap) -> str | None:
    if not gap.raises:
        return None
    return ngettext(
        "raises your score for %(num)d vacancy by %(points)s points",
        "raises your score for %(num)d vacancies by %(points)s points on average",
        len(gap.raises),
        points=f"{gap.gain / 100:.2f}",
    )
