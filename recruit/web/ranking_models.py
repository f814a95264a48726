"""Learnt models of the ranking: what each would gain, whether it is fair, on and off."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import format_datetime
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from recruit.errors import Conflict, Fault, Forbidden, Invalid, NotSignedIn, fault
from recruit.identity import actor, utcnow
from recruit.models import Actor, ActorKind, RankingModel
from recruit.services import ranking_models
from recruit.services.ranking_models import Models
from recruit.wording import component_text, country_name

bp = Blueprint("ranking_models", __name__, url_prefix="/admin/models")


@dataclass(frozen=True, slots=True)
class Ratio:
    """A country's share of the top places over that of the country best off."""

    country: str
    people: int
    rules: str
    model: str


@dataclass(frozen=True, slots=True)
class ModelView:
    """A model with its figures, as a card."""

    id: uuid.UUID
    version: str
    trained: str
    in_force: bool
    outcomes: int
    vacancies: int
    gain: str
    interval: str
    ndcg: str
    log_loss: str
    factors: list[tuple[str, str]]
    top: int
    ratios: list[Ratio]
    exposure: str


@bp.get("", endpoint="listed")
def show_list() -> Response:
    who = _administrator()
    found = ranking_models.listed(actor=who)
    page = render_template(
        "admin/models.html",
        models=[_model_view(model, found) for model in found.models],
        in_force=found.in_force,
        changes=_changes(found),
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post("/<uuid:model_id>/switch")
def switch_on(model_id: uuid.UUID) -> BaseResponse:
    """Rank by a model's weights from now on."""
    return _switch(model_id, _("The ranking follows the model's weights now."))


@bp.post("/rules/switch")
def switch_back() -> BaseResponse:
    """Rank by the rules' own weights again."""
    return _switch(None, _("The ranking follows the rules' own weights again."))


def _switch(model_id: uuid.UUID | None, done: str) -> BaseResponse:
    who = _administrator()
    seen = _id(request.form.get("instead_of", ""))
    try:
        ranking_models.switch(model_id, instead_of=seen, actor=who, now=utcnow())
    except Conflict:
        flash(_("Somebody has switched in the meantime. Look again, then choose."), "warning")
    else:
        flash(done, "success")
    return redirect(url_for("ranking_models.listed"))


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        raise Invalid([fault("instead_of", Fault.UNKNOWN_CHOICE)]) from None


def _administrator() -> Actor:
    who = actor()
    if who.kind is ActorKind.ANONYMOUS:
        raise NotSignedIn
    if who.kind is not ActorKind.ADMINISTRATOR:
        raise Forbidden
    return who


def _model_view(model: RankingModel, found: Models) -> ModelView:
    figures = model.figures
    fairness = figures["fairness"]
    rules, learnt = fairness["rules"], fairness["model"]
    return ModelView(
        id=model.id,
        version=model.version,
        trained=format_datetime(model.trained_at),
        in_force=found.in_force is not None and found.in_force.id == model.id,
        outcomes=figures["outcomes"],
        vacancies=figures["vacancies"],
        gain=f"{figures['gain']:+.3f}",
        interval=f"{figures['low']:+.3f} … {figures['high']:+.3f}",
        ndcg=f"{figures['ndcg']['rules']:.3f} → {figures['ndcg']['model']:.3f}",
        log_loss=f"{figures['log_loss']['rules']:.3f} → {figures['log_loss']['model']:.3f}",
        factors=[(component_text(name), f"× {by:.2f}") for name, by in model.factors.items()],
        top=fairness["top"],
        ratios=[
            Ratio(
                country_name(code),
                people,
                f"{rules['impact_ratio'][code]:.2f}",
                f"{learnt['impact_ratio'][code]:.2f}",
            )
            for code, people in learnt["people"].items()
        ],
        exposure=f"{rules['exposure_ratio']:.2f} → {learnt['exposure_ratio']:.2f}",
    )


def _changes(found: Models) -> list[tuple[str, str]]:
    versions = {model.id: model.version for model in found.models}
    return [
        (
            format_datetime(change.at),
            _("The rules' own weights")
            if change.to_model_id is None
            else versions.get(change.to_model_id, ""),
        )
        for change in found.changes
    ]
