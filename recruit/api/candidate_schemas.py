"""The shape of candidates: what an agency may send, and what is answered. No field says who
somebody is: no name, sex, age, photograph, telephone or e-mail address."""

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
from recruit.models import ClaimEvidence, Visibility
from recruit.services import candidate_facts as rules
from recruit.services.candidates import MAX_REFERENCE

WISHES = ", ".join(f"`{wish}`" for wish in rules.WISHES)


class ClaimIn(Shape):
    """One thing somebody can do: a concept of the taxonomy, or words for it."""

    concept = Text(
        allow_none=True, validate=Long(64), metadata=says("A concept's id.", "coverstitch_machine")
    )
    text = Text(
        allow_none=True,
        validate=Long(rules.MAX_LINE),
        metadata=says("Words in any of the six languages.", "ফ্ল্যাটলক"),
    )
    level = Whole(
        allow_none=True,
        metadata=says("1 learning, 2 with help, 3 alone, 4 fast and clean, 5 teaches others.", 4),
    )
    years = Number(allow_none=True, metadata=says("Years of it, 0 to 60.", 3))
    last_used_years = Number(allow_none=True, metadata=says("Years since last used."))


class ExperienceIn(Shape):
    """Years in an occupation: a concept of type `occupation`, or a title in words."""

    concept = Text(
        allow_none=True, validate=Long(64), metadata=says("An occupation's id.", "cutter")
    )
    title = Text(
        allow_none=True, validate=Long(rules.MAX_LINE), metadata=says("The title in words.")
    )
    years = Number(allow_none=True, metadata=says("Years in it, 0 to 60.", 5))


class CandidateChange(Shape):
    """Fields of a candidate; those left out stay as they are."""

    headline = Text(metadata=says("One line about the work.", "ওভারলক অপারেটর"))
    about = Text(metadata=says("A few sentences about the work. No names, no telephone numbers."))
    country = Text(
        allow_none=True,
        metadata=says("Where from, ISO 3166-1 alpha-2; never ranked by.", "BD"),
    )
    place = Text(metadata=says("Where they are now.", "Dhaka"))
    languages = Rows(
        Text(validate=Long(8)),
        validate=Many(rules.MAX_LANGUAGES),
        metadata=says("ISO 639-1 codes of the languages spoken at work.", ["bn", "en"]),
    )
    available_from = Day(allow_none=True, metadata=says("Free from this day on."))
    pay_wanted = Whole(allow_none=True, metadata=says("A month's pay in som.", 45000))
    ready_to_move = YesNo(
        allow_none=True, metadata=says("Can be at the workplace by the start; null: not said.")
    )
    wishes = Rows(
        Text(validate=Long(64)),
        validate=Many(len(rules.WISHES)),
        metadata=says(f"What they need: {WISHES}.", ["housing"]),
    )
    visibility = Choice(
        Visibility,
        metadata=says("Who sees the profile; your key always does. Default: `public`."),
    )
    claims = Rows(One(ClaimIn), validate=Many(rules.MAX_CLAIMS), metadata=says("What they can do."))
    experience = Rows(
        One(ExperienceIn),
        validate=Many(rules.MAX_EXPERIENCE),
        metadata=says("Where the years went."),
    )


class CandidateIn(CandidateChange):
    """A candidate your agency submits: described, or in plain words, or both."""

    reference = Text(
        required=True,
        validate=Long(MAX_REFERENCE),
        metadata=says("Your own reference, used once.", "DK-00417"),
    )
    text = Text(
        metadata=says(
            "What somebody says of their work, as they would write it. Claims, occupations, "
            "languages and wishes are read from it; fields given beside it win. The text itself "
            "is not kept.",
            "৪ থ্রেড ওভারলক ৫ বছর, ফ্ল্যাটলক ৩ বছর। নিট টি-শার্ট। থাকা লাগবে",
        )
    )


class ClaimOut(ClaimIn):
    """One thing somebody can do."""

    id = Text(metadata=says("What reasons name it by."))
    concept = Text(
        allow_none=True, metadata=says("The concept; null where the words mean none we know.")
    )
    label = Text(allow_none=True, metadata=says("Its name in the language of the answer."))
    evidence = Choice(ClaimEvidence, metadata=says("Who stands behind it."))


class ExperienceOut(ExperienceIn):
    """Years in an occupation."""

    label = Text(allow_none=True, metadata=says("The occupation's name."))


class Candidate(CandidateChange):
    """A candidate's working part. Who it is stays with the candidate and the employer they
    apply to."""

    id = Identifier(metadata=says("Its id."))
    number = Text(metadata=says("What an anonymous card calls them.", "4F09A1"))
    reference = Text(allow_none=True, metadata=says("Your reference; null for others' people."))
    url = Text(metadata=says("Its address in this API."))
    matches_url = Text(metadata=says("Where the vacancies that fit are."))
    own = YesNo(metadata=says("Whether your agency submitted them."))
    claims = Rows(One(ClaimOut))
    experience = Rows(One(ExperienceOut))
    revision = Whole(metadata=says("Counts up with every change."))
    demonstration = YesNo(metadata=says("Whether it is made up to show how things work."))
    created_at = Moment()
    updated_at = Moment()


class CandidateMade(Candidate):
    """A candidate just submitted."""

    not_recognised = Rows(
        Text(), metadata=says("Pieces of `text` in which nothing was recognised.")
    )


class CandidateList(ListShape):
    """A page of candidates, newest first."""

    candidates = Rows(One(Candidate))


class CandidateQuery(PageQuery):
    """Which candidates."""

    mine = YesNo(load_default=False, metadata=says("Only those your agency submitted."))
