"""An administrator gives agencies keys, sees them once, and ends them."""

import re

from recruit.models import ApiKey, Role
from tests.factories import make_key, make_user, signed_in, submit


def test_a_new_key_is_shown_once_and_works(app, session):
    client = signed_in(app, make_user(session, Role.ADMINISTRATOR))

    answer = submit(client, "/admin/keys", {"agency": "Silk Road Staff", "label": "bulk"})
    text = re.search(r"iyne_[0-9a-f]{8}_[\w-]{40,}", answer.get_data(as_text=True)).group()

    assert text not in client.get("/admin/keys").get_data(as_text=True)
    asked = app.test_client().get("/api/v1/vacancies", headers={"Authorization": f"Bearer {text}"})
    assert asked.status_code == 200


def test_a_key_without_a_name_is_refused_and_what_was_typed_stays(app, session):
    client = signed_in(app, make_user(session, Role.ADMINISTRATOR))

    answer = submit(client, "/admin/keys", {"agency": "", "label": "bulk"})

    assert answer.status_code == 422
    assert 'value="bulk"' in answer.get_data(as_text=True)
    assert session.query(ApiKey).count() == 0


def test_a_revoked_key_is_refused_at_once(app, session):
    key, text = make_key(session)
    headers = {"Authorization": f"Bearer {text}"}
    assert app.test_client().get("/api/v1/vacancies", headers=headers).status_code == 200
    client = signed_in(app, make_user(session, Role.ADMINISTRATOR))

    submit(client, f"/admin/keys/{key.id}/revocation", {}, page="/admin/keys")

    assert app.test_client().get("/api/v1/vacancies", headers=headers).status_code == 401
