"""New matches as lines of news: how many, for which vacancy, and where they lead."""

import re

import pytest

from recruit.models import OutboxKind, OutboxMessage
from recruit.services import outbox
from tests.factories import (
    NOON,
    make_candidate,
    make_employer,
    make_member,
    make_user,
    make_vacancy,
    signed_in,
)


def news_of(app, session, user, kind, payload):
    session.add(OutboxMessage(kind=kind, payload=payload, created_at=NOON))
    session.commit()
    outbox.deliver(now=NOON)
    page = signed_in(app, user).get("/news").get_data(as_text=True)
    (line,) = re.findall(r'<li class="card stack">\s*<a href="([^"]+)">(.*?)</a>', page)
    return line


@pytest.mark.parametrize(
    ("matches", "vacancies", "said"),
    [
        (1, 1, "1 new specialist fits “<bdi>Швея &lt;3</bdi>” well."),
        (4, 1, "4 new specialists fit “<bdi>Швея &lt;3</bdi>” well."),
        (4, 2, "4 new specialists fit your vacancies well."),
    ],
)
def test_an_employer_reads_how_many_and_comes_to_the_ranking(
    app, session, matches, vacancies, said
):
    employer = make_employer(session)
    member = make_member(session, employer, language="en")
    vacancy = make_vacancy(session, employer, "overlock_machine", title="Швея <3")

    address, text = news_of(
        app,
        session,
        member,
        OutboxKind.MATCHES_FOUND,
        {
            "employer_id": str(employer.id),
            "vacancy_id": str(vacancy.id),
            "title": vacancy.title,
            "matches": matches,
            "vacancies": vacancies,
        },
    )

    assert text == said
    ranking = f"/employer/vacancies/{vacancy.id}/specialists"
    assert address == (ranking if vacancies == 1 else "/employer")


@pytest.mark.parametrize(
    ("vacancies", "said"),
    [
        (1, "You are among the best for 1 open vacancy: “<bdi>Швея</bdi>”."),
        (3, "You are among the best for 3 open vacancies, first “<bdi>Швея</bdi>”."),
    ],
)
def test_a_specialist_reads_which_vacancy_and_comes_to_it(app, session, vacancies, said):
    user = make_user(session, language="en")
    candidate = make_candidate(session, user, "overlock_machine")
    vacancy = make_vacancy(session, None, "overlock_machine", title="Швея")

    address, text = news_of(
        app,
        session,
        user,
        OutboxKind.VACANCIES_FOUND,
        {
            "candidate_id": str(candidate.id),
            "vacancy_id": str(vacancy.id),
            "title": vacancy.title,
            "matches": vacancies,
            "vacancies": vacancies,
        },
    )

    assert text == said
    assert address == (f"/vacancies/{vacancy.id}" if vacancies == 1 else "/profile/vacancies")
