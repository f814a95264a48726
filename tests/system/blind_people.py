"""People for the tests of blindness: facts of somebody, and rows in which any of some lives hold
those facts."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from dataclasses import dataclass, fields
from typing import Any

from matching import Posting, Requirement, Taxonomy
from recruit.models import (
    Candidate,
    CandidateExperience,
    CandidatePrivate,
    Claim,
    ClaimEvidence,
    Visibility,
)
from recruit.services.candidate_facts import ClaimLine, ExperienceLine, Facts
from recruit.services.candidates import Person
from tests.factories import NOON

FACTS = {
    Candidate: {"id", "languages", "available_from", "pay_wanted", "ready_to_move", "wishes"},
    Claim: {
        *("id", "candidate_id", "position", "concept_id"),
        *("level", "years", "last_used_years", "evidence"),
    },
    CandidateExperience: {"id", "candidate_id", "position", "concept_id", "years"},
    CandidatePrivate: {"candidate_id"},
}
IDENTITY = {
    Candidate: {
        *("user_id", "agency_id", "reference", "demo_key", "headline", "about", "country"),
        *("place", "visibility", "revision", "created_at", "updated_at"),
    },
    Claim: {"text"},
    CandidateExperience: {"title"},
    CandidatePrivate: {"full_name", "phone", "email", "adult_confirmed_at"},
}
"""What may change without a hair of the ranking changing."""


@dataclass(frozen=True)
class Life:
    """Who somebody is. Sex, age, citizenship and a photograph's file have no column of their own:
    people write them into their texts."""

    name: str
    sex: str
    age: str
    citizenship: str
    phone: str
    country: str
    city: str
    email: str
    photo: str
    language: str


LIVES = [
    Life(
        "Айгүл Асанова",
        "аял",
        "24 жаш",
        "КР",
        "+996555010203",
        "KG",
        "Ош",
        "a@mail.kg",
        "a.jpg",
        "ky",
    ),
    Life(
        "Игорь Петров",
        "мужчина",
        "51 год",
        "РФ",
        "+996700010203",
        "KG",
        "Бишкек",
        "i@mail.ru",
        "i.png",
        "ru",
    ),
    Life(
        "মোছাঃ সালমা বেগম",
        "মহিলা",
        "বয়স ১৯",
        "বাংলাদেশি",
        "+8801712010203",
        "BD",
        "ঢাকা",
        "s@yahoo.com",
        "",
        "bn",
    ),
    Life(
        "Md. Rafiq",
        "male",
        "45 years",
        "Bangladeshi",
        "+8801812010203",
        "BD",
        "Dhaka",
        "r@gmail.com",
        "r.heic",
        "en",
    ),
    Life(
        "نسرین اختر",
        "خاتون",
        "عمر 38 سال",
        "پاکستانی",
        "+923000102030",
        "PK",
        "لاہور",
        "n@hotmail.com",
        "n.jpg",
        "ur",
    ),
    Life(
        "Jasur Karimov",
        "erkak",
        "60 yosh",
        "O'zbekiston",
        "+998900102030",
        "UZ",
        "Toshkent",
        "j@umail.uz",
        "",
        "uz",
    ),
]
ATTRIBUTES = [field.name for field in fields(Life)]


class Words:
    """Concepts to draw from, and what each is called in a language."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        skills = {"machine", "operation", "garment", "fabric", "software"}
        self.skills = [c.id for c in taxonomy if c.type in skills]
        self.trades = [c.id for c in taxonomy if c.type == "occupation"]
        self.label = taxonomy.label


def person(rng: random.Random, words: Words) -> dict[str, Any]:
    """Facts of somebody, without who they are."""
    return {
        "id": uuid.UUID(int=rng.getrandbits(128), version=4),
        "claims": [
            {
                "id": uuid.UUID(int=rng.getrandbits(128), version=4),
                "concept_id": concept,
                "level": rng.choice([None, 1, 2, 3, 4, 5]),
                "years": rng.choice([None, 0.5, 1.0, 3.0, 8.0]),
                "last_used_years": rng.choice([None, None, 2.0, 9.0]),
                "evidence": rng.choice(list(ClaimEvidence)),
            }
            for concept in rng.sample(words.skills, rng.randint(1, 5))
        ],
        "experience": [
            {"concept_id": concept, "years": rng.choice([None, 1.0, 4.0, 12.0])}
            for concept in rng.sample(words.trades, rng.randint(0, 2))
        ],
        "languages": rng.sample(["ru", "ky", "uz", "bn", "ur", "en"], rng.randint(0, 3)),
        "available_from": rng.choice([None, dt.date(2027, 1, 1), dt.date(2027, 3, 1)]),
        "pay_wanted": rng.choice([None, 30_000, 55_000]),
        "ready_to_move": rng.choice([None, True, False]),
        "wishes": rng.sample(["housing", "meals"], rng.randint(0, 2)),
    }


def rows(
    facts: dict[str, Any], life: Life, rng: random.Random, words: Words
) -> tuple[Candidate, CandidatePrivate]:
    """The rows of somebody with these facts and this life; all that is neither differs anyway."""
    number = rng.getrandbits(32)
    own = number % 2 == 0
    candidate = Candidate(
        **{key: facts[key] for key in FACTS[Candidate]},
        user_id=uuid.uuid4() if own else None,
        agency_id=None if own else uuid.uuid4(),
        reference=None if own else f"{life.country}-{number}",
        country=life.country,
        place=life.city,
        headline=f"{life.name}, {life.city}",
        about=about(life),
        visibility=Visibility.PUBLIC if own else Visibility.EMPLOYERS,
        revision=1 + number % 9,
        created_at=NOON - dt.timedelta(days=number % 900),
        updated_at=NOON - dt.timedelta(days=number % 90),
    )
    candidate.claims = [
        Claim(**said, position=place, text=words.label(said["concept_id"], life.language))
        for place, said in enumerate(facts["claims"])
    ]
    candidate.experience = [
        CandidateExperience(
            **said, position=place, title=words.label(said["concept_id"], life.language)
        )
        for place, said in enumerate(facts["experience"])
    ]
    private = CandidatePrivate(
        candidate_id=candidate.id, full_name=life.name, phone=life.phone, email=life.email
    )
    return candidate, private


def about(life: Life) -> str:
    """What somebody writes of themselves, asked or not."""
    return f"{life.sex}, {life.age}, {life.citizenship}. {life.phone} {life.email} {life.photo}"


def posting(rng: random.Random, words: Words, facts: list[dict[str, Any]]) -> Posting:
    """A vacancy that asks what some of the people say they can."""
    said = sorted({claim["concept_id"] for one in facts for claim in one["claims"]})
    return Posting(
        str(uuid.UUID(int=rng.getrandbits(128), version=4)),
        occupation=rng.choice(words.trades),
        requirements=tuple(
            Requirement(
                str(place),
                concept,
                rng.choice(["must", "essential", "nice"]) if place == 0 else "essential",
                rng.choice([None, 2, 4]),
                rng.choice([None, 1.0, 3.0]),
            )
            for place, concept in enumerate(rng.sample(said, min(4, len(said))))
        ),
        languages=("ru",),
        start=dt.date(2027, 2, 1),
        conditions=frozenset({"housing"}),
    )


def registration(facts: dict[str, Any], life: Life, words: Words) -> tuple[Facts, Person]:
    """The facts as somebody with this life registers them."""
    told = Facts(
        headline=f"{life.name}, {life.city}",
        about=about(life),
        country=life.country,
        place=life.city,
        languages=tuple(facts["languages"]),
        available_from=facts["available_from"],
        pay_wanted=facts["pay_wanted"],
        ready_to_move=facts["ready_to_move"],
        wishes=tuple(facts["wishes"]),
        claims=tuple(
            ClaimLine(
                words.label(said["concept_id"], life.language),
                said["concept_id"],
                said["level"],
                said["years"],
                said["last_used_years"],
            )
            for said in facts["claims"]
        ),
        experience=tuple(
            ExperienceLine(
                words.label(said["concept_id"], life.language), said["concept_id"], said["years"]
            )
            for said in facts["experience"]
        ),
    )
    return told, Person(full_name=life.name, adult=True)
