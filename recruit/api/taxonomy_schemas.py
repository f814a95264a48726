"""The shape of what the vocabulary answers."""

from __future__ import annotations

from recruit.api.common_schemas import ConceptRef
from recruit.api.fields import (
    Among,
    Between,
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
from recruit.config import LANGUAGES

MAX_LINK = 500
MAX_MENTIONS = 20_000
MAX_TYPED = 100
LANGUAGE = says(
    "The language of labels: ky, ru, en, uz, bn or ur; by default that of `Accept-Language`.", "ru"
)


class LinkIn(Shape):
    """A short text whose concept is looked for."""

    text = Text(
        required=True,
        validate=Long(MAX_LINK),
        metadata=says("A title, a machine, an operation... in any language and script."),
    )
    types = Rows(
        Text(validate=Long(32)),
        validate=Many(20),
        metadata=says("Only concepts of these types.", ["machine", "operation"]),
    )
    k = Whole(load_default=5, validate=Between(1, 50), metadata=says("How many links at most."))
    language = Text(validate=Among(list(LANGUAGES)), metadata=LANGUAGE)


class Link(ConceptRef):
    """A concept a text may mean."""

    type = Text(metadata=says("The concept's type.", "machine"))
    score = Number(metadata=says("How sure it is, 0 to 1.", 0.98))
    matched = Text(metadata=says("The label that the text is most like.", "4-нитка"))


class LinkAnswer(Shape):
    """The concepts a text may mean, best first; none where it means none we know."""

    links = Rows(One(Link))
    taxonomy = Text(metadata=says("The version of the vocabulary.", "1c950a6461ea"))


class MentionsIn(Shape):
    """A paragraph in which concepts are looked for."""

    text = Text(
        required=True,
        validate=Long(MAX_MENTIONS),
        metadata=says("An advert or a profile as people write it."),
    )
    language = Text(validate=Among(list(LANGUAGES)), metadata=LANGUAGE)


class MentionFacts(Shape):
    """What a text says beside a concept; only what it says is there."""

    years = Number()
    years_max = Number()
    level = Whole(metadata=says("1 to 5."))
    grade = Whole(metadata=says("A tariff grade, 1 to 7."))
    amount_min = Number()
    amount_max = Number()
    currency = Text(metadata=says("ISO 4217."))
    basis = Text(metadata=says("piece, hour, day, week or month."))
    headcount = Whole()
    hours_from = Number()
    hours_to = Number()
    days = Whole(metadata=says("Days a week."))
    experience = Text(metadata=says("`none`: not asked for."))


class MentionOut(ConceptRef):
    """A place in a text that names a concept."""

    type = Text(metadata=says("The concept's type."))
    start = Whole(metadata=says("Where it begins, counted in Unicode code points from 0."))
    end = Whole(metadata=says("Where it ends; the code point there is no part of it."))
    surface = Text(metadata=says("What stands there."))
    score = Number(metadata=says("How sure it is, 0 to 1; 1 for an exact form."))
    negated = YesNo(metadata=says("The text says that it is not so."))
    facts = One(MentionFacts)


class MentionsAnswer(Shape):
    """What a text names, in order of place."""

    mentions = Rows(One(MentionOut))
    taxonomy = Text(metadata=says("The version of the vocabulary."))


class SuggestQuery(Shape):
    """What somebody has typed so far."""

    q = Text(
        required=True,
        validate=Long(MAX_TYPED),
        metadata=says("The first letters of a word or several.", "ове"),
    )
    type = Rows(
        Text(validate=Long(32)),
        validate=Many(20),
        metadata=says("Only concepts of this type; may be repeated."),
    )
    limit = Whole(
        strict=False,
        load_default=8,
        validate=Between(1, 50),
        metadata=says("How many at most."),
    )
    language = Text(validate=Among(list(LANGUAGES)), metadata=LANGUAGE)


class Suggestion(ConceptRef):
    """A concept to choose."""

    matched = Text(
        allow_none=True,
        metadata=says(
            "The form that what was typed begins; null where it is the label.", "оверлок"
        ),
    )
    type = Text(metadata=says("The concept's type.", "machine"))
    type_label = Text(metadata=says("What the type is called.", "machine"))


class SuggestAnswer(Shape):
    """Concepts to choose from, best first."""

    suggestions = Rows(One(Suggestion))
    taxonomy = Text(metadata=says("The version of the vocabulary."))


class ConceptQuery(Shape):
    """Which concepts."""

    type = Text(validate=Long(32), metadata=says("Only of this type.", "machine"))
    text = Text(validate=Long(100), metadata=says("Only those whose label holds this."))
    language = Text(validate=Among(list(LANGUAGES)), metadata=LANGUAGE)


class ConceptDetailsQuery(Shape):
    """In which language."""

    language = Text(validate=Among(list(LANGUAGES)), metadata=LANGUAGE)


class ConceptOut(ConceptRef):
    """A concept of the taxonomy."""

    type = Text(metadata=says("occupation, machine, operation, garment..."))
    isco08 = Text(allow_none=True, metadata=says("Its ISCO-08 code.", "8153"))
    esco = Text(allow_none=True, metadata=says("Its ESCO id."))
    url = Text(metadata=says("Its address in this API."))


class ConceptList(Shape):
    """Concepts by label."""

    concepts = Rows(One(ConceptOut))
    total = Whole()
    taxonomy = Text(metadata=says("The version of the vocabulary."))


class LabelOut(Shape):
    """One way people write a concept."""

    language = Text()
    text = Text()
    kind = Text(metadata=says("preferred, synonym or misspelling."))


class ConceptWhole(ConceptOut):
    """A concept with its labels and neighbours."""

    labels = Rows(One(LabelOut))
    broader = Rows(One(ConceptRef))
    narrower = Rows(One(ConceptRef))
    related = Rows(One(ConceptRef))
    essential = Rows(One(ConceptRef), metadata=says("Skills the occupation needs."))
    optional = Rows(One(ConceptRef), metadata=says("Skills that help in the occupation."))
    taxonomy = Text(metadata=says("The version of the vocabulary."))
