"""The pages. Each module is a blueprint named like its service."""

from __future__ import annotations

from typing import Any

from flask import Flask, request, url_for
from flask_babel import gettext as _

from recruit.models import Actor, ActorKind
from recruit.services import news
from recruit.services.text import mixed_alphabets
from recruit.web import (
    account,
    admin,
    closeness,
    employer,
    files,
    language,
    pages,
    profile,
    ranking_models,
    rankings,
    recovery,
    second_factor,
    security,
    sitemap,
    specialists,
    thresholds,
    vacancies,
    vocabulary,
)
from recruit.web.addresses import sharing
from recruit.web.assets import asset
from recruit.web.headers import install as guard
from recruit.web.safety import bdi
from recruit.wording import isolated

__all__ = ["account_menu", "asset", "guard", "install", "navigation", "sharing", "unread"]

BLUEPRINTS = (
    account.bp,
    admin.bp,
    closeness.bp,
    employer.bp,
    pages.bp,
    language.bp,
    vacancies.bp,
    specialists.bp,
    profile.bp,
    files.bp,
    recovery.bp,
    second_factor.bp,
    security.bp,
    sitemap.bp,
    vocabulary.bp,
    rankings.bp,
    ranking_models.bp,
)


def install(app: Flask) -> None:
    """Register every page and what all of them answer with."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    thresholds.install(app)
    app.jinja_env.filters.update(isolated=isolated, bdi=bdi)
    app.jinja_env.tests["mixed_alphabets"] = mixed_alphabets


def navigation(actor: Actor) -> list[tuple[str, str, bool]]:
    """The menu of an actor: address, label, whether one is there now."""
    entries = [
        ("vacancies.browse", _("Vacancies")),
        ("specialists.browse", _("Specialists")),
    ]
    if actor.kind is ActorKind.EMPLOYER:
        entries.insert(0, ("employer.desk", _("My vacancies")))
    if actor.kind is ActorKind.CANDIDATE:
        entries.insert(0, ("profile.matches", _("What fits me")))
        entries.append(("profile.show", _("My profile")))
    if actor.kind is ActorKind.ADMINISTRATOR:
        entries.append(("vocabulary.waiting", _("Words")))
        entries.append(("admin.keys", _("API keys")))
    return [(url_for(name), label, request.endpoint == name) for name, label in entries]


def account_menu(actor: Actor) -> dict[str, Any]:
    """The addresses of the account menu, and the signed-in person's own pages."""
    links = {
        ActorKind.EMPLOYER: [
            ("employer.desk", _("My vacancies")),
            ("employer.post", _("Post a vacancy")),
        ],
        ActorKind.CANDIDATE: [
            ("profile.show", _("My profile")),
            ("profile.applications", _("My applications")),
        ],
        ActorKind.OVERSEER: [("rankings.listed", _("Rankings shown"))],
        ActorKind.ADMINISTRATOR: [
            ("vocabulary.waiting", _("Words we do not know")),
            ("rankings.listed", _("Rankings shown")),
            ("ranking_models.listed", _("What outcomes teach")),
            ("admin.keys", _("API keys")),
        ],
    }
    menu: dict[str, Any] = {
        "sign_in": url_for("account.sign_in"),
        "register": url_for("account.register"),
        "sign_out": url_for("account.sign_out"),
        "links": [(url_for(name), label) for name, label in links.get(actor.kind, [])],
    }
    if actor.user_id is not None:
        menu["links"].append((url_for("security.show"), _("Account and security")))
        menu["inbox"] = url_for("account.news")
    return menu


def unread(actor: Actor) -> int:
    """How many lines of news wait for an actor."""
    return news.unread(actor) if actor.user_id else 0
