"""Letters: written in their reader's language, sent by SMTP; in development without SMTP_URL they
are written as files that a mail program opens."""

from __future__ import annotations

import datetime as dt
import os
import smtplib
import ssl
import uuid
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from urllib.parse import unquote, urlsplit

from flask import Flask
from flask_babel import force_locale
from flask_babel import gettext as _

from recruit.config import OFFERED_LANGUAGES, Settings
from recruit.services import letters
from recruit.services.letters import Letter

PATIENCE = 20.0
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def deliver(app: Flask, *, now: dt.datetime) -> int:
    """Write and send the letters that are due, and return how many went out."""
    settings: Settings = app.config["SETTINGS"]

    def send(letter: Letter) -> None:
        message = compose(letter, settings, now)
        if settings.smtp_url:
            post(message, settings.smtp_url)
        else:
            keep(message, settings)

    return letters.deliver(send, now=now)


def compose(letter: Letter, settings: Settings, now: dt.datetime) -> EmailMessage:
    """The letter as plain text; its link leads to the fixed address, never to a request's host."""
    link = f"{settings.address}/sign-in/recovery/{letter.token}"
    language = letter.language if letter.language in OFFERED_LANGUAGES else "en"
    with force_locale(language):
        subject = _("Iyne: choose a new password")
        lines = (
            _("Somebody asked to choose a new password for your account at Iyne."),
            _("If it was you, open this link within 30 minutes. It works once:"),
            link,
            _("If it was not you, do nothing: your password stays as it is."),
        )
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = settings.mail_from
    message["To"] = letter.address
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=settings.mail_from.rpartition("@")[2] or "iyne")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n\n".join(lines) + "\n")
    message["Content-Language"] = language
    return message


def post(message: EmailMessage, url: str) -> None:
    """Send by SMTP, encrypted: ``smtps`` from the start, ``smtp`` by STARTTLS, which only a server
    on this machine may lack. Raises `OSError` or `smtplib.SMTPException`."""
    parts = urlsplit(url)
    host, user, password = parts.hostname or "", parts.username, parts.password
    context = ssl.create_default_context()
    server: smtplib.SMTP
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, parts.port or 465, timeout=PATIENCE, context=context)
    else:
        server = smtplib.SMTP(host, parts.port or 587, timeout=PATIENCE)
    with server:
        if parts.scheme == "smtp" and host not in _THIS_MACHINE:
            server.starttls(context=context)
        if user:
            server.login(unquote(user), unquote(password or ""))
        server.send_message(message)


def keep(message: EmailMessage, settings: Settings) -> None:
    """Write the letter to ``IYNE_DATA/mail``, for its owner's eyes only."""
    folder = settings.data_dir / "mail"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{uuid.uuid4().hex}.eml"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(bytes(message))
