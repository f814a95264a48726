"""A specialist's CV and certificates: uploaded, read into lines to confirm, deleted."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response
from wtforms import FieldList, FormField, RadioField, SelectMultipleField

from recruit import problems
from recruit.errors import Fault, Invalid, fault
from recruit.extensions import limiter
from recruit.identity import actor, locale, utcnow
from recruit.models import FileKind, TextState
from recruit.problems import show_faults
from recruit.services import candidate_cv, candidate_files, candidates, matching
from recruit.services.candidate_files import Upload
from recruit.services.candidate_words import Proposal
from recruit.services.files.limits import MAX_PAGES, MAX_SIZE, MEGABYTE
from recruit.web.file_views import file_view, notes_of
from recruit.web.files import folder
from recruit.web.profile.blueprint import bp
from recruit.web.profile.forms import SkillRow, TradeRow, row_of, trade_of
from recruit.wording import isolated, language_name

Answer = str | Response | tuple[str, int]

MAX_BODY = MAX_SIZE + MEGABYTE
"""Bytes of a whole upload: the file, and the form around it."""
MAX_DRAINED = 32 * MEGABYTE
"""Bytes of a larger one that are read off, so that its sender gets to see the answer."""
ENDINGS = ".pdf,.docx,.odt,.txt,.jpg,.jpeg,.png,.webp"


class UploadForm(FlaskForm):
    """A file, and what it is."""

    kind = RadioField(
        _l("What is it?"),
        choices=lambda: [
            (FileKind.CV.value, _("CV")),
            (FileKind.CERTIFICATE.value, _("Certificate or diploma")),
        ],
        default=FileKind.CV.value,
        validate_choice=False,
    )
    file = FileField(_l("File"))


class ProposalsForm(FlaskForm):
    """What a CV seems to say, each line to be confirmed."""

    claims = FieldList(FormField(SkillRow), _l("Skills"))
    experience = FieldList(FormField(TradeRow), _l("Trades and years"))
    languages = SelectMultipleField(_l("Languages you speak"), validate_choice=False)


@bp.url_value_preprocessor
def allow_a_file(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Only here may a request be as large as a file; it is said before anything reads it."""
    if endpoint == "profile.cv":
        request.max_content_length = MAX_BODY


@bp.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> Answer:
    """The upload page with the reason, also where the file was never read whole."""
    if request.endpoint != "profile.cv" or actor().candidate_id is None:
        return problems.page(413)
    _drain()
    form = UploadForm(formdata=None)
    show_faults(form, Invalid([fault("file", Fault.FILE_TOO_LARGE, maximum=MAX_SIZE // MEGABYTE)]))
    return _cv_page(form), 413


@bp.route("/profile/cv", methods=["GET", "POST"])
@limiter.limit("60 per hour", methods=["POST"])
def cv() -> Answer:
    form = UploadForm()
    if not form.is_submitted():
        return _cv_page(form)
    form.validate()
    kind = next((one for one in FileKind if one.value == form.kind.data), None)
    try:
        if kind is None:
            raise Invalid([fault("kind", Fault.UNKNOWN_CHOICE)])
        kept = candidate_files.keep(_sent(form), kind, folder(), actor=actor(), now=utcnow())
    except Invalid as error:
        show_faults(form, error)
        return _cv_page(form), 422
    flash(_("“%(name)s” is stored.", name=isolated(kept.name)), "success")
    if kept.text_state in (TextState.READ, TextState.PARTLY):
        return redirect(url_for("profile.cv_proposals", file_id=kept.id))
    for note in notes_of(kept):
        flash(note, "warning")
    return redirect(url_for("profile.cv"))


@bp.route("/profile/cv/<uuid:file_id>/proposals", methods=["GET", "POST"])
@limiter.limit("120 per hour")
def cv_proposals(file_id: uuid.UUID) -> Answer:
    """What one's CV says about work, to be confirmed line by line."""
    file, data = candidate_files.own_cv(file_id, folder(), actor=actor())
    form = ProposalsForm()
    if not form.is_submitted():
        found = candidate_cv.NOTHING
        try:
            found = candidate_cv.proposals(data, file.file_type)
        except Invalid as error:
            flash(problems.sentence(error.faults[0]), "error")
        _offer(form, found)
        return _proposals_page(form, notes_of(file))
    valid = form.validate()
    for rows in (form.claims, form.experience):
        rows.entries.sort(key=lambda row: not row.form.keep.data)
    _offer_languages(form, form.languages.data or ())
    if not valid:
        return _proposals_page(form, notes_of(file)), 422
    try:
        candidate_cv.take_over(
            [row.form.line() for row in form.claims if row.form.keep.data],
            [row.form.line() for row in form.experience if row.form.keep.data],
            form.languages.data or (),
            actor=actor(),
            now=utcnow(),
        )
    except Invalid as error:
        show_faults(form, error)
        return _proposals_page(form, notes_of(file)), 422
    flash(_("What you ticked is in your profile now."), "success")
    return redirect(url_for("profile.show"))


@bp.post("/profile/files/<uuid:file_id>/deletion")
def delete_file(file_id: uuid.UUID) -> Response:
    candidate_files.delete(file_id, folder(), actor=actor())
    flash(_("The file is deleted. Nobody can open it any more."), "success")
    return redirect(url_for("profile.cv"))


def _sent(form: UploadForm) -> Upload | None:
    """The file a browser sent, read no further than needed to see that it is too large."""
    sent = form.file.data
    if not sent:
        return None
    return Upload(sent.stream.read(MAX_SIZE + 1), sent.filename or "")


def _drain() -> None:
    stream = request.environ["wsgi.input"]
    left = min(request.content_length or 0, MAX_DRAINED)
    while left > 0 and (block := stream.read(min(left, MEGABYTE))):
        left -= len(block)


def _cv_page(form: UploadForm) -> str:
    return render_template(
        "profile/cv.html",
        form=form,
        files=[file_view(file) for file in candidate_files.own(actor())],
        endings=ENDINGS,
        size=MAX_SIZE // MEGABYTE,
        pages=MAX_PAGES,
        texts={
            FileKind.CV.value: _("PDF, DOCX, ODT or text. What it says about your work is read."),
            FileKind.CERTIFICATE.value: _("PDF or a photo. It is stored as it is, not read."),
        },
    )


def _offer(form: ProposalsForm, found: Proposal) -> None:
    """Propose what the profile does not say yet: what is missing there, and how well or how long
    where only the skill is named."""
    candidate = candidates.own(actor())
    skills = {claim.concept_id: claim for claim in candidate.claims}
    for line in found.claims:
        held = skills.get(line.concept_id)
        said = line.level is not None or line.years is not None
        if held is None or (said and held.level is None and held.years is None):
            form.claims.append_entry(row_of(line))
    jobs = {job.concept_id: job.years for job in candidate.experience}
    for job in found.experience:
        if jobs.get(job.concept_id) is None and (job.concept_id not in jobs or job.years):
            form.experience.append_entry(trade_of(job))
    spoken = [code for code in found.languages if code not in candidate.languages]
    _offer_languages(form, spoken)
    form.languages.data = spoken


def _offer_languages(form: ProposalsForm, codes: Iterable[str]) -> None:
    form.languages.choices = [(code, language_name(code)) for code in codes]


def _proposals_page(form: ProposalsForm, notes: list[str]) -> str:
    language = locale()
    return render_template(
        "profile/cv_proposals.html",
        form=form,
        notes=notes,
        name=lambda concept_id: matching.label(concept_id, language),
    )
