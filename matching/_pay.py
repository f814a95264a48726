"""Amounts of money in a text: "35-50 тыс", "600-800$", "Rs 60k", "৳২০,০০০"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from matching._facts import Fact, Value
from matching._letters import pattern

_SCALES = {
    1000.0: r"тыс(?:яч\w*|\.)?|т\.?\s?[рс](?:\.|(?!\w))|миң|мин\b|минг|ming|"
    r"হাজার|ہزار|thousand|к|k",
    100_000.0: r"лакх?|lakhs?|লাখ|লক্ষ|لاکھ",
    1_000_000.0: r"млн\.?|миллион\w*|million|mln|миллион|million",
}
_CURRENCIES = {
    "KGS": r"кыргыз сом\w*|qirg'iz som\w*|сом\w*|som(?:s|dan|gacha)?|kgs|সোম|سوم|с\.",
    "UZS": r"so'm\w*|сум\w*|sum|uzs",
    "USD": r"\$|usd|у\.?е\.?|долл\w*|dollars?|доллар\w*|dollar\w*|ডলার|ڈالر|бакс\w*",
    "RUB": r"₽|руб\w*\.?|rub\w*|рос\.? руб\w*|р\.|রুবল|روبل",
    "BDT": r"৳|tk\.?|taka|bdt|টাকা",
    "PKR": r"₨|rs\.?|pkr|rupees?|روپے|روپیہ|روپیے",
    "KZT": r"₸|тенге|тг|kzt|tenge",
}
_SCALE = "|".join(_SCALES.values())
_MONEY = "|".join(_CURRENCIES.values())
_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f,.']\d{3})+(?!\d)|\d{1,8}(?:[.,]\d{1,2})?(?!\d)"
_PAY = pattern(
    rf"(?<![\d.,/:+-])(?:(?P<cur0>(?<!\w)(?:{_MONEY}))\s*)?(?P<bound>(?<!\w)(?:от|до|from|upto|"
    rf"up to)\s+)?"
    rf"(?:(?P<cur1>(?<!\w)(?:{_MONEY}))\s*)?(?P<low>{_NUMBER})"
    rf"(?:\s*(?P<scale1>{_SCALE})(?!\w))?(?:\s*(?P<cur2>{_MONEY})(?!\w))?"
    rf"(?:\s*(?:-|–|—|до|to|থেকে|سے|дан|dan|тен|"
    rf"ден)\s*(?:(?P<cur3>{_MONEY})\s*)?(?P<high>{_NUMBER})"
    rf"(?:\s*-?\s*(?P<scale2>{_SCALE})(?!\w))?)?(?:\s*(?P<cur4>{_MONEY})(?!\w))?"
)
_PAY_WORD = pattern(
    r"оплат|зарплат|зп|з/п|з\.п|оклад|заработ|доход|сдельн|плач|платим|получа|ставка|аванс|"
    r"salary|wage|pay|"
    r"earn|rate|айлык|акы|маяна|төлөн|төлөм|oylik|ойлик|маош|maosh|ishbay|ишбай|haq|бетен|বেতন|"
    r"মজুরি|তন|"
    r"تنخواہ|اجرت|معاوضہ|сумма|штук"
)
_BASES = {
    "piece": r"сдельн|поштучн|за штук|за единиц|за издели|за операци|от выработк|piece|"
    r"даанасына|даана|"
    r"ishbay|donabay|ишбай|донабай|dona(?!\w)|পিস|پیس",
    "hour": r"в час(?!\w)|за час|почасов|/час|per hour|an hour|/h(?!\w)|hourly|саатына|soatiga|"
    r"soatbay|ঘণ্টা|ঘন্টা|گھنٹ",
    "day": r"в день|за день|/день|в смену|за смену|per day|a day|/day|daily|кунуно|кунунө|"
    r"kuniga|kunlik|кунига|দিনে|"
    r"দৈনিক|یومیہ|روزانہ|دیہاڑی|فی دن",
    "week": r"в неделю|за неделю|/нед|еженедел|per week|a week|/week|weekly|жумасына|жума сайын|"
    r"haftasiga|"
    r"haftalik|хафтасига|সপ্তাহ|ہفت",
    "month": r"в месяц|за месяц|/мес|в мес|ежемесяч|per month|a month|/month|monthly|p\.m\.|"
    r"айына|ай сайын|oyiga|"
    r"oylik|ойига|ойлик|মাসে|মাসিক|প্রতি মাস|ماہانہ|ماہوار|مہین",
}
_BASIS = [(name, pattern(words)) for name, words in _BASES.items()]
_CURRENCY = [(code, pattern(words)) for code, words in _CURRENCIES.items()]
_SCALE_OF = [(value, pattern(words)) for value, words in _SCALES.items()]
_UNIT_AFTER = pattern(
    r"\s*(?:-?х|ти)?\s*-?\s*(?:год|лет|мес|years?|yrs|жыл|йил|yil|человек|чел|швей|operators?|"
    r"шт|нит|жип|ip|"
    r"разряд|дн|час|см|мм|издели|единиц|заказ|pcs|pieces|экз|кг|kg|%|বছর|জন|سال|افراد|м²|кв)"
)
_THOUSANDS_OF = pattern(r"т\.?\s?(?:(?P<RUB>р)|(?P<KGS>с))(?:\.|$)")
_SMALLEST_SOM = 500_000
_WAGE = 8_000
_MOST_BARE = 10_000_000
_MOST = 1_000_000_000
_LEAST = 3


def pay_of(flat: str) -> Iterator[Fact]:
    """Amounts of money in a text made by `aligned`, in order."""
    for found in _PAY.finditer(flat):
        fact = _amount(flat, found)
        if fact:
            yield fact


def basis_of(flat: str) -> str | None:
    """What an amount is paid for, by the words around it: piece, hour, day, week or month."""
    for name, words in _BASIS:
        if words.search(flat):
            return name
    return None


def _amount(flat: str, found: re.Match[str]) -> Fact | None:
    money = next(
        (found[name] for name in ("cur2", "cur4", "cur3", "cur1", "cur0") if found[name]), ""
    )
    scale = found["scale2"] or found["scale1"] or ""
    low = _value(found["low"]) * _scale(found["scale1"])
    high = low
    if found["high"]:
        high = _value(found["high"]) * _scale(scale)
        if not found["scale1"] and low <= _value(found["high"]):
            low *= _scale(scale)
    if not _LEAST <= low <= high <= _MOST:
        return None
    if not money and not _is_pay(flat, found, low, high):
        return None
    bound = "" if found["high"] else (found["bound"] or "").strip()
    values: dict[str, Value] = {}
    if bound not in {"до", "upto", "up to"}:
        values["amount_min"] = _plain(low)
    if bound not in {"от", "from"}:
        values["amount_max"] = _plain(high)
    currency = _currency(money, high) or _thousands_of(scale)
    if currency:
        values["currency"] = currency
    return Fact("pay", found.start(), found.end(), values)


def _is_pay(flat: str, found: re.Match[str], low: float, high: float) -> bool:
    """Whether a number with no currency is money: by a word before it, or by how it is said."""
    if _UNIT_AFTER.match(flat, found.end()) or not 1000 <= high <= _MOST_BARE:
        return False
    if found["scale1"] or found["scale2"]:
        return True
    before = flat[max(0, found.start() - 40) : found.start()].rpartition("\n")[2]
    if _PAY_WORD.search(before):
        return True
    return low >= _WAGE and (bool(found["bound"]) or (high > low and high % 500 == low % 500 == 0))


def _thousands_of(scale: str) -> str | None:
    found = _THOUSANDS_OF.match(scale)
    return found.lastgroup if found else None


def _plain(value: float) -> int | float:
    return int(value) if value == int(value) else round(value, 2)


def _value(text: str) -> float:
    grouped = re.fullmatch(r"\d{1,3}(?:[ \u00a0\u202f,.']\d{3})+", text)
    return float(re.sub(r"\D", "", text) if grouped else text.replace(",", "."))


def _scale(text: str | None) -> float:
    if not text:
        return 1.0
    return next((value for value, words in _SCALE_OF if words.match(text)), 1.0)


def _currency(text: str, amount: float) -> str | None:
    if not text:
        return None
    code = next((c for c, pattern in _CURRENCY if pattern.fullmatch(text.strip())), None)
    # Uzbek speakers write so'm for the Kyrgyz som too; a wage of a few thousand is not Uzbek money.
    return "KGS" if code == "UZS" and amount < _SMALLEST_SOM else code
