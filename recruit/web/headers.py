"""What every answer carries, and what is asked of whoever sends a form."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from flask import Flask, Response, render_template, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_babel import gettext as _
from werkzeug.exceptions import SecurityError

from recruit.config import Settings
from recruit.problems import for_programs
from recruit.web import addresses, assets

logger = logging.getLogger(__name__)

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    )
)
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "payment",
        "usb",
    )
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": PERMISSIONS,
    "Cross-Origin-Opener-Policy": "same-origin",
}
TRANSPORT = f"max-age={assets.YEAR}; includeSubDomains"
COOKIE = "__Host-iyne"

FOR_ALL = frozenset(
    {
        *("static", "sitemap.robots", "sitemap.sitemap", "sitemap.part"),
        "api_taxonomy.suggest",
    }
)
"""Answers that are the same for everybody: no cookie is read or set with them."""
REVALIDATED = addresses.PUBLIC | {"api-docs.openapi_json"}

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_FETCH = frozenset({"same-origin", "none"})


class Cookies(SecureCookieSessionInterface):
    """Sessions that leave alone what everybody may keep a copy of."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if request.endpoint not in FOR_ALL:
            super().save_session(app, session, response)


def install(app: Flask, settings: Settings) -> None:
    """Guard every answer and every form. To be called before the extensions are bound: what is
    registered first sees a request first and its answer last."""
    app.config.update(
        SESSION_COOKIE_SECURE=settings.production,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        SESSION_REFRESH_EACH_REQUEST=False,
    )
    if settings.production:
        app.config["SESSION_COOKIE_NAME"] = COOKIE
        app.config["TRUSTED_HOSTS"] = [settings.host]
    app.session_interface = Cookies()
    app.before_request(refuse_foreign_forms)
    app.after_request(finish)
    app.register_error_handler(SecurityError, foreign_host)


def foreign_host(_error: SecurityError) -> Response:
    """The answer at a name that is not ours: no page, since no address could be built for it."""
    return Response("This site has another address.\n", 400, mimetype="text/plain")


def refuse_foreign_forms() -> tuple[str, int] | None:
    """Refuse what a page of another site sends; the form's token is asked besides.

    Browsers that name neither origin nor relation are old, and have the token alone.
    """
    if request.method in SAFE or for_programs() or own_origin():
        return None
    logger.warning("form from elsewhere refused", extra={"endpoint": request.endpoint})
    told = _("This was sent from a page of another site, so nothing was done.")
    return render_template("errors/error.html", status=403, message=told), 403


def own_origin() -> bool:
    """Whether the browser says that the request comes from this site, or says nothing."""
    fetch, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if fetch is not None and fetch not in OWN_FETCH:
        return False
    if origin is None:
        return True
    if origin == "null":
        return fetch is not None
    parts = urlsplit(addresses.base())
    return origin.lower() == f"{parts.scheme}://{parts.netloc}".lower()


def finish(response: Response) -> Response:
    """Put on the headers; what a view has set more strictly stays."""
    settings = addresses.settings()
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    if settings.production:
        response.headers["Strict-Transport-Security"] = TRANSPORT
    if request.endpoint == "static":
        response = assets.finish(response)
    elif request.endpoint not in FOR_ALL:
        _keep(response)
    private = "no-store" in response.headers.get("Cache-Control", "")
    policy = "same-origin" if private else "strict-origin-when-cross-origin"
    response.headers.setdefault("Referrer-Policy", policy)
    return response


def _keep(response: Response) -> None:
    """Who may keep a copy: nobody where somebody is signed in or a form is personal; else the
    browser alone, which asks each time whether it still holds."""
    response.vary.update(("Cookie", "Accept-Language"))
    if "_user_id" in session:
        response.headers["Cache-Control"] = "no-store"
    elif "Cache-Control" not in response.headers:
        fresh = request.endpoint in REVALIDATED and response.status_code == 200
        response.headers["Cache-Control"] = "private, no-cache" if fresh else "no-store"
