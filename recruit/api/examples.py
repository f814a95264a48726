"""What the documentation shows as bodies; a test sends each to its operation."""

from __future__ import annotations

from typing import Any

VACANCY: dict[str, Any] = {
    "title": "Швея на 4-нитку",
    "description": "Футболки и худи, трикотаж. Жильё рядом с цехом.",
    "occupation": "overlock_operator",
    "requirements": [
        {"concept": "overlock_4_thread", "importance": "must", "min_years": 1},
        {"text": "распошив", "importance": "essential", "min_level": 3},
    ],
    "headcount": 3,
    "pay": {"basis": "piece", "min": 35000, "max": 50000, "currency": "KGS"},
    "hours_per_day": 9,
    "days_per_week": 6,
    "housing": True,
    "languages": ["ru"],
    "place": "Бишкек",
}

VACANCY_CHANGE: dict[str, Any] = {"headcount": 5, "pay": {"basis": "month", "min": 45000}}

CANDIDATE: dict[str, Any] = {
    "reference": "DK-00417",
    "headline": "Overlock operator, five years",
    "country": "BD",
    "languages": ["bn", "en"],
    "pay_wanted": 45000,
    "ready_to_move": True,
    "wishes": ["housing"],
    "claims": [
        {"concept": "overlock_4_thread", "level": 4, "years": 5},
        {"text": "ফ্ল্যাটলক", "years": 3},
    ],
    "experience": [{"concept": "overlock_operator", "years": 5}],
}

CANDIDATE_IN_WORDS: dict[str, Any] = {
    "reference": "DK-00418",
    "text": "সেলাই মেশিন অপারেটর। ৪ থ্রেড ওভারলক ৫ বছর, ফ্ল্যাটলক ৩ বছর। থাকা লাগবে",
    "country": "BD",
}

CANDIDATE_CHANGE: dict[str, Any] = {"available_from": None, "visibility": "employers"}

MATCH: dict[str, Any] = {
    "vacancy_text": "Требуется швея на 4-нитку и распошив, трикотаж, опыт от 1 года, жильё",
    "limit": 10,
}

MATCH_GIVEN: dict[str, Any] = {
    "vacancy": {
        "title": "Швея на 4-нитку",
        "requirements": [
            {"concept": "overlock_4_thread", "importance": "must", "min_years": 1},
            {"text": "flatlock"},
        ],
        "pay": {"max": 50000},
    },
    "candidates": [
        {"id": "A-1", "claims": [{"concept": "overlock_4_thread", "years": 5}]},
        {"id": "A-2", "text": "৪ থ্রেড ওভারলক ৫ বছর, ফ্ল্যাটলক ৩ বছর"},
    ],
}

LINK: dict[str, Any] = {"text": "ওভারলক", "types": ["machine"], "language": "ru"}
MENTIONS: dict[str, Any] = {"text": "Нужна швея на 4-нитку, опыт от 1 года, ночных смен нет"}


def named(**bodies: dict[str, Any]) -> dict[str, Any]:
    """Several bodies as OpenAPI's examples."""
    return {
        name: {"summary": name.replace("_", " ").capitalize(), "value": body}
        for name, body in bodies.items()
    }
