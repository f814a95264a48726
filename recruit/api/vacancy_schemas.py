"""The shape of vacancies: what may be sent, and what is answered."""

from __future__ import annotations

from recruit.api.common_schemas import ListShape, PageQuery
from recruit.api.fields import (
    Choice,
    Day,
    Identifier,
    Long,
    Many,
    Moment,
    Number,
    One,
    Rows,
    Shape,
    Text,
    Whole,
    YesNo,
    says,
)
from recruit.models import Currency, PayBasis, RequirementImportance, Shift, VacancyState
from recruit.services import vacancy_terms as rules


class RequirementIn(Shape):
    """One thing a vacancy asks: a concept of the taxonomy, or words that mean one."""

    concept = Text(
        allow_none=True,
        validate=Long(64),
        metadata=says("A concept's id; settles what is asked.", "overlock_4_thread"),
    )
    text = Text(
        allow_none=True,
        validate=Long(rules.REQUIREMENT_MOST),
        metadata=says("Words in any of the six languages, linked to a concept."),
    )
    importance = Choice(
        RequirementImportance,
        load_default=RequirementImportance.ESSENTIAL,
        metadata=says("`must` sets those who lack it apart; `essential` and `nice` weigh."),
    )
    min_level = Whole(allow_none=True, metadata=says("The least level, 1 to 5.", 3))
    min_years = Number(allow_none=True, metadata=says("The least years, 0 to 60.", 1))
    keep = YesNo(
        load_default=False,
        metadata=says("Keep words that mean no concept yet; nobody is ranked by them till then."),
    )


class PayIn(Shape):
    """What is offered. Amounts are a month's; an hour's where the basis is `hour`."""

    basis = Choice(PayBasis, allow_none=True, metadata=says("How the work is paid."))
    min = Whole(allow_none=True, metadata=says("The least.", 35000))
    max = Whole(allow_none=True, metadata=says("The most.", 50000))
    currency = Choice(Currency, load_default=Currency.KGS, metadata=says("The currency."))
    guaranteed_minimum = Whole(
        allow_none=True, metadata=says("What a slow month brings at the least.")
    )


class WeightsIn(Shape):
    """What each part of the score weighs, 0 to 100; what is not named weighs as by default."""

    skill = Number(metadata=says("The skills asked."))
    experience = Number(metadata=says("Years in the occupation."))
    language = Number(metadata=says("The languages on the floor."))
    dates = Number(metadata=says("Free by the start."))
    pay = Number(metadata=says("Pay wanted against pay offered."))
    readiness = Number(metadata=says("Ready to be at the workplace by the start."))
    housing = Number(metadata=says("Housing needed and given."))
    text = Number(metadata=says("Words that no skill covers."))


class VacancyChange(Shape):
    """Fields of a vacancy; those left out stay as they are."""

    title = Text(metadata=says("As the workshop calls the work.", "Швея на 4-нитку"))
    description = Text(metadata=says("The advert in the employer's own words."))
    occupation = Text(
        allow_none=True,
        metadata=says(
            "A concept of type `occupation`, or words for one; without it the title is read.",
            "overlock_operator",
        ),
    )
    requirements = Rows(
        One(RequirementIn),
        validate=Many(rules.REQUIREMENTS_MOST),
        metadata=says("What the work asks, each concept once."),
    )
    headcount = Whole(metadata=says("How many people are wanted.", 3))
    pay = One(PayIn, allow_none=True, metadata=says("What is offered."))
    deductions = Text(metadata=says("What is taken off the pay, in words."))
    hours_per_day = Number(allow_none=True, metadata=says("Hours a day.", 9))
    days_per_week = Whole(allow_none=True, metadata=says("Days a week.", 6))
    overtime = Text(metadata=says("Overtime and how it is paid, in words."))
    shift = Choice(Shift, allow_none=True, metadata=says("When the work is."))
    housing = YesNo(allow_none=True, metadata=says("A place to live is given; null: not said."))
    meals = YesNo(allow_none=True, metadata=says("Meals are given; null: not said."))
    transport = YesNo(allow_none=True, metadata=says("The way to work is given; null: not said."))
    travel_paid = YesNo(allow_none=True, metadata=says("The journey is paid; null: not said."))
    contract_months = Whole(allow_none=True, metadata=says("Length of the contract in months."))
    languages = Rows(
        Text(validate=Long(8)),
        validate=Many(rules.LANGUAGES_MOST),
        metadata=says("ISO 639-1 codes of the languages needed on the floor.", ["ru"]),
    )
    place = Text(metadata=says("Where the workshop is.", "Бишкек, Дордой"))
    start = Day(allow_none=True, metadata=says("The first day of work."))
    expires = Day(allow_none=True, metadata=says("The last day the vacancy is open."))
    weights = One(WeightsIn, metadata=says("What each part of the score weighs."))


class VacancyIn(VacancyChange):
    """A new vacancy."""

    title = Text(required=True, metadata=says("As the workshop calls the work."))


class UnderstoodRequirement(Shape):
    """One thing a vacancy asks, as the ranking understands it."""

    id = Text(metadata=says("What reasons name it by."))
    concept = Text(metadata=says("The concept asked.", "overlock_4_thread"))
    label = Text(metadata=says("Its name in the language of the answer."))
    importance = Choice(RequirementImportance, metadata=says("How much it matters."))
    min_level = Whole(allow_none=True, metadata=says("The least level asked."))
    min_years = Number(allow_none=True, metadata=says("The least years asked."))


class RequirementOut(UnderstoodRequirement):
    """One thing a vacancy asks."""

    concept = Text(allow_none=True, metadata=says("The concept asked; null while not linked."))

    text = Text(metadata=says("The employer's own words."))


class EmployerOut(Shape):
    """Whose vacancy it is."""

    name = Text(metadata=says("The workshop or agency."))
    verified = YesNo(metadata=says("Whether its papers have been checked."))


class PayOut(PayIn):
    """What is offered. Amounts are a month's; an hour's where the basis is `hour`."""

    sentence = Text(metadata=says("The same as a sentence in the language of the answer."))


class Vacancy(VacancyChange):
    """A vacancy."""

    id = Identifier(metadata=says("Its id."))
    url = Text(metadata=says("Its address in this API."))
    matches_url = Text(metadata=says("Where its ranked specialists are."))
    state = Choice(VacancyState, metadata=says("Where it stands; only `open` ones are public."))
    own = YesNo(metadata=says("Whether it is the key's own and may be changed with it."))
    employer = One(EmployerOut)
    occupation_label = Text(allow_none=True, metadata=says("The occupation's name."))
    requirements = Rows(One(RequirementOut), metadata=says("What the work asks."))
    pay = One(PayOut)
    filled = Whole(metadata=says("How many of the posts are taken."))
    revision = Whole(metadata=says("Counts up with every change."))
    demonstration = YesNo(metadata=says("Whether it is made up to show how things work."))
    published_at = Moment(allow_none=True)
    created_at = Moment()
    updated_at = Moment()


class VacancyList(ListShape):
    """A page of vacancies, newest first."""

    vacancies = Rows(One(Vacancy))


class VacancyQuery(PageQuery):
    """Which vacancies."""

    state = Choice(VacancyState, metadata=says("Only those in this state."))
    mine = YesNo(load_default=False, metadata=says("Only the key's own."))
    occupation = Text(
        validate=Long(64), metadata=says("Only of this occupation or a narrower one.")
    )
