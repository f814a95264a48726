"""Changes that would raise a score, each as one plain sentence."""

from __future__ import annotations

from flask_babel import gettext as _

from recruit.models import Currency
from recruit.services.matching import Change, Step, label
from recruit.wording.amounts import date_text, language_name, money, years_text


def change_text(change: Change, language: str) -> str:
    """What somebody would do or say, in the reader's language."""
    name = label(change.concept, language) if change.concept else ""
    years = "" if change.years is None else years_text(change.years)
    match change.step:
        case Step.LEARN:
            return _(
                "Learn “%(skill)s”, or add it if you can do it: with level %(level)d and %(years)s "
                "of work.",
                skill=name,
                level=change.level or 0,
                years=years,
            )
        case Step.REACH_LEVEL:
            return _("Reach level %(level)d in “%(skill)s”.", level=change.level or 0, skill=name)
        case Step.REACH_YEARS:
            return _("Come to %(years)s of “%(skill)s”.", years=years, skill=name)
        case Step.SAY_YEARS:
            return _(
                "Say how long you have worked with “%(skill)s”: with %(years)s.",
                skill=name,
                years=years,
            )
        case Step.BE_TESTED:
            return _("Show “%(skill)s” in a test at a workshop.", skill=name)
        case Step.WORK_AS:
            return _(
                "Name your work as “%(trade)s”, if you have done it: with %(years)s.",
                trade=name,
                years=years,
            )
        case _:
            return _wish_text(change)


def _wish_text(change: Change) -> str:
    match change.step:
        case Step.SPEAK:
            return _(
                "Learn %(language)s, or name it if you speak it.",
                language=language_name(change.language or ""),
            )
        case Step.BE_FREE if change.date is not None:
            return _("Be free by %(day)s.", day=date_text(change.date))
        case Step.ASK_PAY:
            return _(
                "Ask for no more than %(amount)s a month.",
                amount=money(int(change.pay or 0), Currency.KGS),
            )
        case Step.BE_READY:
            return _("Say that you are ready to be at the workplace by the start.")
        case _:
            return _("Come without needing housing: none is provided here.")
