"""The sentences of a match. What many matches say alike is put together once a language and kept:
a page says some five hundred sentences, of some sixty kinds."""

from __future__ import annotations

from functools import lru_cache

from flask_babel import get_locale as current_locale
from flask_babel import gettext as _

from recruit.marks import N_
from recruit.services.matching import (
    MET_CLOSENESS,
    BlockCode,
    Component,
    Reason,
    Requirement,
    Said,
    Verdict,
)
from recruit.wording.amounts import isolated, years_text

LONG_LIST = 0.2
"""A level factor that only a list of many bare claims comes under."""

_KEPT = 8192

_TOLD = {
    (Component.LANGUAGE, Verdict.MET): N_("Speaks the language needed on the floor."),
    (Component.LANGUAGE, Verdict.PARTLY): N_("Speaks some of the languages needed."),
    (Component.LANGUAGE, Verdict.MISSING): N_("Does not name a language needed on the floor."),
    (Component.DATES, Verdict.MET): N_("Free by the start."),
    (Component.DATES, Verdict.PARTLY): N_("Free some time after the start."),
    (Component.DATES, Verdict.MISSING): N_("Free only long after the start."),
    (Component.PAY, Verdict.MET): N_("The pay wanted is within the offer."),
    (Component.PAY, Verdict.PARTLY): N_("The pay wanted is somewhat above the offer."),
    (Component.PAY, Verdict.MISSING): N_("The pay wanted is far above the offer."),
    (Component.READINESS, Verdict.MET): N_("Ready to be at the workplace by the start."),
    (Component.READINESS, Verdict.MISSING): N_("Not ready to come to the workplace."),
    (Component.WISHES, Verdict.MET): N_("Everything wished for is provided."),
    (Component.WISHES, Verdict.PARTLY): N_("Some of what is wished for is provided."),
    (Component.WISHES, Verdict.MISSING): N_("Nothing of what is wished for is provided."),
    (Component.TEXT, Verdict.MET): N_("Says in other words what the vacancy asks in other words."),
    (Component.TEXT, Verdict.PARTLY): N_("Says some of what the vacancy asks in other words."),
    (Component.HOUSING, Verdict.MET): N_("Needs housing, and it is provided."),
    (Component.HOUSING, Verdict.MISSING): N_("Needs housing, and none is provided."),
}
_UNKNOWN = N_("Nothing is said about it, so it does not count either way.")
_BLOCKED = {
    BlockCode.MUST_MISSING: N_("Blocked, because “%(skill)s” is a must and is missing."),
    BlockCode.LEVEL_TOO_LOW: N_(
        "Blocked, because the level stated for “%(skill)s” is below what is a must."
    ),
    BlockCode.YEARS_TOO_FEW: N_(
        "Blocked, because the years stated for “%(skill)s” are fewer than what is a must."
    ),
    BlockCode.TOO_LATE: N_("Blocked, because they are free only long after the start."),
}


def spoken() -> str:
    """The language in which sentences come now: what is kept is kept by it."""
    return str(current_locale())


@lru_cache(maxsize=1024)
def translated(language: str, sentence: str) -> str:
    """A sentence without gaps, or with its gaps open; ``language`` is `spoken`."""
    return _(sentence)


def skill_sentence(
    language: str, reason: Reason, asked: Requirement, facts: Said | None, name: str
) -> str:
    """What somebody holds for a requirement; ``name`` is what that is called."""
    if facts is None:
        silence = N_("The profile does not name it, nor anything close to it.")
        return translated(language, silence)
    concept, words, level, years = facts
    near, min_level, min_years = reason.closeness or 0.0, asked.min_level, asked.min_years
    unsaid = None
    if level is None and years is None:
        unsaid = _unsaid(reason.level or 0.0, min_level or min_years)
    rest = _extent(language, level, years, min_level, min_years, unsaid)
    if concept != asked.concept:
        percent = None if near >= 1 else round(near * 100)
        first = _instead(language, name, percent, reason.verdict is Verdict.MISSING)
    elif words and words.casefold() != name.casefold():
        first = translated(language, N_("Says “%(words)s”.")) % {"words": isolated(words)}
    else:
        first = translated(language, N_("Names exactly this skill."))
    if reason.verdict is Verdict.PARTLY and _beside_other_work(near, asked, level, years):
        first += " " + translated(language, N_("Names it beside other work, so it counts partly."))
    return f"{first} {rest}" if rest else first


def _beside_other_work(
    near: float, asked: Requirement, level: int | None, years: float | None
) -> bool:
    """Whether all that is asked is there, so that it is met in part because of what else they
    do."""
    skilled = not asked.min_level or (level or 0) >= asked.min_level
    long_enough = not asked.min_years or (years or 0.0) >= asked.min_years
    return near >= MET_CLOSENESS and skilled and long_enough


def experience_sentence(language: str, verdict: Verdict, facts: Said | None, name: str) -> str:
    """What time somebody spent in the trade or one near it; ``name`` is what that is called."""
    if verdict is Verdict.UNKNOWN:
        silence = N_("Nothing is said about earlier work, so this does not count either way.")
        return translated(language, silence)
    if facts is None:
        return translated(language, N_("No earlier work in this trade or one close to it."))
    return _time_in(language, name, facts[3])


@lru_cache(maxsize=1024)
def component_sentence(language: str, component: Component, verdict: Verdict) -> str:
    """What became of a component that needs no explanation beyond its verdict."""
    return translated(language, _TOLD.get((component, verdict), _UNKNOWN))


def block_sentence(language: str, code: BlockCode, name: str) -> str:
    """Why somebody stands apart; ``name`` is what the requirement is called, if it is one."""
    sentence = translated(language, _BLOCKED[code])
    return sentence % {"skill": name} if name else sentence


@lru_cache(maxsize=_KEPT)
def _instead(language: str, name: str, percent: int | None, missing: bool) -> str:
    """Something near is held; ``percent`` is None where it is all that is asked and more."""
    if percent is None:
        return _("Has %(held)s, which includes this.", held=name)
    line = _("Has %(held)s, which counts for %(percent)d of 100 here.", held=name, percent=percent)
    return _("The profile does not name it.") + " " + line if missing else line


@lru_cache(maxsize=_KEPT)
def _time_in(language: str, name: str, years: float | None) -> str:
    if years is None:
        return _("Worked as %(trade)s; does not say how long.", trade=name)
    return _("%(years)s as %(trade)s.", years=years_text(years), trade=name)


def _unsaid(level: float, limit: float | None) -> str | None:
    """What a claim counts for that says neither how well nor how long."""
    if level < LONG_LIST:
        return N_("It stands in a long list without levels or years, so it counts for little.")
    if level >= 1:
        return N_("Its years are taken from the rest of the profile.")
    return None if limit else N_("Does not say how well or how long, so it counts as a beginner's.")


@lru_cache(maxsize=_KEPT)
def _extent(
    language: str,
    level: int | None,
    years: float | None,
    min_level: int | None,
    min_years: float | None,
    unsaid: str | None,
) -> str:
    """How well and how long, beside what is asked."""
    lines = []
    if years is not None and min_years:
        lines.append(
            _(
                "%(years)s in it, %(asked)s asked.",
                years=years_text(years),
                asked=years_text(min_years),
            )
        )
    elif years is not None:
        lines.append(_("%(years)s in it.", years=years_text(years)))
    elif min_years:
        lines.append(_("Does not say how long; %(asked)s asked.", asked=years_text(min_years)))
    if level is not None and min_level:
        lines.append(_("Level %(level)d of 5, %(asked)d asked.", level=level, asked=min_level))
    elif level is not None:
        lines.append(_("Level %(level)d of 5.", level=level))
    elif min_level and years is None:
        lines.append(_("Does not say how well; level %(asked)d of 5 asked.", asked=min_level))
    if unsaid is not None:
        lines.append(_(unsaid))
    return " ".join(lines)
