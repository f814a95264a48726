"""The site, put together: the one module that sees every room."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask, current_app, request
from flask_login import current_user
from werkzeug.middleware.proxy_fix import ProxyFix

from recruit import api as api_room
from recruit import cli, identity, jobs, logs, problems, web
from recruit.config import Settings, resource
from recruit.extensions import (
    babel,
    csrf,
    db,
    limiter,
    login,
    migrate,
    prepare_postgresql,
    prepare_sqlite,
)
from recruit.services import matching

MAX_BODY = 2 * 1024 * 1024


def create_app(settings: Settings | None = None) -> Flask:
    """The WSGI application for these settings, by default those of the environment."""
    settings = settings or Settings.from_environment()
    app = Flask("recruit", template_folder=str(resource("templates")))
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        TESTING=settings.environment == "test",
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=_engine_options(settings.database_url),
        MAX_CONTENT_LENGTH=MAX_BODY,
        MAX_FORM_MEMORY_SIZE=MAX_BODY,
        MAX_FORM_PARTS=2000,
        WTF_CSRF_TIME_LIMIT=None,
        RATELIMIT_ENABLED=settings.rate_limits,
        RATELIMIT_STORAGE_URI=settings.redis_url or "counts://",
        RATELIMIT_HEADERS_ENABLED=True,
        BABEL_TRANSLATION_DIRECTORIES=str(Path(__file__).parent / "translations"),
        BABEL_DEFAULT_LOCALE="en",
        API_TITLE="Iyne",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api/v1",
        OPENAPI_JSON_PATH="openapi.json",
    )
    if not app.testing:
        logs.install()
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    if hops := settings.proxy_hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    web.guard(app, settings)
    _bind(app)
    api_room.install(app)
    problems.install(app)
    web.install(app)
    cli.install(app)
    jobs.install(app)
    app.context_processor(_for_pages)
    return app


def _engine_options(url: str) -> dict[str, Any]:
    # What a statement was given may be a name or a telephone, and errors are logged.
    private: dict[str, Any] = {"hide_parameters": True}
    if url.startswith("sqlite"):
        return private | {"connect_args": {"timeout": 10}}
    return private | {"pool_recycle": 300}


def _bind(app: Flask) -> None:
    db.init_app(app)
    migrate.init_app(app, db, directory=str(Path(__file__).parent / "migrations"))
    babel.init_app(app, locale_selector=identity.locale)
    login.init_app(app)
    csrf.init_app(app)
    limiter.init_app(app)
    with app.app_context():
        prepare_sqlite(db.engine)
        prepare_postgresql(db.engine)
        settings: Settings = app.config["SETTINGS"]
        matching.keep_in(str(db.engine.url), settings.index_dir)


def _for_pages() -> dict[str, Any]:
    actor = identity.actor()
    settings: Settings = _settings()
    return {
        "actor": actor,
        "locale": identity.locale(),
        "text_direction": identity.text_direction(),
        "languages": identity.offered_languages(),
        "nav": web.navigation(actor),
        "unread": web.unread(actor),
        "demonstration": settings.demonstration,
        "asset": web.asset,
        "sharing": web.sharing(),
        "signed_in": current_user.is_authenticated,
        "account": web.account_menu(actor),
        "here": request.full_path.rstrip("?"),
    }


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings
