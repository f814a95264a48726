"""Words that carry no trade: the frame of an advert, and small words."""

from __future__ import annotations

from matching.text import normal_words

NOISE = normal_words(
    """
    срочно требуется требуются требуеться нужен нужна нужны ищем ищу вакансия вакансии набираем
    набор приглашаем приглашаются приглашается примем возьмем предлагаем работа работу опытная
    опытный опытные опытных хорошая хороший бишкек бишкеке ош оше кыргызстан
    urgent urgently required needed wanted hiring vacancy vacancies job jobs recruitment recruiting
    need looking male female experienced skilled immediately immediate bishkek dhaka karachi lahore
    faisalabad tashkent kyrgyzstan bangladesh pakistan
    керек издейбиз тез арада жумуш жумушка алабыз чакырабыз тажрыйбалуу
    kerak zudlik bilan ish ishga taklif qilamiz qidiramiz tajribali керак зудлик билан ишга
    আবশ্যক জরুরি জরুরী নিয়োগ বিজ্ঞপ্তি চাই প্রয়োজন দরকার লোক লাগবে দক্ষ অভিজ্ঞ পদে
    درکار ضرورت فوری ملازمت نوکری چاہیے آسامی خالی تجربہ کار ماہر
    """
)
"""The frame of an advert: left out of a title before it is linked, where it is no label itself."""

STOP_WORDS = normal_words(
    """
    и в во на с со к по из за для от до у о об при под над или а но не без как что это мы вы я он
    есть также еще уже очень все свой наш ваш их его ее был была будет можно так же ли
    the a an of in on at for with and or to from is are be we i you my our as by not no have has
    working work worked can will who that this good provided needed required also
    жана менен учун бул бар жок да дагы керек же биз мен сиз
    va bilan uchun bu bor yo'q ham kerak biz men siz ва билан учун
    এবং ও আমি আমার এর জন্য করি করতে পারি আছে হবে সাথে কাজ এক করে থেকে
    اور میں کا کی کے کو سے پر ہے ہیں ہوں کام نے تک ایک کر
    """
)
"""Small words: no mention begins, ends or consists of them unless a label is exactly so."""
