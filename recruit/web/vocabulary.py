"""The living vocabulary's pages: what waits, what it is attached to, a concept of its own."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

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
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as BaseResponse
from wtforms import BooleanField, SelectField, StringField

from recruit.errors import Conflict, Forbidden, Invalid, NotSignedIn
from recruit.identity import actor, locale, utcnow
from recruit.models import Actor, ActorKind, FormState, LabelKind, UnlinkedForm
from recruit.problems import sentence, show_faults
from recruit.services import matching, vocabulary, vocabulary_export
from recruit.services.vocabulary import NewConcept
from recruit.services.vocabulary_rows import LANGUAGES, TYPES
from recruit.web.browsing import Pager, page_arg, text_arg
from recruit.wording import date_text, language_name, type_name

bp = Blueprint("vocabulary", __name__, url_prefix="/admin/vocabulary")

FOUND_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Offer:
    """A concept that a form can be attached to."""

    id: str
    name: str
    type: str
    near: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A form that waits, as a card."""

    id: uuid.UUID
    text: str
    language: str
    uses: int
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A form that was decided."""

    id: uuid.UUID
    text: str
    concept: str | None
    day: str


class AttachForm(FlaskForm):
    language = SelectField(
        _l("Language of the word"), choices=lambda: [(c, language_name(c)) for c in LANGUAGES]
    )
    kind = SelectField(
        _l("What it is"),
        choices=lambda: [
            (LabelKind.SYNONYM.value, _("Another word for it")),
            (LabelKind.MISSPELLING.value, _("The word with a mistake")),
        ],
    )


class ConceptForm(FlaskForm):
    type = SelectField(
        _l("Kind"),
        choices=lambda: sorted(
            ((type_, type_name(type_)) for type_ in TYPES), key=lambda pair: pair[1]
        ),
        default="operation",
    )
    label_en = StringField(_l("Name in English"))
    label_ru = StringField(_l("Name in Russian"))
    label_ky = StringField(_l("Name in Kyrgyz"))
    label_uz = StringField(_l("Name in Uzbek, in Latin letters"))
    label_bn = StringField(_l("Name in Bengali"))
    label_ur = StringField(_l("Name in Urdu"))
    broader = SelectField(_l("It is a kind of"), choices=lambda: _broader_choices())
    isco08 = StringField(_l("ISCO-08 code"))
    review = BooleanField(_l("A native speaker should check these names"), default=True)

    def concept(self) -> NewConcept:
        return NewConcept(
            type=self.type.data or "",
            labels={code: self[f"label_{code}"].data or "" for code in LANGUAGES},
            broader=self.broader.data or None,
            isco08=self.isco08.data or "",
            review=bool(self.review.data),
        )


@bp.get("", endpoint="waiting")
def show_waiting() -> Response:
    return _waiting_page(_administrator())


@bp.get("/labels.csv", endpoint="labels")
def labels_table() -> Response:
    """Every label as ``seeds/taxonomy/labels.csv`` has it."""
    text = vocabulary_export.labels_table(actor=_administrator())
    response = Response(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = "attachment; filename=labels.csv"
    return _private(response)


@bp.get("/<uuid:form_id>")
def show(form_id: uuid.UUID) -> Response:
    who = _administrator()
    return _form_page(vocabulary.form(form_id, actor=who), AttachForm(formdata=None))


@bp.post("/<uuid:form_id>/attachment")
def attach(form_id: uuid.UUID) -> BaseResponse:
    who, form = _administrator(), AttachForm()
    concept_id = request.form.get("concept", "")
    chosen = "language" in request.form
    try:
        vocabulary.attach(
            form_id,
            concept_id,
            actor=who,
            now=utcnow(),
            language=form.language.data if chosen else None,
            kind=_kind(form.kind.data if chosen else None),
        )
    except Invalid as error:
        form.form_errors = [*form.form_errors, *(sentence(found) for found in error.faults)]
        response = _form_page(vocabulary.form(form_id, actor=who), form)
        response.status_code = 422
        return response
    except Conflict:
        return _decided_meanwhile()
    name = matching.label(concept_id, locale())
    flash(_("Attached to “%(concept)s”. It counts from now on.", concept=name), "success")
    return redirect(url_for("vocabulary.waiting"))


@bp.get("/<uuid:form_id>/concept")
def new(form_id: uuid.UUID) -> Response:
    found = vocabulary.form(form_id, actor=_administrator())
    form = ConceptForm(formdata=None, data={f"label_{found.form.language}": found.form.text})
    return _concept_page(found, form)


@bp.post("/<uuid:form_id>/concept")
def create(form_id: uuid.UUID) -> BaseResponse:
    who, form = _administrator(), ConceptForm()
    try:
        vocabulary.create_concept(form_id, form.concept(), actor=who, now=utcnow())
    except Invalid as error:
        show_faults(form, error)
        response = _concept_page(vocabulary.form(form_id, actor=who), form)
        response.status_code = 422
        return response
    except Conflict:
        return _decided_meanwhile()
    flash(_("The concept is made. It counts from now on."), "success")
    return redirect(url_for("vocabulary.waiting"))


@bp.post("/<uuid:form_id>/dismissal")
def dismiss(form_id: uuid.UUID) -> BaseResponse:
    try:
        vocabulary.dismiss(form_id, actor=_administrator(), now=utcnow())
    except Conflict:
        return _decided_meanwhile()
    flash(_("Set aside. It does not come back."), "success")
    return redirect(url_for("vocabulary.waiting"))


@bp.post("/<uuid:form_id>/undo")
def undo(form_id: uuid.UUID) -> BaseResponse:
    try:
        vocabulary.undo(form_id, actor=_administrator())
    except Conflict:
        flash(_("This cannot be taken back: others use it already."), "error")
    else:
        flash(_("Taken back. The word waits again."), "success")
    return redirect(url_for("vocabulary.waiting"))


def _administrator() -> Actor:
    who = actor()
    if who.kind is ActorKind.ANONYMOUS:
        raise NotSignedIn
    if who.kind is not ActorKind.ADMINISTRATOR:
        raise Forbidden
    return who


def _decided_meanwhile() -> BaseResponse:
    flash(_("Somebody has decided this word in the meantime."), "warning")
    return redirect(url_for("vocabulary.waiting"))


def _kind(value: str | None) -> LabelKind:
    return LabelKind.MISSPELLING if value == LabelKind.MISSPELLING else LabelKind.SYNONYM


def _broader_choices() -> list[tuple[str, str]]:
    known = matching.options(TYPES, locale())
    return [("", _("Nothing: it stands by itself")), *known]


def _waiting_page(who: Actor) -> Response:
    found = vocabulary.waiting(page_arg(), actor=who)
    return _page(
        "admin/vocabulary.html",
        entries=[_entry(waiting) for waiting in found.entries],
        total=found.total,
        page=Pager(
            found.number,
            found.pages,
            found.total,
            lambda number: url_for("vocabulary.waiting", page=number),
        ),
        decisions=[_decision(form) for form in vocabulary.decided(actor=who)],
    )


def _form_page(found: vocabulary.Waiting, form: AttachForm) -> Response:
    if not form.is_submitted():
        form.language.data = found.form.language
    asked = text_arg("q")
    links = matching.link(asked, k=FOUND_SHOWN) if asked else found.nearest
    return _page(
        "admin/vocabulary_form.html",
        entry=_entry(found),
        open=found.form.state is FormState.WAITING,
        form=form,
        asked=asked,
        offers=[_offer(link) for link in links],
    )


def _concept_page(found: vocabulary.Waiting, form: ConceptForm) -> Response:
    return _page("admin/vocabulary_concept.html", entry=_entry(found), form=form)


def _entry(found: vocabulary.Waiting) -> Entry:
    form = found.form
    offers = tuple(_offer(link) for link in found.nearest)
    return Entry(form.id, form.text, language_name(form.language), found.uses, offers)


def _offer(link: matching.Link) -> Offer:
    name = matching.label(link.concept_id, locale())
    type_ = matching.concept_type(link.concept_id) or ""
    near = link.label if link.label.casefold() != name.casefold() else None
    return Offer(link.concept_id, name, type_name(type_), near)


def _decision(form: UnlinkedForm) -> Decision:
    concept = matching.label(form.concept_id, locale()) if form.concept_id else None
    return Decision(form.id, form.text, concept, date_text(form.decided_at or form.last_seen))


def _page(template: str, **values: Any) -> Response:
    return _private(make_response(render_template(template, **values)))


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
