"""The second factor: codes are good once and for a minute, wrong ones few, and a half sign-in
opens nothing."""

import datetime as dt

import pyotp
import pytest
from sqlalchemy import select

from recruit.errors import Conflict, Fault, Invalid, NotFound, TooManyTries
from recruit.models import PendingSignIn, RecoveryCode, Role, SecondFactor, UserSession
from recruit.services import accounts, recovery_codes, second_factor, sign_in
from recruit.services.confirmation import Presence
from recruit.services.throttle import Visitor
from tests.factories import NOON, SECRET, actor_of, make_user

PASSWORD = "three green spools"
DOOR = Visitor("Firefox", "192.0.2.7", "a key")
HALF_A_MINUTE = dt.timedelta(seconds=30)
TOTP = pyotp.TOTP(SECRET)


def present(session, user, now=NOON):
    """Somebody who has just signed in."""
    token = sign_in.open_session(session, user, client="Firefox", now=now)
    session.commit()
    found = sign_in.session_actor(token, now=now)
    return Presence(found.actor, found.sign_in_id, DOOR)


def halfway(user, now=NOON):
    entered = accounts.sign_in_with_password(user.email, PASSWORD, visitor=DOOR, now=now)
    assert not entered.whole
    return entered.token


def complete(token, code, now=NOON):
    return second_factor.complete(token, code, visitor=DOOR, now=now)


@pytest.fixture
def guarded(session):
    return make_user(session, email="aida@example.org", password=PASSWORD, second_factor=True)


def test_it_is_on_once_a_code_of_the_app_confirms_it(session):
    user = make_user(session, password=PASSWORD)
    presence = present(session, user)
    second_factor.begin(actor=presence.actor, now=NOON)
    setup = second_factor.waiting(presence.actor)
    assert setup.address.startswith("otpauth://totp/Iyne:")
    assert not second_factor.is_on(presence.actor)

    code = pyotp.TOTP(setup.secret).at(NOON)
    second_factor.confirm(code, PASSWORD, presence=presence, now=NOON)

    assert second_factor.is_on(presence.actor)
    assert second_factor.waiting(presence.actor) is None
    with pytest.raises(Conflict):
        second_factor.begin(actor=presence.actor, now=NOON)


def test_it_stays_off_with_a_wrong_code_or_a_wrong_password(session):
    user = make_user(session, password=PASSWORD)
    presence = present(session, user)
    second_factor.begin(actor=presence.actor, now=NOON)
    right = pyotp.TOTP(second_factor.waiting(presence.actor).secret).at(NOON)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"

    for code, password, fault in (
        (wrong, PASSWORD, ("code", Fault.WRONG_CODE)),
        (right, "not the password", ("password", Fault.WRONG_PASSWORD)),
    ):
        with pytest.raises(Invalid) as refused:
            second_factor.confirm(code, password, presence=presence, now=NOON)
        assert [(f.field, f.fault) for f in refused.value.faults] == [fault]
    assert not second_factor.is_on(presence.actor)


def test_a_half_sign_in_stands_for_nobody(session, guarded):
    token = halfway(guarded)

    assert sign_in.session_actor(token, now=NOON) is None
    assert session.scalars(select(UserSession)).all() == []


def test_the_code_makes_the_sign_in_whole_with_a_token_of_its_own(session, guarded):
    token = halfway(guarded)

    entered = complete(token, TOTP.at(NOON))

    assert entered.token != token
    assert sign_in.session_actor(entered.token, now=NOON).actor.user_id == guarded.id
    with pytest.raises(NotFound):
        complete(token, TOTP.at(NOON + HALF_A_MINUTE), now=NOON + HALF_A_MINUTE)


def test_a_code_is_good_once_also_for_another_sign_in(session, guarded):
    code = TOTP.at(NOON)
    complete(halfway(guarded), code)

    with pytest.raises(Invalid) as refused:
        complete(halfway(guarded), code)

    assert refused.value.faults[0].fault is Fault.WRONG_CODE
    later = NOON + HALF_A_MINUTE
    assert complete(halfway(guarded, later), TOTP.at(later), now=later).whole


def test_a_code_older_than_the_last_one_taken_is_refused(session, guarded):
    complete(halfway(guarded), TOTP.at(NOON + HALF_A_MINUTE))

    with pytest.raises(Invalid):
        complete(halfway(guarded), TOTP.at(NOON))


@pytest.mark.parametrize("seconds", [-90, 90])
def test_a_code_of_another_time_is_refused(session, guarded, seconds):
    with pytest.raises(Invalid):
        complete(halfway(guarded), TOTP.at(NOON + dt.timedelta(seconds=seconds)))


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "🧵" * 6, "9" * 5000])
def test_what_is_no_code_is_refused(session, guarded, code):
    with pytest.raises(Invalid):
        complete(halfway(guarded), code)


def test_after_five_wrong_codes_one_begins_again(session, guarded):
    token = halfway(guarded)
    for _ in range(4):
        with pytest.raises(Invalid):
            complete(token, "000000")
    with pytest.raises(NotFound):
        complete(token, "000000")

    with pytest.raises(NotFound):
        complete(token, TOTP.at(NOON))


def test_beginning_again_does_not_give_more_than_ten_tries_in_five_minutes(session, guarded):
    for _ in range(2):
        token = halfway(guarded)
        for _ in range(5):
            with pytest.raises((Invalid, NotFound)):
                complete(token, "000000")

    with pytest.raises(TooManyTries):
        complete(halfway(guarded), TOTP.at(NOON))


def test_a_half_sign_in_is_over_after_ten_minutes(session, guarded):
    token = halfway(guarded)
    later = NOON + dt.timedelta(minutes=10)

    assert second_factor.asked(token, now=NOON)
    assert not second_factor.asked(token, now=later)
    with pytest.raises(NotFound):
        complete(token, TOTP.at(later), now=later)
    sign_in.forget_finished(now=later)
    assert session.scalars(select(PendingSignIn)).all() == []


def test_a_link_asks_for_the_code_too(session, guarded):
    entered = sign_in.use_link(sign_in.make_link(guarded.id, now=NOON), client="", now=NOON)

    assert not entered.whole
    assert complete(entered.token, TOTP.at(NOON)).whole


def test_a_printed_code_stands_in_for_the_app_once(session, guarded):
    sheet = recovery_codes.make(PASSWORD, presence=present(session, guarded), now=NOON)

    assert complete(halfway(guarded), sheet[3].lower().replace("-", " ")).whole
    with pytest.raises(Invalid):
        complete(halfway(guarded), sheet[3])


def test_turning_it_off_takes_password_and_code_and_ends_what_the_app_can_do(session, guarded):
    presence = present(session, guarded)
    with pytest.raises(Invalid):
        second_factor.turn_off(TOTP.at(NOON), "not the password", presence=presence, now=NOON)
    with pytest.raises(Invalid):
        second_factor.turn_off("000000", PASSWORD, presence=presence, now=NOON)

    second_factor.turn_off(TOTP.at(NOON), PASSWORD, presence=presence, now=NOON)

    assert session.get(SecondFactor, guarded.id) is None
    assert accounts.sign_in_with_password(guarded.email, PASSWORD, visitor=DOOR, now=NOON).whole


def test_turning_it_on_ends_other_sign_ins(session):
    user = make_user(session, password=PASSWORD)
    other = sign_in.open_session(session, user, client="", now=NOON)
    presence = present(session, user)
    second_factor.begin(actor=presence.actor, now=NOON)
    code = pyotp.TOTP(second_factor.waiting(presence.actor).secret).at(NOON)

    second_factor.confirm(code, PASSWORD, presence=presence, now=NOON)

    assert sign_in.session_actor(other, now=NOON) is None


def test_only_an_administrator_without_it_is_told_to_lack_it(session):
    lacking = {}
    for name, user in (
        ("bare", make_user(session, Role.ADMINISTRATOR, second_factor=False)),
        ("guarded", make_user(session, Role.ADMINISTRATOR)),
        ("candidate", make_user(session)),
    ):
        token = sign_in.open_session(session, user, client="", now=NOON)
        session.commit()
        lacking[name] = sign_in.session_actor(token, now=NOON).lacks_second_factor

    assert lacking == {"bare": True, "guarded": False, "candidate": False}


def test_a_sheet_has_ten_codes_kept_as_hashes_and_a_new_one_replaces_it(session, guarded):
    presence = present(session, guarded)
    first = recovery_codes.make(PASSWORD, presence=presence, now=NOON)
    second = recovery_codes.make(PASSWORD, presence=presence, now=NOON)

    assert len(set(first)) == len(set(second)) == recovery_codes.left(presence.actor) == 10
    kept = repr([code.code_hash for code in session.scalars(select(RecoveryCode))])
    assert not any(code.replace("-", "") in kept for code in second)
    with pytest.raises(Invalid):
        complete(halfway(guarded), first[0])
    complete(halfway(guarded), second[0])
    assert recovery_codes.left(actor_of(session, guarded)) == 9


def test_a_code_is_read_as_it_was_made_however_it_is_typed():
    assert recovery_codes.normal("abcd-efgh jkmn") == "ABCDEFGHJKMN"
    assert recovery_codes.normal("OIL0-0000-0000") == "011000000000"
    assert recovery_codes.normal("АВСЕ-НКМР-ТХУ0") == "ABCEHKMPTXY0"
