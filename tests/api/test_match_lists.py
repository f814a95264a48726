"""What lists of matches say in each language, and how many they say there are."""

from __future__ import annotations

from tests.factories import make_candidate, make_employer, make_vacancy


def test_the_same_reasons_come_in_each_readers_language(program, session):
    vacancy = make_vacancy(session, None, ("overlock_4_thread", "must"), "ironing")
    vacancy.requirements[0].min_level, vacancy.requirements[0].min_years = 4, 3
    session.commit()
    make_candidate(session, None, ("overlock_5_thread", 4, 2.5), "ironing")
    make_candidate(session, None, ("cutting", 5, 6))

    def told(language: str) -> list[str]:
        answer = program.get(
            f"/vacancies/{vacancy.id}/matches", headers={"Accept-Language": language}
        )
        body = answer.get_json()
        rows = [*body["matches"], *body["blocked"]]
        return [r["sentence"] for row in rows for r in (*row["reasons"], *row["blocked"])]

    english, russian, kyrgyz = told("en"), told("ru"), told("ky")

    assert "2.5 years in it, 3 years asked. Level 4 of 5, 4 asked." in english[0]
    assert (told("en"), told("ru"), told("ky")) == (english, russian, kyrgyz)
    assert all(len({*said}) == 3 for said in zip(english, russian, kyrgyz, strict=True))


def test_vacancies_that_block_a_candidate_are_all_counted(program, session):
    workshop = make_employer(session)
    for _ in range(22):
        make_vacancy(session, workshop, ("cutting", "must"))
    for _ in range(3):
        make_vacancy(session, workshop, "overlock_4_thread")
    candidate = make_candidate(session, None, ("overlock_4_thread", 5, 5))

    body = program.get(f"/candidates/{candidate.id}/matches?limit=2").get_json()

    assert (len(body["matches"]), len(body["blocked"])) == (2, 10)
    assert (body["total"], body["blocked_total"]) == (3, 22)


def test_a_garment_that_is_only_pressed_counts_partly_and_the_reason_says_why(program, session):
    vacancy = make_vacancy(session, None, "lockstitch_machine", "shirt")
    presser = make_candidate(session, None, ("ironing", 4, 3), ("shirt", 4, 3))
    sewer = make_candidate(session, None, ("lockstitch_machine", 4, 3), ("shirt", 4, 3))

    body = program.get(f"/vacancies/{vacancy.id}/matches").get_json()

    told = {
        row["candidate"]["id"]: [(r["verdict"], r["sentence"]) for r in row["reasons"]][1]
        for row in body["matches"]
    }
    assert told[str(presser.id)][0] == "partly"
    assert "Names it beside other work, so it counts partly." in told[str(presser.id)][1]
    assert told[str(sewer.id)][0] == "met"
    assert "beside other work" not in told[str(sewer.id)][1]
