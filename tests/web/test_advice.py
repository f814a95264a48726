"""What would raise a score, what to learn next, what is similar, what stands for what."""

from __future__ import annotations

import re

from recruit.models import VacancyState, Visibility
from tests.factories import make_candidate, make_employer, make_user, make_vacancy, signed_in
from tests.pages import words_of


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.status
    return answer.get_data(as_text=True)


def a_specialist(app, session, *claims, **values):
    user = make_user(session)
    candidate = make_candidate(session, user, *claims, **values)
    return candidate, signed_in(app, user)


def gains(html):
    return [float(text) for text in re.findall(r'class="gain">\+([\d.]+)<', html)]


def own_score(html):
    part = html[html.index('id="fit"') :]
    return float(re.search(r"([\d.]+) points of 100", part).group(1))


def test_saying_the_years_brings_exactly_the_points_that_were_promised(app, session):
    vacancy = make_vacancy(session, None, "overlock_4_thread", "coverstitch_machine")
    vacancy.requirements[0].min_years = 2
    session.commit()
    candidate, client = a_specialist(app, session, ("overlock_4_thread", 3, None))
    address = f"/vacancies/{vacancy.id}"

    before = read(client, address)
    words = words_of(before)
    said = re.search(r"\+([\d.]+) Say how long you have worked with “[^”]+”: with 2 years\.", words)
    assert said is not None, words
    assert 'href="/profile/skills#claims-0-years"' in before

    candidate.claims[0].years = 2
    candidate.revision += 1
    session.commit()
    after = read(client, address)
    assert round(own_score(after) - own_score(before), 2) == float(said.group(1))
    assert "Say how long" not in words_of(after)


def test_each_change_leads_to_the_field_where_it_is_made(app, session):
    vacancy = make_vacancy(
        session, None, "overlock_4_thread", floor_languages=["ru"], pay_max=30_000
    )
    _, client = a_specialist(
        app, session, ("overlock_4_thread", 1, None), languages=["bn"], pay_wanted=90_000
    )

    html = read(client, f"/vacancies/{vacancy.id}")

    for address in ("/profile/wishes#languages", "/profile/wishes#pay_wanted"):
        assert f'href="{address}"' in html
        page, field = address.split("#")
        assert f'id="{field}"' in read(client, page)
    assert 'id="claims-0-years"' in read(client, "/profile/skills")


def test_only_a_specialist_reads_how_they_fit(app, session):
    vacancy = make_vacancy(session, None, "overlock_4_thread")

    assert "How you fit" not in read(app.test_client(), f"/vacancies/{vacancy.id}")


def test_the_skill_that_opens_a_vacancy_is_advised_with_its_pay(app, session):
    for title in ("Первая", "Вторая"):
        make_vacancy(
            session,
            None,
            ("coverstitch_machine", "must"),
            title=title,
            occupation_id=None,
            pay_min=40_000,
            pay_max=50_000,
        )
    _, client = a_specialist(app, session, ("overlock_machine", 3, 5))

    html = read(client, "/profile/advice")

    words = words_of(html)
    assert "opens 2 vacancies" in words
    assert "middle pay 45,000 som a month" in words
    assert "Первая" in words
    assert "bar-full" in html


def test_advice_without_skills_or_without_vacancies_says_so(app, session):
    _, client = a_specialist(app, session)
    assert "Tell what you can do first" in read(client, "/profile/advice")

    _, client = a_specialist(app, session, ("overlock_machine", 3, 5))
    assert "Nothing to advise today" in read(client, "/profile/advice")


def test_similar_vacancies_are_shown_to_everybody_and_drafts_to_nobody(app, session):
    employer = make_employer(session)
    one = make_vacancy(session, employer, "overlock_4_thread", title="Сама")
    make_vacancy(session, employer, "overlock_5_thread", title="Похожая")
    make_vacancy(session, employer, "overlock_4_thread", title="Черновик", state=VacancyState.DRAFT)

    words = words_of(read(app.test_client(), f"/vacancies/{one.id}"))

    similar = words[words.index("Similar vacancies") :]
    assert "Похожая" in similar
    assert "Сама" not in similar
    assert "Черновик" not in words


def test_similar_specialists_are_those_one_may_see(app, session):
    one = make_candidate(session, None, ("overlock_4_thread", 3, 5), headline="Сама")
    make_candidate(session, None, ("overlock_5_thread", 3, 5), headline="Похожая")
    make_candidate(
        session,
        None,
        ("overlock_4_thread", 3, 5),
        headline="Скрытая",
        visibility=Visibility.HIDDEN,
    )

    words = words_of(read(app.test_client(), f"/specialists/{one.id}"))

    assert "Похожая" in words[words.index("Similar specialists") :]
    assert "Скрытая" not in words


def test_everybody_can_look_up_what_stands_for_what(client):
    address = "/how-ranking-works/closeness"
    assert "What stands for what" in read(client, address)

    words = words_of(read(client, f"{address}?asked=5-thread overlock&held=4-thread overlock"))
    number = re.search(
        r"“ 4-thread overlock ” stands for “ 5-thread overlock ” at (\d\.\d\d)\.", words
    )
    assert number is not None, words
    assert 0 < float(number.group(1)) < 1
    assert re.search(r"Version of the table: [0-9a-f]{16}\.", words)

    assert "does not stand for" in words_of(
        read(client, f"{address}?asked=overlock_4_thread&held=sw_gerber")
    )
    assert "We do not know “ зюзюблик ” yet." in words_of(read(client, f"{address}?asked=зюзюблик"))


def test_a_reason_tells_what_its_points_are_the_product_of(app, session):
    vacancy = make_vacancy(session, None, "overlock_5_thread", occupation_id=None)
    _, client = a_specialist(app, session, ("overlock_4_thread", 3, 5))

    html = read(client, f"/vacancies/{vacancy.id}")

    found = re.search(
        r"([\d.]+) × closeness ([\d.]+) × extent ([\d.]+) × proof ([\d.]+)", words_of(html)
    )
    assert found is not None, words_of(html)
    possible, near, extent, proof = map(float, found.groups())
    row = re.search(r"= ([\d.]+); ([\d.]+) missing ([\d.]+) / ([\d.]+)", words_of(html))
    assert row is not None
    points, missing, shown, asked = map(float, row.groups())
    assert shown == points
    assert asked == possible
    assert abs(points - possible * near * extent * proof) < 0.3
    assert round(points + missing, 2) == asked
    link = "/how-ranking-works/closeness?asked=overlock_5_thread&amp;held=overlock_4_thread"
    assert link in html
    assert f" at {near:.2f}." in words_of(read(client, link.replace("&amp;", "&")))
