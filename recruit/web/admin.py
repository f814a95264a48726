"""What an administrator does: give agencies keys, and end them."""

from __future__ import annotations

import uuid

from flask import Blueprint, Response, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as BaseResponse
from wtforms import StringField

from recruit.errors import Forbidden, Invalid, NotSignedIn
from recruit.identity import actor, utcnow
from recruit.models import Actor, ActorKind
from recruit.problems import show_faults
from recruit.services import keys

bp = Blueprint("admin", __name__, url_prefix="/admin")


class KeyForm(FlaskForm):
    agency = StringField(_l("Agency"))
    label = StringField(_l("What the key is for"))


@bp.get("/keys", endpoint="keys")
def show_keys() -> Response:
    return _page(KeyForm(), _administrator())


@bp.post("/keys")
def create_key() -> Response:
    """Make a key and show its text, this once."""
    who = _administrator()
    form = KeyForm()
    try:
        _, text = keys.create(
            form.agency.data or "", form.label.data or "", actor=who, now=utcnow()
        )
    except Invalid as error:
        show_faults(form, error)
        response = _page(form, who)
        response.status_code = 422
        return response
    return _page(KeyForm(formdata=None), who, fresh=text)


@bp.post("/keys/<uuid:key_id>/revocation")
def revoke_key(key_id: uuid.UUID) -> BaseResponse:
    keys.revoke(key_id, actor=_administrator(), now=utcnow())
    flash(_("The key is revoked. Programs that use it are refused from now on."), "success")
    return redirect(url_for("admin.keys"))


def _administrator() -> Actor:
    who = actor()
    if who.kind is ActorKind.ANONYMOUS:
        raise NotSignedIn
    if who.kind is not ActorKind.ADMINISTRATOR:
        raise Forbidden
    return who


def _page(form: KeyForm, who: Actor, fresh: str | None = None) -> Response:
    page = render_template("admin/keys.html", form=form, keys=keys.listed(actor=who), fresh=fresh)
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response
