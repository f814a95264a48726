"""Letters: what stands in them, and that a real SMTP server and a real file receive them."""

import base64
import dataclasses
import datetime as dt
import email
import email.policy
import socketserver
import threading

import pytest

from recruit.jobs import mail
from recruit.models import MailKind
from recruit.services import letters, recovery
from recruit.services.letters import Letter
from recruit.services.throttle import Visitor
from tests.factories import NOON, make_user

LETTER = Letter(MailKind.RECOVERY, "aida@example.org", "ru", "a-token")


class _Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP as a client needs to hand over a letter."""

    def handle(self):
        self._say(b"220 ready")
        for raw in self.rfile:
            word = raw.strip().split(b" ")[0].upper()
            self.server.heard.append(raw.strip().decode())
            if word == b"EHLO":
                self._say(b"250-here\r\n250 AUTH PLAIN")
            elif word == b"AUTH":
                self._say(b"235 welcome")
            elif word == b"RCPT" and self.server.refuses:
                self._say(b"550 nobody of that name")
            elif word == b"DATA":
                self._say(b"354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                self.server.letters.append(b"".join(lines))
                self._say(b"250 taken")
            elif word == b"QUIT":
                self._say(b"221 bye")
                return
            else:
                self._say(b"250 fine")

    def _say(self, line):
        self.wfile.write(line + b"\r\n")


@pytest.fixture
def server():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Conversation) as found:
        found.daemon_threads = True
        found.heard, found.letters, found.refuses = [], [], False
        thread = threading.Thread(target=found.serve_forever, daemon=True)
        thread.start()
        yield found
        found.shutdown()
        thread.join()


@pytest.fixture
def posted(app, server, monkeypatch):
    """The application with the server as its mail server."""
    settings = dataclasses.replace(
        app.config["SETTINGS"],
        smtp_url=f"smtp://iyne:p%40ss@127.0.0.1:{server.server_address[1]}",
        mail_from="door@iyne.example",
        base_url="https://iyne.example",
    )
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    return app


def asked(session, **values):
    make_user(session, email="aida@example.org", language="en", **values)
    recovery.ask("aida@example.org", visitor=Visitor(), now=NOON)


def read(raw):
    return email.message_from_bytes(raw, policy=email.policy.default)


def test_a_letter_reaches_the_mail_server_with_the_link_to_the_fixed_address(
    posted, session, server
):
    asked(session)

    assert mail.deliver(posted, now=NOON) == 1

    (letter,) = map(read, server.letters)
    assert (letter["To"], letter["From"]) == ("aida@example.org", "door@iyne.example")
    assert letter["Subject"] == "Iyne: choose a new password"
    (link,) = [line for line in letter.get_content().splitlines() if line.startswith("http")]
    token = link.removeprefix("https://iyne.example/sign-in/recovery/")
    assert recovery.link_works(token, now=NOON)
    credentials = base64.b64encode(b"\0iyne\0p@ss").decode()
    assert f"AUTH PLAIN {credentials}" in server.heard


def test_a_letter_that_the_server_refuses_waits_and_nothing_of_it_is_logged(
    posted, session, server, caplog
):
    asked(session)
    server.refuses = True

    with caplog.at_level("INFO", "recruit"):
        assert mail.deliver(posted, now=NOON) == 0
    server.refuses = False
    assert mail.deliver(posted, now=NOON) == 0
    assert mail.deliver(posted, now=NOON + dt.timedelta(minutes=1)) == 1

    (line,) = [record for record in caplog.records if record.message == "letter not sent"]
    assert line.reason == "SMTPRecipientsRefused"
    assert "aida" not in str(line.__dict__)


def test_a_mail_server_elsewhere_must_encrypt(app, server, monkeypatch):
    monkeypatch.setattr(mail, "_THIS_MACHINE", ())
    with app.app_context():
        message = mail.compose(LETTER, app.config["SETTINGS"], NOON)

    with pytest.raises(Exception, match="STARTTLS"):
        mail.post(message, f"smtp://127.0.0.1:{server.server_address[1]}")
    assert server.letters == []


def test_without_a_mail_server_the_letter_is_a_file_for_its_owner_alone(app, session, monkeypatch):
    folder = app.config["SETTINGS"].data_dir / "mail"
    for old in folder.glob("*.eml"):
        old.unlink()
    asked(session)

    assert mail.deliver(app, now=NOON) == 1

    (path,) = folder.glob("*.eml")
    assert path.stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0
    assert "http://127.0.0.1:8000/sign-in/recovery/" in read(path.read_bytes()).get_content()


def test_a_letter_is_written_in_its_readers_language(app):
    with app.app_context():
        russian = mail.compose(LETTER, app.config["SETTINGS"], NOON)
        unknown = mail.compose(
            dataclasses.replace(LETTER, language="xx"), app.config["SETTINGS"], NOON
        )

    assert russian["Content-Language"] == "ru"
    assert unknown["Content-Language"] == "en"
    assert unknown["Date"] == "Mon, 23 Nov 2026 12:00:00 +0000"


def test_a_killed_worker_loses_no_letter(app, session):
    asked(session)

    class Killed(BaseException):
        pass

    def killed(letter):
        raise Killed

    with pytest.raises(Killed):
        letters.deliver(killed, now=NOON)

    sent = []
    assert letters.deliver(sent.append, now=NOON + dt.timedelta(minutes=1)) == 1
