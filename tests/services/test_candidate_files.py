"""Files stored, opened by who may, deleted; what they say taken over only as confirmed."""

from __future__ import annotations

import datetime as dt
import os
import uuid
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruit.errors import Fault, Forbidden, Invalid, NotFound, NotSignedIn
from recruit.models import (
    ANONYMOUS,
    Actor,
    Application,
    Candidate,
    CandidateFile,
    FileKind,
    FileType,
    Role,
    Stage,
    TextState,
    User,
    Visibility,
)
from recruit.services import candidate_cv, candidate_files
from recruit.services.candidate_facts import ClaimLine, ExperienceLine
from recruit.services.candidate_files import Upload
from recruit.services.files import store
from tests import uploads
from tests.factories import (
    NOON,
    actor_of,
    make_candidate,
    make_employer,
    make_file,
    make_member,
    make_user,
    make_vacancy,
)

CV = Upload("Швея на оверлок, 5 лет".encode(), "../cv.txt")


@pytest.fixture
def user(session: Session) -> User:
    return make_user(session)


@pytest.fixture
def candidate(session: Session, user: User) -> Candidate:
    return make_candidate(session, user, "lockstitch_machine", visibility=Visibility.APPLIED)


@pytest.fixture
def actor(session: Session, user: User, candidate: Candidate) -> Actor:
    return actor_of(session, user)


def on_disk(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def rows(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(CandidateFile)) or 0


def test_a_cv_is_stored_under_a_name_of_ours_for_its_owner_alone(actor, candidate, tmp_path):
    folder = tmp_path / "files"

    kept = candidate_files.keep(CV, FileKind.CV, folder, actor=actor, now=NOON)

    assert (kept.name, kept.file_type, kept.text_state) == ("cv.txt", FileType.TXT, TextState.READ)
    assert on_disk(folder) == [kept.stored_name]
    place = folder / kept.stored_name
    assert place.read_bytes() == CV.data
    assert place.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert candidate_files.open_file(kept.id, folder, actor=actor).path == place


def test_text_is_stored_as_it_is_sent_later(actor, candidate, tmp_path):
    sent = Upload("Швея на оверлок, пять лет".encode("cp1251"), "cv.txt")

    kept = candidate_files.keep(sent, FileKind.CV, tmp_path, actor=actor, now=NOON)

    assert (tmp_path / kept.stored_name).read_text("utf-8") == "Швея на оверлок, пять лет"


def test_a_picture_of_a_cv_is_stored_and_said_to_be_unreadable(actor, candidate, tmp_path):
    kept = candidate_files.keep(
        Upload(uploads.pdf(), "scan.pdf"), FileKind.CV, tmp_path, actor=actor, now=NOON
    )

    assert (kept.text_state, kept.notes) == (TextState.UNREADABLE, ["no_text"])


def test_what_is_refused_leaves_nothing(session, actor, candidate, tmp_path):
    for sent in (None, Upload(b""), Upload(b"%PDF-1.7\nx"), Upload(uploads.encrypted_pdf())):
        with pytest.raises(Invalid):
            candidate_files.keep(sent, FileKind.CV, tmp_path, actor=actor, now=NOON)

    assert on_disk(tmp_path) == []
    assert rows(session) == 0


def test_a_transaction_that_fails_takes_the_file_with_it(session, actor, candidate, tmp_path):
    for _ in range(candidate_files.MAX_FILES):
        make_file(session, candidate, tmp_path)
    before = on_disk(tmp_path)

    with pytest.raises(Invalid) as refused:
        candidate_files.keep(CV, FileKind.CV, tmp_path, actor=actor, now=NOON)

    assert refused.value.faults[0].fault is Fault.TOO_MANY
    assert on_disk(tmp_path) == before
    assert rows(session) == candidate_files.MAX_FILES


def test_nothing_is_ever_written_over(tmp_path, monkeypatch):
    monkeypatch.setattr("secrets.token_hex", lambda size: "a" * size * 2)
    name = store.write(tmp_path, b"first")

    with pytest.raises(FileExistsError):
        store.write(tmp_path, b"second")

    assert (tmp_path / name).read_bytes() == b"first"
    assert on_disk(tmp_path) == [name]


@pytest.mark.parametrize("name", ["../secret-key", "a" * 39, "A" * 40, "a" * 40 + "/x", ""])
def test_only_a_stored_name_is_a_place(tmp_path, name):
    with pytest.raises(ValueError, match="not a stored name"):
        store.path(tmp_path, name)


def test_only_specialists_upload(session, tmp_path):
    boss = actor_of(session, make_member(session, make_employer(session)))

    for who, refusal in ((ANONYMOUS, NotSignedIn), (boss, Forbidden)):
        with pytest.raises(refusal):
            candidate_files.keep(CV, FileKind.CV, tmp_path, actor=who, now=NOON)


def test_an_employer_opens_a_file_only_while_its_owner_stands_as_an_applicant(
    session, candidate, tmp_path
):
    employer = make_employer(session)
    boss = actor_of(session, make_member(session, employer))
    rival = actor_of(session, make_member(session, make_employer(session)))
    vacancy = make_vacancy(session, employer)
    file = make_file(session, candidate, tmp_path)

    def opens(who: Actor) -> bool:
        try:
            candidate_files.open_file(file.id, tmp_path, actor=who)
        except NotFound:
            return False
        return True

    assert not opens(boss)
    application = Application(
        candidate_id=candidate.id, vacancy_id=vacancy.id, score=1, created_at=NOON, updated_at=NOON
    )
    session.add(application)
    session.commit()
    assert (opens(boss), opens(rival)) == (True, False)
    assert set(candidate_files.of_applicants(vacancy.id, actor=boss)) == {candidate.id}

    candidate.visibility = Visibility.HIDDEN
    session.commit()
    assert not opens(boss)
    assert candidate_files.of_applicants(vacancy.id, actor=boss) == {}

    candidate.visibility, application.stage = Visibility.PUBLIC, Stage.WITHDRAWN
    session.commit()
    assert not opens(boss)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.OVERSEER])
def test_no_office_opens_files(session, candidate, tmp_path, role):
    file = make_file(session, candidate, tmp_path)
    clerk = actor_of(session, make_user(session, role))

    with pytest.raises(NotFound):
        candidate_files.open_file(file.id, tmp_path, actor=clerk)


def test_only_the_owner_deletes_and_then_it_is_gone_from_the_disk(
    session, actor, candidate, tmp_path
):
    stranger = make_user(session)
    make_candidate(session, stranger)
    file = make_file(session, candidate, tmp_path)

    with pytest.raises(NotFound):
        candidate_files.delete(file.id, tmp_path, actor=actor_of(session, stranger))
    assert on_disk(tmp_path) == [file.stored_name]
    candidate_files.delete(file.id, tmp_path, actor=actor)

    assert on_disk(tmp_path) == []
    assert rows(session) == 0
    with pytest.raises(NotFound):
        candidate_files.open_file(file.id, tmp_path, actor=actor)


def test_files_without_a_row_are_swept_after_a_while(session, candidate, tmp_path):
    kept = make_file(session, candidate, tmp_path)
    left, fresh = store.write(tmp_path, b"left"), store.write(tmp_path, b"fresh")
    (tmp_path / f"{'0' * 40}.part").write_bytes(b"cut short")
    now = dt.datetime.now(dt.UTC)
    old = (now - dt.timedelta(hours=2)).timestamp()
    for name in (kept.stored_name, left, f"{'0' * 40}.part"):
        os.utime(tmp_path / name, (old, old))

    assert candidate_files.sweep(tmp_path, now=now) == 2
    assert on_disk(tmp_path) == sorted([kept.stored_name, fresh])
    assert candidate_files.sweep(tmp_path / "none", now=now) == 0


def test_what_is_confirmed_is_added_and_what_stood_there_stays(session, user, actor):
    candidate = session.scalars(select(Candidate).where(Candidate.user_id == user.id)).one()
    candidate.languages = ["ky"]
    session.commit()

    candidate_cv.take_over(
        [ClaimLine("оверлок", "overlock_machine", 4, 5)],
        [ExperienceLine("швея", "sewing_machine_operator", 6)],
        ["ru", "ky"],
        actor=actor,
        now=NOON,
    )

    session.expire_all()
    session.refresh(candidate, ["claims", "experience"])
    held = {claim.concept_id: (claim.level, claim.years) for claim in candidate.claims}
    assert held == {"lockstitch_machine": (None, None), "overlock_machine": (4, 5)}
    assert [job.concept_id for job in candidate.experience] == ["sewing_machine_operator"]
    assert candidate.languages == ["ky", "ru"]
    assert candidate.revision == 2


def test_faults_of_what_is_confirmed_are_named_at_its_own_rows(session, actor):
    rows_given = [ClaimLine("оверлок", "overlock_machine", 9)]

    with pytest.raises(Invalid) as refused:
        candidate_cv.take_over(rows_given, [], ["xx"], actor=actor, now=NOON)
    with pytest.raises(Invalid) as empty:
        candidate_cv.take_over([], [], [], actor=actor, now=NOON)

    assert {f.field for f in refused.value.faults} == {"claims-0-level", "languages"}
    assert [f.fault for f in empty.value.faults] == [Fault.NOTHING_CHOSEN]


def test_somebody_elses_cv_is_not_read(session, actor, tmp_path):
    other = make_candidate(session, make_user(session))
    file = make_file(session, other, tmp_path)

    for file_id in (file.id, uuid.uuid4()):
        with pytest.raises(NotFound):
            candidate_files.own_cv(file_id, tmp_path, actor=actor)
