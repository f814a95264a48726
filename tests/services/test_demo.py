"""The demonstration generator: the same people each time, none favoured by country, no real one."""

from __future__ import annotations

import csv
import dataclasses
import random
import re
import statistics
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from recruit.services.demo import DemoSpecialist, Recipe, load_recipe, specialists, vacancies
from recruit.services.demo.wording import Labels, plural_form, uzbek_cyrillic

SEEDS = Path(__file__).parents[2] / "seeds"
SCRIPTS = {
    "Cyrl": re.compile(r"[\u0400-\u04ff]"),
    "Latn": re.compile(r"[A-Za-z]"),
    "Beng": re.compile(r"[\u0980-\u09ff]"),
    "Arab": re.compile(r"[\u0600-\u06ff]"),
}
CONTACTS = re.compile(r"@|\+\d|\d{5,}|t\.me|whatsapp", re.IGNORECASE)


@pytest.fixture(scope="module")
def recipe() -> Recipe:
    return load_recipe(SEEDS / "demo")


@pytest.fixture(scope="module")
def concepts() -> dict[str, str]:
    with (SEEDS / "taxonomy" / "concepts.csv").open(encoding="utf-8") as file:
        return {row["id"]: row["type"] for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def labels() -> Labels:
    forms: defaultdict[str, defaultdict[str, list[str]]]
    forms = defaultdict(lambda: defaultdict(list))
    with (SEEDS / "taxonomy" / "labels.csv").open(encoding="utf-8") as file:
        for row in sorted(csv.DictReader(file), key=lambda row: row["kind"] != "preferred"):
            forms[row["concept_id"]][row["language"]].append(row["text"])
    return forms


@pytest.fixture(scope="module")
def people(recipe: Recipe, labels: Labels) -> list[DemoSpecialist]:
    return list(specialists(recipe, labels))


def texts(person: DemoSpecialist) -> str:
    claims = (claim.text for claim in person.claims)
    return "\n".join(
        [person.headline, person.about, *claims, *(e.title for e in person.experience)]
    )


def work(person: DemoSpecialist) -> tuple[object, ...]:
    """What a ranking reads, save the languages spoken."""
    return (
        person.trade,
        [(c.concept, c.level, c.years) for c in person.claims],
        [(e.concept, e.years) for e in person.experience],
        person.available_in_days,
        person.pay_wanted,
        person.ready_to_move,
        person.wishes,
        person.visibility,
    )


def test_the_same_seed_gives_the_same_people(recipe, labels, people):
    assert list(specialists(recipe, labels)) == people
    assert list(specialists(recipe, labels, count=25)) == people[:25]
    assert list(specialists(recipe, labels, count=25, seed=7)) != people[:25]


def test_two_thousand_specialists_of_four_countries_write_in_six_languages(people):
    assert [person.key for person in people[:2]] == ["demo-0001", "demo-0002"]
    assert len({person.key for person in people}) == len(people) == 2000

    by_country = Counter(person.country for person in people)
    assert set(by_country) == {"KG", "UZ", "BD", "PK"}
    assert min(by_country.values()) > 400

    written = {c: {(p.language, p.script) for p in people if p.country == c} for c in by_country}
    assert written["KG"] == {("ky", "Cyrl"), ("ru", "Cyrl")}
    assert written["UZ"] == {("uz", "Latn"), ("uz", "Cyrl"), ("ru", "Cyrl")}
    assert written["BD"] == {("bn", "Beng"), ("en", "Latn")}
    assert written["PK"] == {("ur", "Arab"), ("en", "Latn")}


def test_every_specialist_is_whole(people, concepts):
    for person in people:
        held = [claim.concept for claim in person.claims]
        assert 3 <= len(held) == len(set(held)) <= 10
        assert all(claim.level in (None, 1, 2, 3, 4, 5) for claim in person.claims)
        assert all(claim.years is None or 0 < claim.years <= 30 for claim in person.claims)
        assert all(concepts[entry.concept] == "occupation" for entry in person.experience)
        assert all(entry.years > 0 for entry in person.experience)
        assert person.headline.strip()
        assert person.about.strip()
        assert all(claim.text.strip() for claim in person.claims)
        assert person.language in person.languages
        assert person.place.country == person.country
        assert person.pay_wanted is None or 15_000 <= person.pay_wanted <= 140_000
        assert not re.search(r"[{}]", texts(person))
        assert max(len(line) for line in (person.headline, *(c.text for c in person.claims))) < 200


def test_texts_vary(people):
    assert len({person.about for person in people}) > 1900
    assert len({person.headline for person in people}) > 1500


def test_the_country_changes_nothing_but_place_wording_and_languages(recipe, labels, people):
    for only in recipe.countries:
        moved = dataclasses.replace(recipe, countries=(only,))
        there = list(specialists(moved, labels, count=200))
        assert {person.country for person in there} == {only.code}
        assert [work(person) for person in there] == [work(person) for person in people[:200]]


def test_no_country_is_drawn_more_skilled(people):
    by_country = defaultdict(list)
    for person in people:
        by_country[person.country].append(person)
    levels, years, claims = [], [], []
    for group in by_country.values():
        levels.append(statistics.mean(c.level for p in group for c in p.claims if c.level))
        years.append(statistics.mean(sum(e.years for e in p.experience) for p in group))
        claims.append(statistics.mean(len(p.claims) for p in group))
    assert max(levels) - min(levels) < 0.25
    assert max(years) / min(years) < 1.15
    assert max(claims) - min(claims) < 0.5


def test_each_writes_in_the_script_of_their_language(people):
    own: Counter[tuple[str, str]] = Counter()
    letters: Counter[tuple[str, str]] = Counter()
    mostly = 0
    for person in people:
        counts = {name: len(script.findall(texts(person))) for name, script in SCRIPTS.items()}
        voice = (person.language, person.script)
        own[voice] += counts[person.script]
        letters[voice] += sum(counts.values())
        mostly += counts[person.script] > sum(counts.values()) / 2
    assert len(own) == 7
    assert all(own[voice] / letters[voice] > 0.9 for voice in own)
    assert mostly / len(people) > 0.99


def test_only_concepts_of_the_taxonomy_are_spoken_of(recipe, people, concepts):
    assert recipe.concepts() <= concepts.keys()
    for trade in recipe.trades:
        assert concepts[trade.occupation] == "occupation"
    for person in people:
        assert {c.concept for c in person.claims} | set(person.wishes) <= concepts.keys()


def test_nobody_can_be_reached_through_a_text(recipe, people):
    for person in people:
        assert not CONTACTS.search(texts(person)), person.key
    for vacancy in recipe.vacancies:
        assert not CONTACTS.search(vacancy.title + vacancy.description), vacancy.key


def test_workshops_say_they_are_a_demonstration(recipe):
    assert len(recipe.employers) >= 24
    for employer in recipe.employers:
        assert employer.name.startswith("Demo ")
        assert employer.name.endswith("(demonstration)")
        assert employer.place.country == "KG"


def test_at_least_sixty_posts_each_complete(recipe, concepts):
    posts = vacancies(recipe)
    employers = {employer.key for employer in recipe.employers}
    assert len({post.key for post in posts}) == len(posts) >= 60
    assert {post.language for post in posts} == {"ru", "ky", "en", "uz"}
    assert {post.employer_key for post in posts} == employers
    assert {post.shift for post in posts} == {"day", "night", "rotating"}
    assert {post.pay_basis for post in posts} == {"piece", "hour", "month", "guaranteed_piece"}
    assert len({post.occupation for post in posts}) >= 14
    for post in posts:
        assert concepts[post.occupation] == "occupation"
        assert 0 < post.pay_min <= post.pay_max
        assert (post.guaranteed_minimum is not None) == (post.pay_basis == "guaranteed_piece")
        assert post.guaranteed_minimum is None or post.guaranteed_minimum <= post.pay_min
        assert post.currency in ("KGS", "USD")
        assert post.headcount >= 1
        assert post.hours_per_day * post.days_per_week <= 66
        assert post.place.country == "KG"
        assert post.floor_languages
        asked = [requirement.concept for requirement in post.requirements]
        assert 2 <= len(asked) == len(set(asked))
        for requirement in post.requirements:
            assert requirement.text.strip()
            assert requirement.importance in ("must", "essential", "nice")
            assert requirement.min_level in (None, 1, 2, 3, 4, 5)
            assert requirement.min_years is None or requirement.min_years > 0


def test_every_post_has_somebody_who_could_do_it(recipe, people):
    held = [{claim.concept for claim in person.claims} for person in people]
    for post in vacancies(recipe):
        asked = [r for r in post.requirements if r.importance != "nice"] or post.requirements
        wanted = {requirement.concept for requirement in asked}
        nearest = max(len(wanted & skills) / len(wanted) for skills in held)
        assert nearest >= 0.5, post.key


@pytest.mark.parametrize(
    ("language", "years", "said"),
    [
        ("ru", 1, "1 год"),
        ("ru", 3, "3 года"),
        ("ru", 5, "5 лет"),
        ("ru", 11, "11 лет"),
        ("ru", 12, "12 лет"),
        ("ru", 21, "21 год"),
        ("ru", 0.5, "полгода"),
        ("en", 1, "1 year"),
        ("en", 21, "21 years"),
        ("en", 0.25, "3 months"),
        ("ky", 4, "4 жыл"),
        ("ur", 0, ""),
    ],
)
def test_years_are_said_correctly(recipe, language, years, said):
    assert recipe.voices[language].duration(years, random.Random(1)) == said


def test_plural_forms_of_languages_without_them_are_plain():
    assert {plural_form(n, "ky") for n in range(2, 30)} == {"many"}


def test_uzbek_latin_turns_cyrillic_and_names_stay():
    assert uzbek_cyrillic("to'g'ri chokli mashina") == "тўғри чокли машина"
    assert uzbek_cyrillic("etagini yopish") == "этагини ёпиш"
    assert uzbek_cyrillic("Juki") == "Juki"


def test_a_recipe_that_names_an_unknown_group_is_refused(tmp_path):
    for file in (SEEDS / "demo").glob("*.json"):
        text = file.read_text(encoding="utf-8")
        (tmp_path / file.name).write_text(text.replace('"machines": {', '"gadgets": {'), "utf-8")
    with pytest.raises(ValueError, match="unknown groups"):
        load_recipe(tmp_path)
