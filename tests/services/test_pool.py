"""The process's pool of specialists follows the database, and gives what the rows give."""

from recruit.models import Claim, Visibility
from recruit.queries import candidates as queries
from recruit.services import matching
from recruit.services.matching.records import profile_of, profiles_of
from tests.factories import actor_of, make_candidate, make_employer, make_member, make_vacancy


def ranked_ids(session, vacancy, actor):
    found = matching.specialists_for(vacancy.id, actor=actor, limit=50)
    return [entry.candidate.id for entry in found.ranked]


def test_plain_rows_and_whole_models_make_the_same_profile(session):
    candidate = make_candidate(
        session,
        None,
        ("overlock_4_thread", 4, 5),
        "coverstitch_machine",
        experience={"overlock_operator": 5, "cutter": 1},
        languages=["ru", "bn"],
        wishes=["housing"],
        pay_wanted=40_000,
        ready_to_move=True,
    )
    session.expire_all()

    (from_rows,) = profiles_of(queries.working_rows(session, [candidate.id]))

    assert from_rows == profile_of(queries.by_id(session, candidate.id))


def test_a_ranking_follows_every_edit_at_once(session):
    employer = make_employer(session)
    actor = actor_of(session, make_member(session, employer))
    vacancy = make_vacancy(session, employer, ("overlock_machine", "must"), occupation_id=None)
    first = make_candidate(session, None, ("overlock_machine", 4, 5))
    assert ranked_ids(session, vacancy, actor) == [first.id]

    second = make_candidate(session, None, ("overlock_machine", 1, 0.5))
    assert ranked_ids(session, vacancy, actor) == [first.id, second.id]

    first.claims[0].concept_id = "plotter"
    first.revision += 1
    session.commit()
    assert ranked_ids(session, vacancy, actor) == [second.id]

    second.visibility = Visibility.HIDDEN
    session.commit()
    assert ranked_ids(session, vacancy, actor) == []

    session.delete(second)
    session.commit()
    assert ranked_ids(session, vacancy, actor) == []


def test_a_ranking_names_the_rows_of_claims_as_a_pair_does(session):
    employer = make_employer(session)
    actor = actor_of(session, make_member(session, employer))
    vacancy = make_vacancy(session, employer, "overlock_machine", "plotter", occupation_id=None)
    candidate = make_candidate(session, None, "plotter", "zigzag_machine", "overlock_machine")
    session.add(Claim(candidate_id=candidate.id, position=0, text="вязание"))
    session.commit()

    (entry,) = matching.specialists_for(vacancy.id, actor=actor).ranked
    alone = matching.pair(vacancy.id, candidate.id, actor=actor)

    assert entry.match == alone.match
    named = {reason.claim_id for reason in entry.match.reasons} - {None}
    assert len(named) == 2
    assert named < {str(claim.id) for claim in candidate.claims}
