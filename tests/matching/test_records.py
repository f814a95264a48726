import dataclasses
import pickle

import pytest

from matching.records import (
    Claim,
    Component,
    Evidence,
    Experience,
    Importance,
    PayOffer,
    Posting,
    Profile,
    Requirement,
)

INPUTS = [Claim, Experience, Profile, Requirement, PayOffer, Posting]
PERSONAL = {
    "name",
    "sex",
    "gender",
    "age",
    "birth",
    "photo",
    "image",
    "nationality",
    "citizenship",
    "ethnicity",
    "religion",
    "marital",
    "phone",
    "email",
    "address",
    "country",
    "passport",
    "script",
    "locale",
    "language",
}


@pytest.mark.parametrize("record", INPUTS)
def test_no_input_has_a_field_for_who_a_person_is(record):
    # ``languages`` are those spoken at work; the language of writing would be ``language``.
    words = {word for field in dataclasses.fields(record) for word in field.name.split("_")}

    assert words & PERSONAL == set()


@pytest.mark.parametrize("record", INPUTS)
def test_an_input_cannot_be_given_another_field(record):
    assert "__slots__" in vars(record)
    with pytest.raises(TypeError):
        record(nationality="KG")


@pytest.mark.parametrize(
    "make",
    [
        lambda: Claim("c", "overlock", level=0),
        lambda: Claim("c", "overlock", level=6),
        lambda: Claim("c", "overlock", years=-1),
        lambda: Claim("c", "overlock", last_used_years=float("nan")),
        lambda: Claim("c", "overlock", evidence="hearsay"),
        lambda: Experience("seamstress", -0.5),
        lambda: Profile("p", pay_wanted=-1),
        lambda: Requirement("r", "overlock", "maybe"),
        lambda: Requirement("r", "overlock", min_level=9),
        lambda: Requirement("r", "overlock", min_years=-1),
        lambda: PayOffer(low=-1),
        lambda: Posting("v", weights={"skill": -1}),
        lambda: Posting("v", weights={"nationality": 1}),
    ],
)
def test_a_record_refuses_what_cannot_be(make):
    with pytest.raises(ValueError):
        make()


def test_plain_words_become_the_enumerations():
    assert Claim("c", "overlock", evidence="tested").evidence is Evidence.TESTED
    assert Requirement("r", "overlock", "must").importance is Importance.MUST
    assert Posting("v", weights={Component.PAY: 3}).weights == {"pay": 3.0}


def test_lists_are_frozen_when_a_record_is_made():
    claims = [Claim("c", "overlock")]
    profile = Profile("p", claims=claims)
    claims.clear()

    assert profile.claims == (Claim("c", "overlock"),)


def test_a_postings_weights_cannot_be_changed():
    with pytest.raises(TypeError):
        Posting("v", weights={"pay": 3}).weights["pay"] = 4


def test_records_travel_between_processes():
    posting = Posting("v", requirements=(Requirement("r", "overlock"),), weights={"pay": 3})
    profile = Profile("p", claims=(Claim("c", "overlock"),), wishes={"housing"})

    assert pickle.loads(pickle.dumps((posting, profile))) == (posting, profile)  # noqa: S301
