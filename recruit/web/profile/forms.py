"""A specialist's forms: they hold what is typed; what is right about it, the service says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from recruit.models import Visibility
from recruit.services.candidate_facts import COUNTRIES, WISHES, ClaimLine, ExperienceLine, Facts
from recruit.web.profile.fields import AmountField, DayField, level_field
from recruit.wording import choices, country_name, language_name
from recruit.wording.amounts import ORIGINS

SPOKEN = ("ky", "ru", "uz", "bn", "ur", "en", "hi", "kk", "tg", "tr", "zh")
_READY = {"yes": True, "no": False}


class SkillRow(Form):
    """A skill. The concept holds for the words it was found by: other words are linked anew."""

    text = StringField(_l("Skill, machine or operation"))
    concept_id = HiddenField()
    linked_text = HiddenField()
    last_used_years = AmountField()
    level = level_field(_l("How well"))
    years = AmountField(_l("Years"))
    keep = BooleanField()
    remove = BooleanField()

    @property
    def words(self) -> StringField:
        return self.text

    def line(self) -> ClaimLine:
        return ClaimLine(
            text=self.text.data or "",
            concept_id=_linked(self.concept_id.data, self.text.data, self.linked_text.data),
            level=self.level.data,
            years=self.years.data,
            last_used_years=self.last_used_years.data,
        )


class TradeRow(Form):
    """Years in a trade."""

    title = StringField(_l("Trade"))
    concept_id = HiddenField()
    linked_text = HiddenField()
    years = AmountField(_l("Years"))
    keep = BooleanField()
    remove = BooleanField()

    @property
    def words(self) -> StringField:
        return self.title

    def line(self) -> ExperienceLine:
        return ExperienceLine(
            title=self.title.data or "",
            concept_id=_linked(self.concept_id.data, self.title.data, self.linked_text.data),
            years=self.years.data,
        )


def _linked(concept_id: str | None, words: str | None, linked_text: str | None) -> str | None:
    return concept_id if concept_id and words == linked_text else None


def row_of(line: ClaimLine, *, keep: bool = True) -> dict[str, Any]:
    """A skill as a row's values."""
    return {
        "text": line.text,
        "concept_id": line.concept_id or "",
        "linked_text": line.text,
        "level": line.level,
        "years": line.years,
        "last_used_years": line.last_used_years,
        "keep": keep,
    }


def trade_of(line: ExperienceLine, *, keep: bool = True) -> dict[str, Any]:
    """A trade as a row's values."""
    return {
        "title": line.title,
        "concept_id": line.concept_id or "",
        "linked_text": line.title,
        "years": line.years,
        "keep": keep,
    }


def drop(rows: FieldList[Any]) -> None:
    """Take out the rows marked for removal, and those nothing was typed into."""
    rows.entries = [row for row in rows.entries if not row.form.remove.data and not blank(row.form)]


def blank(row: SkillRow | TradeRow) -> bool:
    """Whether nothing was typed into a row."""
    return not any(text.strip() for text in (row.words.data or "", *(row.years.raw_data or ())))


class WishFields:
    """Where from, when, and what for."""

    pay_wanted = AmountField(_l("Pay you want a month"), whole=True)
    country = SelectField(
        _l("Country you live in"),
        choices=lambda: _countries(),
        coerce=lambda value: str(value) if value else None,
        validate_choice=False,
    )
    place = StringField(_l("Town or village"))
    available_from = DayField(_l("Free from"))
    ready_to_move = RadioField(
        _l("Ready to come to the workshop’s town for work?"),
        choices=lambda: [("yes", _("Yes")), ("no", _("No")), ("", _("I do not know yet"))],
        coerce=lambda value: value if isinstance(value, bool) else _READY.get(value),
        validate_choice=False,
    )
    wishes = SelectMultipleField(
        _l("What you wish for besides pay"), choices=lambda: _wishes(), validate_choice=False
    )
    languages = SelectMultipleField(
        _l("Languages you speak"),
        choices=lambda: [(code, language_name(code)) for code in SPOKEN],
        validate_choice=False,
    )

    def wish_values(self) -> dict[str, Any]:
        """What was typed, as the facts' values."""
        return {
            "pay_wanted": self.pay_wanted.data,
            "country": self.country.data,
            "place": self.place.data or "",
            "available_from": self.available_from.data,
            "ready_to_move": self.ready_to_move.data,
            "wishes": tuple(self.wishes.data or ()),
            "languages": tuple(self.languages.data or ()),
        }


def wish_data(facts: Facts) -> dict[str, Any]:
    """A profile's wishes as the form's values."""
    return {
        "pay_wanted": facts.pay_wanted,
        "country": facts.country,
        "place": facts.place,
        "available_from": facts.available_from,
        "ready_to_move": facts.ready_to_move,
        "wishes": list(facts.wishes),
        "languages": list(facts.languages),
    }


def visibility_field() -> RadioField:
    return RadioField(
        _l("Who may see your profile"),
        choices=lambda: choices(Visibility),
        default=Visibility.PUBLIC.value,
        validate_choice=False,
    )


def visibility_of(value: str | None) -> Visibility | None:
    """The choice a form sent, None where it is none."""
    return next((choice for choice in Visibility if choice.value == value), None)


def visibility_texts() -> dict[str, str]:
    """What each choice means."""
    return {
        Visibility.PUBLIC.value: _(
            "A card with your skills and country stands in the list of specialists. "
            "It never has your name or contacts."
        ),
        Visibility.EMPLOYERS.value: _(
            "Only workshops and recruiters who are signed in see the card and find you in their "
            "rankings."
        ),
        Visibility.APPLIED.value: _(
            "You are in no list. Only a workshop to whose vacancy you apply sees your profile."
        ),
        Visibility.HIDDEN.value: _(
            "Your profile rests. Nobody sees it, and you cannot apply until you choose again."
        ),
    }


def _countries() -> list[tuple[str, str]]:
    """Every country, those the platform is made for first."""
    others = sorted(
        ((code, country_name(code)) for code in COUNTRIES.difference(ORIGINS)),
        key=lambda choice: choice[1].casefold(),
    )
    first = [(code, country_name(code)) for code in ORIGINS]
    return [("", _("Not said")), *first, *others]


def _wishes() -> list[tuple[str, str]]:
    names = {
        "housing": _("Housing"),
        "meals": _("Meals"),
        "transport": _("Transport to work"),
        "air_ticket": _("Ticket paid"),
    }
    return [(wish, names[wish]) for wish in WISHES]


class SkillsForm(FlaskForm):
    """The skills of a profile that is there already."""

    headline = StringField(_l("Your work in one line"))
    about = TextAreaField(_l("More about your work"))
    words = TextAreaField(_l("Add in your own words"))
    claims = FieldList(FormField(SkillRow), _l("Skills"))
    experience = FieldList(FormField(TradeRow), _l("Trades and years"))


class WishesForm(WishFields, FlaskForm):
    """The wishes of a profile; languages it has beside the usual ones are offered too."""

    def __init__(self, spoken: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        more = [(code, language_name(code)) for code in spoken if code not in SPOKEN]
        self.languages.choices = [*self.languages.choices, *more]


class VisibilityForm(FlaskForm):
    """Who may see a profile."""

    visibility = visibility_field()


class MessageForm(FlaskForm):
    """A word to an employer."""

    message = TextAreaField(_l("A few words to the workshop"))


class StartForm(WishFields, FlaskForm):
    """Registration, all its steps: each page shows its part and carries the rest along."""

    words = TextAreaField(_l("What do you work with?"))
    claims = FieldList(FormField(SkillRow), _l("Skills"))
    experience = FieldList(FormField(TradeRow), _l("Trades and years"))
    more = FieldList(FormField(SkillRow), _l("More skills"))
    jobs = FieldList(FormField(TradeRow), _l("More trades"))
    visibility = visibility_field()
    full_name = StringField(_l("Your name"))
    contact = StringField(_l("Phone or e-mail"))
    password = PasswordField(_l("Password"))
    adult = BooleanField(_l("I am 18 or older"))

    def facts(self) -> Facts:
        """The profile as it would be kept: the rows that are ticked."""
        return Facts(
            **self.wish_values(),
            visibility=visibility_of(self.visibility.data) or Visibility.PUBLIC,
            claims=tuple(row.form.line() for row in self.claims if row.form.keep.data),
            experience=tuple(row.form.line() for row in self.experience if row.form.keep.data),
        )
