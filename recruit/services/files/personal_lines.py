"""Lines of a CV about who somebody is, not what they can do: they are taken out before anything
is proposed. Parents, sex, religion, family, age, papers, addresses: none of it reaches a ranking,
so none of it is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

LABELS = """
name, full name, candidate name, applicant name, surname, first name, last name, resume of, cv of
curriculum vitae of, biodata of, father, fathers name, name of father, father name, mother
mothers name, mother name, name of mother, parents, spouse, spouse name, husband, husbands name
wife, wifes name, children, s/o, d/o, w/o, guardian, sex, gender, religion, caste, faith
marital status, maritial status, civil status, family status, date of birth, birth date, dob, born
birthday, place of birth, year of birth, age, nationality, citizenship, citizen, ethnicity, race
nid, nid no, national id, national id no, id no, id card, cnic, cnic no, passport, passport no
driving licence, driving license, domicile, blood group, height, weight, complexion, address
permanent address, present address, mailing address, home district, village, post office
thana, upazila, district, phone, phone no, mobile, mobile no, cell, cell no, contact, contact no
contact number, telephone, whatsapp, email, e-mail, e mail, facebook, photo, photograph, signature
identification mark, hobby, hobbies

фио, имя, имя фамилия, фамилия, отчество, фамилия имя отчество, отец, мать, родители, муж, жена
супруг, супруга, дети, пол, вероисповедание, религия, семейное положение, дата рождения
день рождения, год рождения, место рождения, родился, родилась, возраст, полных лет, гражданство
национальность, паспорт, паспортные данные, инн, пин, прописка, адрес, адрес проживания
место жительства, проживание, телефон, тел, конт телефон, контактный телефон, контакты, моб
мобильный, whatsapp, ватсап, почта, эл почта, электронная почта, фото, рост, вес, группа крови
подпись

аты-жөнү, аты жөнү, аты, аты фамилиясы, фамилиясы, фамилия аты, атасынын аты, атасы, апасы, энеси
ата-энеси, ата-энеси тууралуу, жубайы, күйөөсү, аялы, балдары, жынысы, дини, үй-бүлөлүк абалы
үй-бүлөсү, туулган күнү, туулган жылы, туулган жери, жашы, курагы, жарандыгы, улуту, паспорту
дареги, жашаган жери, жашаган дареги, телефону, байланыш, байланыш телефону, номери, сүрөтү, бою
салмагы

ism, ismi, ism familiya, ism-familiya, fish, f i sh, familiyasi, familiya, otasining ismi, otasi
onasi, onasining ismi, ota-onasi, turmush ortog'i, eri, xotini, farzandlari, bolalari, jinsi, dini
oilaviy ahvoli, oilaviy holati, tug'ilgan sana, tug'ilgan sanasi, tug'ilgan kuni, tug'ilgan yili
tug'ilgan joyi, yoshi, yosh, fuqaroligi, millati, pasport, pasporti, passport, manzil, manzili
yashash manzili, yashash joyi, telefon, telefoni, tel, aloqa, bog'lanish, surat, rasm, bo'yi, vazni
исм, исми, исм фамилия, исми фамилияси, фамилияси, отасининг исми, отаси, онаси, онасининг исми
ота-онаси, турмуш ўртоғи, эри, хотини, фарзандлари, болалари, жинси, оилавий аҳволи
оилавий ҳолати, туғилган сана, туғилган санаси, туғилган куни, туғилган йили, туғилган жойи, ёши
фуқаролиги, миллати, паспорти, манзил, манзили, яшаш манзили, яшаш жойи, телефони, алоқа, бўйи
вазни, сурат

নাম, পূর্ণ নাম, প্রার্থীর নাম, আবেদনকারীর নাম, পিতা, পিতার নাম, বাবার নাম, মাতা, মাতার নাম
মায়ের নাম, স্বামী, স্বামীর নাম, স্ত্রী, স্ত্রীর নাম, সন্তান, লিঙ্গ, ধর্ম, বৈবাহিক অবস্থা
জন্ম তারিখ, জন্মতারিখ, জন্ম, জন্মস্থান, বয়স, জাতীয়তা, নাগরিকত্ব
জাতীয় পরিচয়পত্র, জাতীয় পরিচয়পত্র নং, জাতীয় পরিচয় পত্র নং, এনআইডি, এনআইডি নং, পাসপোর্ট
পাসপোর্ট নং, রক্তের গ্রুপ, উচ্চতা, ওজন, ঠিকানা, স্থায়ী ঠিকানা, বর্তমান ঠিকানা, গ্রাম, ডাকঘর
থানা, উপজেলা, জেলা, মোবাইল, মোবাইল নং, মোবাইল নম্বর, ফোন, ফোন নম্বর, যোগাযোগ, ইমেইল
ই-মেইল, ছবি, স্বাক্ষর

نام, پورا نام, امیدوار کا نام, والد, والد کا نام, ولدیت, والدہ, والدہ کا نام, شوہر, شوہر کا نام
بیوی, زوجہ, بچے, جنس, مذہب, مسلک, ذات, ازدواجی حیثیت, ازدواجی حالت, تاریخ پیدائش, جائے پیدائش
پیدائش, عمر, قومیت, شہریت, شناختی کارڈ, شناختی کارڈ نمبر, شناختی کارڈ نمبر, پاسپورٹ, پاسپورٹ نمبر
ڈومیسائل, خون کا گروپ, قد, وزن, پتہ, مستقل پتہ, موجودہ پتہ, گاؤں, ضلع, تحصیل, فون, فون نمبر
موبائل, موبائل نمبر, رابطہ, رابطہ نمبر, ای میل, تصویر, دستخط
"""
"""Labels in English, Russian, Kyrgyz, Uzbek in both scripts, Bengali and Urdu, parted by commas
or line ends."""

PLAIN = """
name, father, mother, husband, wife, sex, gender, religion, nationality, age, dob, nid, cnic
address, фио, имя, пол, возраст, религия, гражданство, национальность, телефон, паспорт, адрес
жынысы, дини, жашы, улуту, дареги, аты, jinsi, dini, yoshi, millati, manzil, pasport, жинси, ёши
নাম, পিতা, মাতা, স্বামী, লিঙ্গ, ধর্ম, বয়স, জাতীয়তা, ঠিকানা, মোবাইল
نام, والد, والدہ, جنس, مذہب, عمر, قومیت, شہریت, پتہ
"""
"""Labels of one word that are labels without a sign after them too."""

OTHERS = """
reference, references, referees, declaration, рекомендации, рекомендация, сунуштар, tavsiyalar
тавсиялар, রেফারেন্স, অঙ্গীকারনামা, حوالہ, حوالہ جات
"""
"""Headings of sections about other people: what they do is not what the applicant does."""

SECTIONS = """
experience, work experience, working experience, job experience, employment, employment history
work history, skills, skill, computer skill, computer skills, training, education, language
languages, personal, personal information, personal details, objective, career objective
опыт, опыт работы, навыки, образование, языки, желаемая должность, личные данные
иш тажрыйбасы, тажрыйба, тилдер, жеке маалымат, ish tajribasi, tajriba, tillar, тажриба, тиллар
অভিজ্ঞতা, কাজের অভিজ্ঞতা, দক্ষতা, ভাষা, ব্যক্তিগত তথ্য, تجربہ, مہارت, زبانیں, ذاتی معلومات
"""

_MARK = re.compile("^[\\s\\-–—•*>·.\\d()]*")
_STOP = re.compile("\\s*(?:[:：=|\t]|[-–—](?=\\s)|\\s{2,})\\s*")
_DOTS = str.maketrans({".": "", "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "`": "'", "№": ""})
_PHRASES = re.compile(
    r"(?i)\b(?:(?:i am|i'm|aged?)\s+\d{1,2}(?:\s*(?:years?|yrs?)(?:\s*old)?)?"
    r"|\d{1,2}\s*(?:years?|yrs?)[ -]old"
    r"|мне\s+\d{1,2}\s*(?:лет|год[а]?)|возраст[:\s]+\d{1,2}\s*(?:лет|год[а]?)?"
    r"|\d{1,2}\s*жаш(?:тамын|та)\b|\d{1,2}\s*yosh(?:daman|da)?\b|\d{1,2}\s*ёш(?:даман|да)?\b"
    r"|married|unmarried|замужем|женат|не замужем|не женат)\b"
    "|বয়স\\s*[:\\-]?\\s*[\\d০-৯]{1,2}(?:\\s*বছর)?|عمر\\s*:?\\s*[\\d۰-۹]{1,2}(?:\\s*سال)?"
)
_OPENING = 3
_LONGEST_LABEL = 5
_NAME_WORDS = 5


def without_personal(text: str, names_trade: Callable[[str], bool]) -> str:
    """The text without its personal lines and phrases.

    ``names_trade`` tells whether a line names a trade or a skill: of the first lines, the short
    ones that do not are a title or a name, and go too.
    """
    kept: list[str] = []
    waiting = others = False
    for number, line in enumerate(one for one in text.split("\n") if one.strip()):
        label, value = _label(line)
        if waiting and label is None:
            waiting = False
            continue
        waiting = False
        if _bare(line) in _words(OTHERS) or _bare(line) in _words(SECTIONS):
            others = _bare(line) in _words(OTHERS)
            continue
        if label is not None:
            waiting = not value
        elif not others and not (number < _OPENING and _is_title(line, names_trade)):
            kept.append(_PHRASES.sub("", line))
    return "\n".join(kept)


def label_words() -> frozenset[str]:
    """Every single word of the labels."""
    return frozenset(word for label in _words(LABELS) for word in label.split())


def _label(line: str) -> tuple[str | None, str]:
    """The personal label a line begins with, and what stands after it."""
    line = _MARK.sub("", line, count=1)
    found = _STOP.search(line)
    head, value = (line[: found.start()], line[found.end() :]) if found else (line, "")
    if _bare(head) in _words(LABELS):
        return _bare(head), value.strip()
    return _opening_label(_bare(line).split()), " ".join(line.split())


def _opening_label(words: list[str]) -> str | None:
    """A label that a short line begins with, without a sign between it and what it labels."""
    for count in range(min(_LONGEST_LABEL, len(words)), 0, -1):
        label = " ".join(words[:count])
        plain = label in _words(PLAIN) if count == 1 else label in _words(LABELS)
        if plain and len(words) - count <= _NAME_WORDS:
            return label
    return None


def _bare(text: str) -> str:
    text = unicodedata.normalize("NFC", _MARK.sub("", text)).casefold().translate(_DOTS)
    return " ".join(text.replace("'s ", "s ").strip(" :-–—=|").split())


@cache
def _words(table: str) -> frozenset[str]:
    return frozenset(_bare(label) for label in re.split("[,\n]", table) if label.strip())


def _is_title(line: str, names_trade: Callable[[str], bool]) -> bool:
    return len(line.split()) <= _NAME_WORDS and not names_trade(line)
