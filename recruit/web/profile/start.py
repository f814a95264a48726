"""Registration without a CV, in three steps. Nothing is stored before the last: each step's form
carries what the others hold, so it works without JavaScript and a lost page costs nothing."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from recruit.errors import Conflict, Forbidden, Invalid
from recruit.extensions import limiter
from recruit.identity import actor, locale, utcnow
from recruit.models import Actor, ActorKind
from recruit.problems import show_faults
from recruit.services import candidate_words, candidates, matching
from recruit.services.candidate_facts import ClaimLine
from recruit.services.candidate_words import Proposal
from recruit.services.candidates import Person
from recruit.web.picking import skill_words, trade_words
from recruit.web.profile.blueprint import bp
from recruit.web.profile.fields import carried
from recruit.web.profile.forms import StartForm, blank, row_of, trade_of, visibility_texts
from recruit.web.signing import client, enter, offer_recovery

Answer = str | Response | tuple[str, int]

_SHOWN = {
    "words": {"words"},
    "skills": {"claims", "experience", "more", "jobs"},
    "wishes": {
        *("pay_wanted", "country", "place", "available_from", "ready_to_move", "wishes"),
        *("languages", "visibility", "full_name", "contact", "password", "adult"),
    },
}
_ROWS = ("claims", "experience", "more", "jobs")
MOST_ROWS = 200
"""Lines that all lists together may have: each is looked up, and no person types as many."""
_SKILLS = ("claims", "experience", "headline", "about")


@bp.route("/register/specialist", methods=["GET", "POST"])
@limiter.limit("200 per hour", methods=["POST"])
def start() -> Answer:
    """Registration's page, whatever step it is at."""
    who = actor()
    if who.kind not in (ActorKind.ANONYMOUS, ActorKind.CANDIDATE):
        raise Forbidden
    if who.candidate_id is not None:
        return redirect(url_for("profile.show"))
    form = StartForm()
    if not form.is_submitted():
        return _page("words", form, who)
    if sum(len(form[name].entries) for name in _ROWS) > MOST_ROWS:
        raise RequestEntityTooLarge
    form.validate()
    back = request.form.get("back")
    if back in _SHOWN:
        return _page(back, form, who)
    step = request.form.get("step")
    if step == "skills":
        return _after_skills(form, who)
    return _after_wishes(form, who) if step == "wishes" else _after_words(form, who)


def _after_words(form: StartForm, who: Actor) -> Answer:
    try:
        proposal = candidate_words.propose(form.words.data or "")
    except Invalid as error:
        show_faults(form, error)
        return _page("words", form, who), 422
    _take(form, proposal)
    return _page("skills", form, who)


def _after_skills(form: StartForm, who: Actor) -> Answer:
    _fold(form)
    more = request.form.get("add_row")
    if more in ("more", "jobs"):
        form[more].append_entry()
        return _page("skills", form, who)
    faulty = any(form[name].errors for name in _SHOWN["skills"])
    try:
        candidates.checked_skills(form.facts())
    except Invalid as error:
        show_faults(form, error)
        faulty = True
    return (_page("skills", form, who), 422) if faulty else _page("wishes", form, who)


def _after_wishes(form: StartForm, who: Actor) -> Answer:
    if form.errors:
        return _page("wishes", form, who), 422
    _ticked_first(form)
    try:
        _keep(form, who)
    except Invalid as error:
        show_faults(form, error)
        step = "skills" if any(f.field.startswith(_SKILLS) for f in error.faults) else "wishes"
        return _page(step, form, who), 422
    except Conflict:  # sent twice: the first one made the profile
        return redirect(url_for("profile.show"))
    flash(_("Welcome. These vacancies fit what you can do, the best first."), "success")
    return redirect(url_for("profile.matches"))


def _keep(form: StartForm, who: Actor) -> None:
    person = Person(form.full_name.data or "", form.adult.data)
    if who.kind is ActorKind.CANDIDATE:
        candidates.join(form.facts(), person, actor=who, now=utcnow())
        return
    made = candidates.register(
        form.facts(),
        person,
        contact=form.contact.data or "",
        password=form.password.data or "",
        language=locale(),
        client=client(),
        now=utcnow(),
    )
    enter(made.token)
    offer_recovery(form.contact.data or "")


def _page(step: str, form: StartForm, who: Actor) -> str:
    language = locale()
    if step == "skills":
        for rows in (form.more, form.jobs):
            if not rows.entries:
                rows.append_entry()
    return render_template(
        f"profile/start_{step}.html",
        form=form,
        carried=carried(form, _SHOWN[step]),
        signed_up=who.kind is ActorKind.CANDIDATE,
        name=lambda concept_id: matching.label(concept_id, language),
        skill_words=skill_words(),
        trade_words=trade_words(),
        texts=visibility_texts(),
    )


def _take(form: StartForm, proposal: Proposal) -> None:
    """Propose what is not proposed yet; words we do not know are not ticked: they may be names."""
    held = _named(form.claims)
    for line in proposal.claims:
        if line.concept_id not in held:
            form.claims.append_entry(row_of(line))
    for words in proposal.unknown:
        if words.casefold() not in held:
            form.claims.append_entry(row_of(ClaimLine(words), keep=False))
    held = _named(form.experience)
    for job in proposal.experience:
        if job.concept_id not in held:
            form.experience.append_entry(trade_of(job))
    form.languages.data = list(dict.fromkeys([*(form.languages.data or ()), *proposal.languages]))
    form.wishes.data = list(dict.fromkeys([*(form.wishes.data or ()), *proposal.wishes]))


def _named(rows: Any) -> set[str]:
    """The concepts that rows name, or their words."""
    return {row.form.concept_id.data or str(row.form.words.data or "").casefold() for row in rows}


def _fold(form: StartForm) -> None:
    """Put the lines typed beside the proposals among them, linked; faulty ones stay."""
    for typed, rows in ((form.more, form.claims), (form.jobs, form.experience)):
        kept = []
        for row in typed.entries:
            if row.errors:
                kept.append(row)
            elif not row.form.remove.data and not blank(row.form):
                row.form.keep.data = True
                rows.append_entry(_linked(row.form))
        typed.entries = kept
    for row in (*form.claims, *form.experience):
        if row.form.words.data != row.form.linked_text.data:
            linked = _linked(row.form)
            row.form.concept_id.data = linked["concept_id"]
            row.form.linked_text.data = linked["linked_text"]
    _ticked_first(form)


def _linked(row: Any) -> dict[str, Any]:
    """A row's values with the concept its words mean, if we know one."""
    words, keep = row.words.data or "", row.keep.data
    if row.words.short_name == "text":
        line = candidate_words.line_of(words, row.level.data, row.years.data)
        return row_of(line, keep=keep)
    return trade_of(candidate_words.job_of(words, row.years.data), keep=keep)


def _ticked_first(form: StartForm) -> None:
    """Those ticked stand first, so that a fault's number is the row's place."""
    for rows in (form.claims, form.experience):
        rows.entries.sort(key=lambda row: not row.form.keep.data)
