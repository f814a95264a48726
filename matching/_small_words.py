"""Words of running text that name nothing by themselves, whatever labels say."""

from __future__ import annotations

from matching.text import normal_words

LITTLE = normal_words(
    """
    и в во на с со к по из за для от до у о об при под над или а но не без как что это мы вы я он
    есть также еще уже очень все свой наш ваш их его ее был была будет можно так же ли кто если
    the a an of in on at for with and or to from is are be we i you my our as by not no have has
    working work worked can will who that this good provided needed required also do did was were
    жана менен учун бул бар жок да дагы керек же биз мен сиз болуп болсо деп эмес бирок ал
    va bilan uchun bu bor yo'q ham kerak biz men siz ва билан учун бўлса лекин эди керак ҳам
    এবং ও আমি আমার এর জন্য করি করতে পারি আছে হবে সাথে কাজ এক করে থেকে না আর কি
    اور میں کا کی کے کو سے پر ہے ہیں ہوں کام نے تک ایک کر نہیں
    """
)
"""No mention begins, ends or consists of them unless a label is exactly so."""

NOT_ALONE = normal_words(
    """
    день дня дней времени мне пенье план порядок простой заказ заказы заказа ищу нужен
    buyer buyers order orders export last time times reach brief expert's paper paperwork style
    бирок кошо ичинде керек заказ буюртма издейбиз жардам колго такты бири уруш кирет
    kerak керак sergeli buyurtma zakaz bitta ishlab chiqaruvchi
    plan plani planni режа
    контроль байке эже contact согласен согласна shirin ширин shirina contacts
    অর্ডার লাগবে آرڈر درکار
    """
)
"""In a text of several words they are common speech, though one of them alone may be a label."""

MISTAKEN = normal_words(
    "парковка парковки парковку парковкой parking паркинг даяр тайёр tayyor программа программасы "
    "программасын программада программасында программалары программаларда "
    "вшивать вшиваю вшиваем вшивал вшивала вшить"
)
"""Words of their own that come close to one of the trade's."""

LEFT_OUT = LITTLE | NOT_ALONE | MISTAKEN
"""What is never read as a label misspelt, nor by how it sounds."""

ALSO = normal_words(
    "тоже также еще the a an my their some also all да дагы даагы ham яна ҳам بھی بهی ও"
)
"""Words that may stand between what is done and what it is done to, and add nothing."""

DOING = normal_words("کرتا کرتی")
"""A kurta, or "do": after what is done, or before what only a verb takes."""

AFTER_DOING = normal_words("ہوں ہے ہیں ہو تھا تھی تھے رہا رہی رہے آیا آئی")
