"""The vacancy form: what was typed, read into terms. It only parses."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, TypeVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from recruit.errors import FieldFault, Invalid
from recruit.identity import locale
from recruit.models import Currency, PayBasis, RequirementImportance, Shift
from recruit.problems import show_faults
from recruit.services import matching
from recruit.services.text import clean
from recruit.services.vacancies import RequirementLine, Terms
from recruit.web.employer.fields import Day, Number, WholeNumber
from recruit.wording import choices, language_name, level_choices

ROWS_READ = 40
READINGS = 4
LEVELS = frozenset("12345")
FLOOR_LANGUAGES = ("ky", "ru", "uz", "en", "bn", "ur")

Choice = TypeVar("Choice", bound=StrEnum)


def _not_said(options: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("", _("Not said")), *options]


def _yes_or_no() -> list[tuple[str, str]]:
    return _not_said([("yes", _("Yes")), ("no", _("No"))])


def _any_level() -> list[tuple[str, str]]:
    return [("", _("Any level")), *level_choices()]


def _trades() -> list[tuple[str, str]]:
    return [("", _("As the title says")), *matching.options({"occupation"}, locale())]


class RequirementForm(Form):
    """A line of the requirements. ``reading`` is the concept that ``read_from`` was taken for."""

    text = StringField(_l("Skill, machine or product"))
    importance = SelectField(
        _l("How important"),
        choices=lambda: choices(RequirementImportance),
        default=RequirementImportance.ESSENTIAL.value,
    )
    min_level = SelectField(_l("Level at least"), choices=_any_level, default="")
    min_years = Number(_l("Years at least"))
    reading = SelectField(_l("We read it as"), choices=list, validate_choice=False)
    read_from = HiddenField()
    keep = BooleanField(_l("Keep it in my own words"))
    remove = BooleanField(_l("Remove this line"))

    @property
    def blank(self) -> bool:
        return not (self.text.data or "").strip()

    @property
    def asks_extent(self) -> bool:
        """Whether the line asks a level or years, or says them wrongly."""
        asked = (self.min_level, self.min_years)
        return any(field.data or field.errors for field in asked)

    @property
    def settled(self) -> str | None:
        """The concept chosen for the words, while the words stay as they were."""
        same = (self.text.data or "").strip() == (self.read_from.data or "").strip()
        return (self.reading.data or None) if same else None


class VacancyForm(FlaskForm):
    """Everything an employer writes of a vacancy."""

    title = StringField(_l("Whom do you need?"))
    description = TextAreaField(_l("Text of the advert"))
    occupation = SelectField(_l("Trade"), choices=_trades, default="")
    requirements = FieldList(
        FormField(RequirementForm),
        label=_l("What the work needs"),
        min_entries=1,
        max_entries=ROWS_READ,
    )
    headcount = WholeNumber(_l("How many people"), default=1)
    pay_basis = SelectField(
        _l("How it is paid"), choices=lambda: _not_said(choices(PayBasis)), default=""
    )
    pay_min = WholeNumber(_l("Pay from"))
    pay_max = WholeNumber(_l("Pay up to"))
    pay_currency = SelectField(
        _l("Currency"), choices=lambda: choices(Currency), default=Currency.KGS.value
    )
    guaranteed_minimum = WholeNumber(_l("Guaranteed minimum a month"))
    deductions = StringField(_l("What is taken off the pay"))
    hours_per_day = Number(_l("Hours a day"))
    days_per_week = WholeNumber(_l("Days a week"))
    overtime = StringField(_l("Overtime"))
    shift = SelectField(_l("Shift"), choices=lambda: _not_said(choices(Shift)), default="")
    housing = SelectField(_l("Housing"), choices=_yes_or_no, default="")
    meals = SelectField(_l("Meals"), choices=_yes_or_no, default="")
    transport = SelectField(_l("Transport to work"), choices=_yes_or_no, default="")
    travel_paid = SelectField(_l("Travel to Kyrgyzstan paid"), choices=_yes_or_no, default="")
    contract_months = WholeNumber(_l("Contract, months"))
    floor_languages = SelectMultipleField(
        _l("Languages needed on the floor"), choices=list, validate_choice=False
    )
    place = StringField(_l("Town or district"))
    start_on = Day(_l("Work starts on"))
    expires_on = Day(_l("Last day of the advert"))

    def terms(self) -> Terms:
        """What was typed, as terms; lines that are blank or removed are left out."""
        return Terms(
            title=self.title.data or "",
            description=self.description.data or "",
            occupation_id=self.occupation.data or None,
            requirements=tuple(_line(row.form) for row in self._lines()),
            headcount=self.headcount.data or 0,
            pay_basis=_member(PayBasis, self.pay_basis.data),
            pay_min=self.pay_min.data,
            pay_max=self.pay_max.data,
            pay_currency=_member(Currency, self.pay_currency.data) or Currency.KGS,
            guaranteed_minimum=self.guaranteed_minimum.data,
            deductions=self.deductions.data or "",
            hours_per_day=self.hours_per_day.data,
            days_per_week=self.days_per_week.data,
            overtime=self.overtime.data or "",
            shift=_member(Shift, self.shift.data),
            housing=_answer(self.housing.data),
            meals=_answer(self.meals.data),
            transport=_answer(self.transport.data),
            travel_paid=_answer(self.travel_paid.data),
            contract_months=self.contract_months.data,
            floor_languages=tuple(self.floor_languages.data or ()),
            place=self.place.data or "",
            start_on=self.start_on.data,
            expires_on=self.expires_on.data,
        )

    def show(self, error: Invalid) -> None:
        """Put a service's faults at the fields; where a field could not even be parsed, that says
        enough. The service counts the lines it was given, the form all of them."""
        places = [self.requirements.entries.index(row) for row in self._lines()]
        kept = []
        for found in error.faults:
            steps = found.field.split("-")
            if steps[0] == "requirements" and len(steps) > 1:
                steps[1] = str(places[int(steps[1])])
            elif steps[0] in self and self[steps[0]].errors:
                continue
            kept.append(FieldFault("-".join(steps), found.fault, found.facts))
        rows = [found for found in kept if found.field.startswith("requirements-")]
        if rows and not any(self.requirements.errors):
            # A list's errors begin with a place for each row where a row is wrong.
            self.requirements.errors = [() for _row in self.requirements.entries]
        show_faults(self, Invalid(kept))

    def dress(self) -> None:
        """Offer in each line the ways its words can be read, and the languages chosen."""
        chosen = self.floor_languages.data or []
        codes = dict.fromkeys((*FLOOR_LANGUAGES, *chosen))
        self.floor_languages.choices = [(code, language_name(code)) for code in codes]
        for row in self.requirements.entries:
            _dress_line(row.form)

    @property
    def more_is_filled(self) -> bool:
        """Whether one of the less used fields says something or is wrong."""
        less_used = (
            self.guaranteed_minimum,
            self.deductions,
            self.hours_per_day,
            self.days_per_week,
            self.overtime,
            self.shift,
            self.contract_months,
            self.floor_languages,
            self.start_on,
            self.expires_on,
        )
        return any(field.data or field.errors for field in less_used)

    def _lines(self) -> list[Any]:
        return [
            row
            for row in self.requirements.entries
            if not row.form.blank and not row.form.remove.data
        ]


def _line(form: RequirementForm) -> RequirementLine:
    level = form.min_level.data
    return RequirementLine(
        text=form.text.data or "",
        concept_id=form.settled,
        importance=_member(RequirementImportance, form.importance.data)
        or RequirementImportance.ESSENTIAL,
        min_level=int(level) if level in LEVELS else None,
        min_years=form.min_years.data,
        keep=bool(form.keep.data),
    )


def _dress_line(form: RequirementForm) -> None:
    text = (form.text.data or "").strip()
    links = matching.link(clean(text), types=matching.REQUIRABLE, k=READINGS) if text else []
    ids = dict.fromkeys([*filter(None, [form.settled]), *(link.concept_id for link in links)])
    known = [id_ for id_ in ids if matching.concept_type(id_) in matching.REQUIRABLE]
    form.reading.choices = [(id_, matching.label(id_, locale())) for id_ in known]
    form.reading.data = known[0] if known else None
    form.read_from.data = text


def _member(enum: type[Choice], value: str | None) -> Choice | None:
    return enum(value) if value in {member.value for member in enum} else None


def _answer(value: str | None) -> bool | None:
    return {"yes": True, "no": False}.get(value or "")
