"""Getting back in: by a mailed link, once and for half an hour, or by a printed code."""

import datetime as dt

import pytest
from sqlalchemy import select

from recruit.errors import Fault, Invalid, NotFound, TooManyTries
from recruit.models import OutgoingMail, RecoveryToken, Role
from recruit.services import accounts, letters, recovery, recovery_codes, sign_in
from recruit.services.confirmation import Presence
from recruit.services.throttle import Visitor
from tests.factories import NOON, actor_of, make_user

PASSWORD = "three green spools"
FRESH = "nine blue buttons"
DOOR = Visitor("Firefox", "192.0.2.7", "a key")
MINUTE = dt.timedelta(minutes=1)


def mailed(contact="aida@example.org", now=NOON):
    """The letters that go out after somebody asked."""
    recovery.ask(contact, visitor=DOOR, now=now)
    sent = []
    letters.deliver(sent.append, now=now)
    return sent


def link_of(session, **values):
    make_user(session, email="aida@example.org", password=PASSWORD, **values)
    (letter,) = mailed()
    return letter.token


def renew(token, password=FRESH, now=NOON):
    recovery.renew_by_link(token, password, visitor=DOOR, now=now)


def enters(contact, password, now=NOON):
    return accounts.sign_in_with_password(contact, password, visitor=DOOR, now=now) is not None


def sheet_of(session, user):
    token = sign_in.open_session(session, user, client="", now=NOON)
    session.commit()
    found = sign_in.session_actor(token, now=NOON)
    return recovery_codes.make(
        PASSWORD, presence=Presence(found.actor, found.sign_in_id, DOOR), now=NOON
    )


def by_code(contact, code, password=FRESH):
    recovery.renew_by_code(contact, code, password, visitor=DOOR, now=NOON)


def test_the_mailed_link_sets_a_new_password_and_ends_every_sign_in(session):
    token = link_of(session)
    user = accounts.find("aida@example.org")
    open_one = sign_in.open_session(session, user, client="", now=NOON)
    session.commit()
    link = sign_in.make_link(user.id, now=NOON)

    renew(token)

    assert enters("aida@example.org", FRESH)
    assert not enters("aida@example.org", PASSWORD)
    assert sign_in.session_actor(open_one, now=NOON) is None
    with pytest.raises(NotFound):
        sign_in.use_link(link, client="", now=NOON)


def test_the_link_works_once(session):
    token = link_of(session)
    renew(token)

    with pytest.raises(NotFound):
        renew(token, "seven red zippers here")


def test_the_link_is_over_after_half_an_hour(session):
    token = link_of(session)

    assert recovery.link_works(token, now=NOON + 29 * MINUTE)
    assert not recovery.link_works(token, now=NOON + 30 * MINUTE)
    with pytest.raises(NotFound):
        renew(token, now=NOON + 30 * MINUTE)


def test_a_weak_password_does_not_use_the_link_up(session):
    token = link_of(session)
    with pytest.raises(Invalid) as refused:
        renew(token, "password1234")

    assert [(f.field, f.fault) for f in refused.value.faults] == [("password", Fault.TOO_COMMON)]
    renew(token)


def test_only_the_hash_of_a_links_token_is_stored(session):
    token = link_of(session)

    assert token not in repr(session.scalars(select(RecoveryToken.token_hash)).all())


def test_asking_for_an_unknown_address_leaves_the_same_row_and_sends_nothing(session):
    make_user(session, email="aida@example.org", password=PASSWORD)
    recovery.ask("aida@example.org", visitor=DOOR, now=NOON)
    recovery.ask("beka@example.org", visitor=DOOR, now=NOON)
    assert len(session.scalars(select(OutgoingMail)).all()) == 2

    sent = []
    assert letters.deliver(sent.append, now=NOON) == 1

    assert [letter.address for letter in sent] == ["aida@example.org"]
    assert session.scalars(select(OutgoingMail)).all() == []


def test_a_disabled_account_gets_no_letter_and_its_link_no_longer_works(session):
    token = link_of(session)
    accounts.find("aida@example.org").disabled_at = NOON
    session.commit()

    assert mailed() == []
    assert not recovery.link_works(token, now=NOON)


def test_five_letters_a_day_to_one_address(session):
    for _ in range(5):
        recovery.ask("aida@example.org", visitor=DOOR, now=NOON)

    with pytest.raises(TooManyTries):
        recovery.ask("AIDA@example.org", visitor=DOOR, now=NOON)


def test_a_letter_that_could_not_be_sent_is_tried_again_later_and_given_up_after_five(session):
    make_user(session, email="aida@example.org")
    recovery.ask("aida@example.org", visitor=DOOR, now=NOON)
    tokens = []

    def away(letter):
        tokens.append(letter.token)
        raise OSError("the mail server is away")

    now = NOON
    for _ in range(40):
        letters.deliver(away, now=now)
        now += MINUTE

    assert len(tokens) == len(set(tokens)) == 5
    assert session.scalars(select(OutgoingMail)).all() == []


def test_a_printed_code_sets_a_new_password_once(session):
    user = make_user(session, email=None, phone="+996700123456", password=PASSWORD)
    sheet = sheet_of(session, user)

    by_code("0700 123456", sheet[0])

    assert enters("+996700123456", FRESH)
    assert recovery_codes.left(actor_of(session, user)) == 9
    with pytest.raises(Invalid):
        by_code("+996700123456", sheet[0], "seven red zippers here")
    assert enters("+996700123456", FRESH)


def test_a_wrong_code_and_an_unknown_contact_are_told_the_same(session):
    user = make_user(session, email=None, phone="+996700123456", password=PASSWORD)
    sheet_of(session, user)
    make_user(session, email="bare@example.org")

    told = []
    for contact in ("+996700123456", "+996700999999", "bare@example.org", "nobody"):
        with pytest.raises(Invalid) as refused:
            by_code(contact, "AAAA-AAAA-AAAA")
        told.append([(f.field, f.fault) for f in refused.value.faults])

    assert told == [[("code", Fault.WRONG_RECOVERY_CODE)]] * 4


def test_another_persons_code_does_not_do(session):
    sheet = sheet_of(session, make_user(session, email="aida@example.org", password=PASSWORD))
    make_user(session, email="beka@example.org", password=PASSWORD)

    with pytest.raises(Invalid):
        by_code("beka@example.org", sheet[0])


def test_an_administrator_does_not_get_back_in_by_paper(session):
    user = make_user(session, Role.ADMINISTRATOR, email="root@example.org", password=PASSWORD)
    sheet = sheet_of(session, user)

    with pytest.raises(Invalid):
        by_code("root@example.org", sheet[0])
    assert recovery_codes.left(actor_of(session, user)) == 10


def test_recovering_does_not_skip_the_second_factor(session):
    token = link_of(session, second_factor=True)
    renew(token)

    entered = accounts.sign_in_with_password("aida@example.org", FRESH, visitor=DOOR, now=NOON)

    assert not entered.whole


def test_ten_wrong_printed_codes_and_one_waits(session):
    sheet = sheet_of(session, make_user(session, email="aida@example.org", password=PASSWORD))
    for _ in range(10):
        with pytest.raises(Invalid):
            by_code("aida@example.org", "AAAA-AAAA-AAAA")

    with pytest.raises(TooManyTries):
        by_code("aida@example.org", sheet[0])
