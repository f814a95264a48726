"""The weights in force: the rules' own, or those of the learnt model an administrator chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from matching import Component, learnt_weights
from matching import default_weights as rules_weights
from recruit.queries import learning as queries
from recruit.services.transactions import reading

RULES_VERSION = "rules"


@dataclass(frozen=True, slots=True)
class Learnt:
    """A model: its version, and by what each part of the score weighs more or less."""

    version: str = RULES_VERSION
    factors: Mapping[str, float] = field(default_factory=dict)

    def weights(self, own: Mapping[str, float], occupation: str | None) -> Mapping[str, float]:
        """The weights a posting is given; those its employer moved win."""
        if not self.factors:
            return own
        learnt = learnt_weights(occupation, self.factors)
        return {component.value: weight for component, weight in learnt.items()} | dict(own)


RULES = Learnt()


def model_in_force(session: Session) -> Learnt:
    """The model that is switched on, else `RULES`."""
    found = queries.factors_in_force(session)
    return RULES if found is None else Learnt(*found)


def default_weights(occupation: str | None) -> Mapping[Component, float]:
    """What each part of the score weighs for an occupation where an employer moved nothing."""
    with reading() as session:
        factors = model_in_force(session).factors
    return learnt_weights(occupation, factors) if factors else rules_weights(occupation)
