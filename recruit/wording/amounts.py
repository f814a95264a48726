"""Pay, years, hours, days, countries and languages as people say them."""

from __future__ import annotations

import datetime as dt

from babel import Locale
from babel.core import UnknownLocaleError
from flask_babel import format_date, format_decimal, ngettext
from flask_babel import get_locale as current_locale
from flask_babel import gettext as _

from recruit.marks import N_
from recruit.models import Currency, PayBasis, Vacancy

ORIGINS = ("KG", "UZ", "BD", "PK")
"""Countries whose specialists the platform is made for, first in every list."""


def isolated(text: str) -> str:
    """Typed text for a gap in a plain sentence: whatever direction it runs, the rest stays."""
    return f"\u2068{text}\u2069"


def money(amount: int | float, currency: Currency) -> str:
    """An amount with its currency."""
    figure = format_decimal(round(amount))
    names = {
        Currency.KGS: _("%(amount)s som", amount=figure),
        Currency.USD: _("%(amount)s US dollars", amount=figure),
        Currency.RUB: _("%(amount)s roubles", amount=figure),
    }
    return names[currency]


def pay_text(vacancy: Vacancy) -> str:
    """What a vacancy pays, with basis and period; says so where nothing is promised."""
    low, high = vacancy.pay_min, vacancy.pay_max
    if low is None and high is None:
        if vacancy.pay_basis is PayBasis.PIECE:
            return _("Piece rate, amount not stated")
        return _("Pay not stated")
    if low is not None and high is not None and low != high:
        amount = _(
            "%(low)s to %(high)s",
            low=format_decimal(low),
            high=money(high, vacancy.pay_currency),
        )
    elif low is not None and high is None:
        amount = _("from %(low)s", low=money(low, vacancy.pay_currency))
    elif low is None and high is not None:
        amount = _("up to %(high)s", high=money(high, vacancy.pay_currency))
    else:
        amount = money(low or high or 0, vacancy.pay_currency)
    ways = {
        PayBasis.PIECE: _("%(amount)s a month, piece rate", amount=amount),
        PayBasis.HOUR: _("%(amount)s an hour", amount=amount),
        PayBasis.MONTH: _("%(amount)s a month", amount=amount),
        PayBasis.GUARANTEED_PIECE: _(
            "%(amount)s a month, piece rate with a guaranteed minimum", amount=amount
        ),
    }
    if vacancy.pay_basis is None:
        return _("%(amount)s a month", amount=amount)
    return ways[vacancy.pay_basis]


def years_text(years: float) -> str:
    """A length of experience: months below a year, else years."""
    if 0 < years < 1:
        months = max(1, round(years * 12))
        return ngettext("%(num)d month", "%(num)d months", months)
    if years == int(years):
        return ngettext("%(num)d year", "%(num)d years", int(years))
    return _("%(years)s years", years=format_decimal(round(years, 1)))


def hours_text(vacancy: Vacancy) -> str | None:
    """Hours a day and days a week, with the week's sum; None where not stated."""
    hours, days = vacancy.hours_per_day, vacancy.days_per_week
    if hours is None or days is None:
        return None
    return _(
        "%(hours)s hours a day, %(days)s days a week: %(total)s hours a week",
        hours=format_decimal(hours),
        days=days,
        total=format_decimal(hours * days),
    )


_DAYS = {"ky": "d-MMMM,\N{NO-BREAK SPACE}y-'ж'."}
"""How a day is written where Unicode's pattern reads like a form."""


def date_text(day: dt.date | dt.datetime) -> str:
    """A day, written out."""
    locale = current_locale()
    return str(format_date(day, _DAYS.get(locale.language if locale else "", "long")))


_COUNTRIES = {"KG": N_("Kyrgyzstan")}
_LANGUAGES = {"ky": N_("Kyrgyz"), "bn": N_("Bangla")}
"""Names for which readers here use another word than Unicode's tables do in some languages."""


def country_name(code: str) -> str:
    """A country in the reader's language; its code where the language has no name for it."""
    if code in _COUNTRIES:
        return str(_(_COUNTRIES[code]))
    locale = current_locale()
    return str(locale.territories.get(code, code)) if locale is not None else code


def language_name(code: str) -> str:
    """A language in the reader's language; its code where it has no name."""
    if code in _LANGUAGES:
        return str(_(_LANGUAGES[code]))
    locale = current_locale()
    try:
        name = Locale.parse(code).get_display_name(locale)
    except (UnknownLocaleError, ValueError):
        name = None
    return str(name) if name else code
