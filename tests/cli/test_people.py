"""Commands of the server's own shell."""

import re

from recruit.models import ActorKind
from recruit.services import keys, sign_in
from tests.factories import NOON


def test_a_key_made_in_the_shell_works(app, session):
    result = app.test_cli_runner().invoke(
        args=["key", "create", "--agency", "Silk Road Staff", "--label", "bulk"]
    )

    assert result.exit_code == 0, result.output
    assert keys.key_actor(result.stdout.strip(), now=NOON).kind is ActorKind.RECRUITER


def test_an_administrator_made_in_the_shell_signs_in_by_the_printed_link(app, session):
    result = app.test_cli_runner().invoke(
        args=["user", "create", "+996700123456", "--role", "administrator"]
    )

    path = re.fullmatch(r"/sign-in/link/(\S+)", result.stdout.strip())
    token = sign_in.use_link(path.group(1), client="", now=NOON).token
    assert sign_in.session_actor(token, now=NOON).actor.kind is ActorKind.ADMINISTRATOR


def test_a_contact_that_is_none_is_refused_with_a_sentence(app, session):
    result = app.test_cli_runner().invoke(args=["user", "create", "Aida", "--role", "overseer"])

    assert result.exit_code == 1
    assert "contact" in result.output
