"""Fields that offer words while one types, as a browser without JavaScript sees them."""

import re
from html import unescape

from tests.factories import make_candidate, make_employer, make_member, make_user, signed_in
from tests.pages import sent


def fields(page):
    return re.findall(r"<input[^>]*data-suggest=[^>]*>", page)


def address(field):
    return unescape(re.search(r'data-suggest="([^"]+)"', field).group(1))


def test_a_requirement_is_a_plain_field_that_knows_where_to_ask(session, app):
    client = signed_in(app, make_member(session, make_employer(session)))

    page = client.get("/employer/vacancies/new?form=1").text

    (field,) = fields(page)
    assert 'name="requirements-0-text"' in field
    assert 'type="text"' in field
    assert "picker.js" in page
    offered = client.get(address(field) + "&q=ове").get_json()["suggestions"]
    assert offered[0]["concept"] == "overlock_machine"
    assert {"machine", "occupation"} <= {one["type"] for one in offered}


def test_skills_and_trades_ask_for_their_own_words_in_the_reader_s_language(session, app):
    user = make_user(session)
    make_candidate(session, user, "overlock_machine", experience={"cutter": 2})
    client = signed_in(app, user)
    client.get("/vacancies?lang=ru")

    page = client.get("/profile/skills").text

    asked = {re.search(r'name="(\w+)-', field).group(1): address(field) for field in fields(page)}
    assert set(asked) == {"claims", "experience"}
    assert all("language=ru" in one for one in asked.values())
    trades = client.get(asked["experience"] + "&q=швея").get_json()["suggestions"]
    assert {one["type"] for one in trades} == {"occupation"}
    assert "<datalist" not in page


def test_what_was_chosen_is_kept_by_its_concept_and_other_words_are_linked_anew(session, app):
    user = make_user(session)
    candidate = make_candidate(session, user, ("overlock_machine", 3, 2.0))
    client = signed_in(app, user)
    page = client.get("/profile/skills").text
    chosen = {"claims-0-text": "көйнөк", "claims-0-concept_id": "shirt"}

    client.post("/profile/skills", data=sent(page, **chosen, **{"claims-0-linked_text": "көйнөк"}))

    session.expire_all()
    session.refresh(candidate, ["claims"])
    assert [claim.concept_id for claim in candidate.claims] == ["shirt"]
