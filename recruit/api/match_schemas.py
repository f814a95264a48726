"""The shape of rankings: what is asked, and what is answered with every reason."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from marshmallow import ValidationError, validates_schema

from recruit.api.candidate_schemas import WISHES, ClaimIn, ExperienceIn
from recruit.api.common_schemas import MAX_LIMIT, MAX_OFFSET, ConceptRef, ListShape
from recruit.api.fields import (
    Between,
    Choice,
    Day,
    Identifier,
    Long,
    Many,
    Number,
    One,
    Rows,
    Shape,
    Text,
    Whole,
    YesNo,
    says,
)
from recruit.api.vacancy_schemas import (
    EmployerOut,
    UnderstoodRequirement,
    VacancyChange,
    WeightsIn,
)
from recruit.models import ClaimEvidence
from recruit.services import candidate_facts as rules
from recruit.services.call_people import MAX_CANDIDATES
from recruit.services.matching import BlockCode, Component, Verdict

WAYS = ("vacancy_id", "vacancy", "vacancy_text")


class CallVacancy(VacancyChange):
    """A vacancy described in a call; nothing of it is kept."""

    conditions = Rows(
        Text(validate=Long(64)),
        validate=Many(20),
        metadata=says("Concepts of type `condition` that are offered.", ["housing"]),
    )


class CallClaim(ClaimIn):
    """One thing somebody can do: a concept of the taxonomy, or words for it."""

    level = Whole(allow_none=True, validate=Between(1, 5), metadata=says("1 to 5.", 4))
    years = Number(
        allow_none=True, validate=Between(0, rules.MAX_YEARS), metadata=says("Years of it.", 3)
    )
    last_used_years = Number(
        allow_none=True,
        validate=Between(0, rules.MAX_YEARS),
        metadata=says("Years since last used."),
    )
    evidence = Choice(
        ClaimEvidence,
        load_default=ClaimEvidence.STATED,
        metadata=says("Who stands behind it; you answer for it."),
    )


class CallExperience(ExperienceIn):
    """Years in an occupation: a concept of type `occupation`, or a title in words."""

    years = Number(
        allow_none=True, validate=Between(0, rules.MAX_YEARS), metadata=says("Years in it.", 5)
    )


class CallCandidate(Shape):
    """Somebody to be ranked: described, or in plain words (`text`). Nothing of it is kept."""

    id = Text(
        validate=Long(100),
        metadata=says("Your own id, once in a call; by default the place in the list, from 1."),
    )
    text = Text(
        allow_none=True,
        metadata=says("What somebody says of their work, in any of the six languages."),
    )
    claims = Rows(
        One(CallClaim), validate=Many(rules.MAX_CLAIMS), metadata=says("What they can do.")
    )
    experience = Rows(
        One(CallExperience),
        validate=Many(rules.MAX_EXPERIENCE),
        metadata=says("Where the years went."),
    )
    languages = Rows(
        Text(validate=Long(8)),
        validate=Many(rules.MAX_LANGUAGES),
        metadata=says("ISO 639-1 codes of the languages spoken at work.", ["bn"]),
    )
    available_from = Day(allow_none=True, metadata=says("Free from this day on."))
    pay_wanted = Whole(
        allow_none=True,
        validate=Between(0, rules.MAX_PAY),
        metadata=says("A month's pay in som.", 45000),
    )
    ready_to_move = YesNo(
        allow_none=True, metadata=says("Can be at the workplace by the start; null: not said.")
    )
    wishes = Rows(
        Text(validate=Long(64)),
        validate=Many(len(rules.WISHES)),
        metadata=says(f"What they need: {WISHES}."),
    )

    @validates_schema
    def text_or_claims(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if data.get("text") is not None and (data.get("claims") or data.get("experience")):
            message = _("Describe somebody either in plain words or by claims, not both.")
            raise ValidationError(message, "text")


class MatchIn(Shape):
    """A vacancy, given in one of three ways, and whom to rank for it."""

    vacancy_id = Identifier(metadata=says("A vacancy stored here, your own or an open one."))
    vacancy = One(CallVacancy, metadata=says("A vacancy described."))
    vacancy_text = Text(
        metadata=says(
            "An advert as people write it, in any of the six languages.",
            "Требуется швея на 4-нитку и распошив, трикотаж, опыт от 1 года, жильё",
        )
    )
    candidates = Rows(
        One(CallCandidate),
        validate=Many(MAX_CANDIDATES),
        metadata=says(
            f"People to rank, at most {MAX_CANDIDATES}; without it, everybody your key may see."
        ),
    )
    limit = Whole(
        load_default=20, validate=Between(1, MAX_LIMIT), metadata=says("How many matches at most.")
    )
    offset = Whole(
        load_default=0,
        validate=Between(0, MAX_OFFSET),
        metadata=says("How many to leave out before them."),
    )

    @validates_schema
    def one_vacancy(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if sum(name in data for name in WAYS) != 1:
            message = _("Give the vacancy in one way: vacancy_id, vacancy or vacancy_text.")
            raise ValidationError(message, "vacancy")


class UnderstoodPay(Shape):
    """A month's pay in som, as the ranking reckons with it."""

    min = Number(allow_none=True)
    max = Number(allow_none=True)
    currency = Text(metadata=says("Always `KGS`."))
    basis = Text(metadata=says("Always `month`."))


class Understood(Shape):
    """The vacancy as the ranking understands it."""

    id = Identifier(allow_none=True, metadata=says("Its id where it is stored here."))
    title = Text(metadata=says("Its title."))
    occupation = One(ConceptRef, allow_none=True)
    requirements = Rows(One(UnderstoodRequirement))
    languages = Rows(Text(), metadata=says("ISO 639-1 codes needed on the floor."))
    start = Day(allow_none=True)
    pay = One(UnderstoodPay, allow_none=True)
    conditions = Rows(One(ConceptRef), metadata=says("What is offered besides pay."))
    weights = One(WeightsIn, metadata=says("What each part of the score weighs."))
    not_recognised = Rows(
        Text(), metadata=says("Pieces of the text in which nothing was recognised.")
    )


class MatchCandidate(Shape):
    """Who is meant: a stored candidate, or one given in the call."""

    id = Text(metadata=says("The candidate's id, or the one given in the call."))
    number = Text(metadata=says("What an anonymous card calls a stored candidate."))
    reference = Text(allow_none=True, metadata=says("Your reference, if you submitted them."))
    headline = Text(metadata=says("A stored candidate's own line about the work."))
    url = Text(metadata=says("A stored candidate's address in this API."))
    not_recognised = Rows(
        Text(), metadata=says("Pieces of a given text in which nothing was recognised.")
    )


class MatchVacancy(Shape):
    """Which vacancy is meant."""

    id = Identifier()
    title = Text()
    employer = One(EmployerOut)
    url = Text()


class Reason(Shape):
    """One line of a score. Its points are exactly what it adds to the score."""

    component = Choice(Component, metadata=says("The part of the score it belongs to."))
    requirement = Text(allow_none=True, metadata=says("The requirement's id; null for job fit."))
    label = Text(metadata=says("The requirement or the part by name."))
    concept = Text(allow_none=True, metadata=says("The concept asked."))
    importance = Text(allow_none=True, metadata=says("must, essential or nice."))
    claim = Text(allow_none=True, metadata=says("The claim that served best."))
    held = Text(allow_none=True, metadata=says("The concept of that claim."))
    verdict = Choice(Verdict, metadata=says("What became of it."))
    sentence = Text(metadata=says("The same as a sentence in the language of the answer."))
    closeness = Number(allow_none=True, metadata=says("How near what is held is to it, 0 to 1."))
    level = Number(allow_none=True, metadata=says("The factor for level and years, 0 to 1."))
    evidence = Number(allow_none=True, metadata=says("The factor for evidence, 0 to 1."))
    points = Whole(metadata=says("Hundredths of a point it brings.", 2500))
    possible = Whole(metadata=says("Hundredths of a point it could bring.", 3000))


class ComponentOut(Shape):
    """A part of the score: the sum of its reasons."""

    component = Choice(Component)
    label = Text(metadata=says("Its name."))
    points = Whole()
    possible = Whole()


class BlockOut(Shape):
    """Why somebody stands apart. It is never a rejection: a person decides."""

    code = Choice(BlockCode)
    requirement = Text(allow_none=True, metadata=says("The requirement's id, if it is one."))
    sentence = Text()


class MatchOut(Shape):
    """A score and what it is the sum of."""

    rank = Whole(allow_none=True, metadata=says("From 1; null for who stands apart.", 1))
    score = Whole(
        metadata=says("Hundredths of a point, 0 to 10000: the sum of the reasons' points.", 8750)
    )
    blocked = Rows(One(BlockOut), metadata=says("Why they stand apart; empty for the ranked."))
    components = Rows(One(ComponentOut))
    reasons = Rows(One(Reason))


class CandidateMatch(MatchOut):
    """A candidate's score for the vacancy."""

    candidate = One(MatchCandidate)


class VacancyMatch(MatchOut):
    """The candidate's score for a vacancy."""

    vacancy = One(MatchVacancy)


class CandidateRanking(ListShape):
    """Candidates ranked for a vacancy, best first."""

    vacancy = One(Understood)
    matches = Rows(One(CandidateMatch))
    blocked = Rows(
        One(CandidateMatch), metadata=says("Those who stand apart, best first: the first of them.")
    )
    blocked_total = Whole(metadata=says("How many stand apart."))
    taxonomy = Text(metadata=says("The version of the vocabulary."))


class VacancyRanking(ListShape):
    """Open vacancies ranked for a candidate, best first."""

    candidate = One(MatchCandidate)
    matches = Rows(One(VacancyMatch))
    blocked = Rows(One(VacancyMatch))
    blocked_total = Whole()
    taxonomy = Text(metadata=says("The version of the vocabulary."))
