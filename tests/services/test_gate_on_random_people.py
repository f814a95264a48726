"""A gate is worth what it keeps out: tested on the demonstration's people, who are drawn at random
within their trades."""

from collections import defaultdict
from functools import cache

from matching import (
    Claim,
    Experience,
    Posting,
    Profile,
    Ranker,
    Requirement,
)
from recruit.config import resource
from recruit.services.demo import load_recipe, specialists
from tests import shipped

PEOPLE = 600


@cache
def world():
    """The seeds' vocabulary with its ranker, and people by what they are."""
    taxonomy = shipped.taxonomy()
    labels = defaultdict(lambda: defaultdict(list))
    for entry in taxonomy.entries():
        labels[entry.concept_id][entry.language].append(entry.label)
    recipe = load_recipe(resource("seeds") / "demo")
    people = [
        Profile(
            person.key,
            claims=tuple(
                Claim(f"c{n}", c.concept, c.level, c.years) for n, c in enumerate(person.claims)
            ),
            experience=tuple(Experience(e.concept, e.years) for e in person.experience),
        )
        for person in specialists(recipe, labels, PEOPLE)
    ]
    return taxonomy, Ranker(taxonomy, shipped.closeness()), recipe, people


def essentials(taxonomy):
    """For each occupation, the skills it cannot do without."""
    found = defaultdict(list)
    for line in taxonomy.relations:
        if line.relation == "essential" and line.strength >= 0.9:
            found[line.source].append(line.target)
    return found


def of_another_trade(closeness, asked, person):
    """Whether nothing somebody has worked as has anything to do with any of what is asked (it is
    no kin of the trade, and does not have the skills), and they do not say they can do the very
    thing: a mechanic who says so does sew."""
    return (
        bool(person.experience)
        and all(
            closeness(concept, time.concept) == closeness(time.concept, concept) == 0
            for time in person.experience
            for concept in asked
        )
        and all(closeness(concept, c.concept) < 1 for c in person.claims for concept in asked)
    )


def share_let_in(ranker, people, postings):
    """Of all pairs of a posting and somebody of another trade, the share not blocked."""
    let_in = drawn = 0
    for posting in postings:
        asked = [posting.occupation, *(r.concept for r in posting.requirements)]
        others = [p for p in people if of_another_trade(ranker.closeness, asked, p)]
        matches = ranker.rank(posting, others, None)
        let_in += sum(not match.blocked for match in matches)
        drawn += len(matches)
    assert drawn > 5_000
    return let_in / drawn


def test_any_single_skill_of_a_trade_lets_few_of_other_trades_in():
    taxonomy, ranker, _, people = world()
    postings = [
        Posting("v", occupation, (Requirement("r", skill, "must"),))
        for occupation, skills in essentials(taxonomy).items()
        for skill in skills
    ]

    assert share_let_in(ranker, people, postings) <= 0.01


def test_a_must_for_a_trade_lets_nobody_of_another_in():
    taxonomy, ranker, _, people = world()
    postings = [
        Posting("v", trade, (Requirement("r", trade, "must"),)) for trade in essentials(taxonomy)
    ]

    assert share_let_in(ranker, people, postings) == 0


def test_any_must_of_a_post_alone_lets_at_most_one_in_a_hundred_of_other_trades_in():
    _, ranker, recipe, people = world()
    musts = {
        (post.occupation, asked.concept)
        for post in recipe.vacancies
        for asked in post.requirements
        if asked.importance == "must"
    }
    postings = [
        Posting("v", occupation, (Requirement("r", skill, "must"),))
        for occupation, skill in sorted(musts)
    ]

    assert share_let_in(ranker, people, postings) <= 0.01


def test_the_musts_of_real_posts_let_at_most_one_in_a_hundred_of_other_trades_in():
    _, ranker, recipe, people = world()
    postings = [
        Posting(post.key, post.occupation, tuple(Requirement(c, c, "must") for c in musts))
        for post in recipe.vacancies
        for musts in [dict.fromkeys(r.concept for r in post.requirements if r.importance == "must")]
        if musts
    ]

    assert share_let_in(ranker, people, postings) <= 0.01
