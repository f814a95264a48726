"""Words that carry no trade: the frame of an advert, and small words."""

from __future__ import annotations

from matching.text import normal_words

NOISE = normal_words(
    """
    срочно требуется требуются требуеться нужен нужна нужны ищем ищу вакансия вакансии набираем
    набор приглашаем приглашаются приглашается примем возьмем предлагаем работа работу опытная
    опытный опытные опытных опытного опытную хорошая хороший объявление внимание должность
    опыт опытом опыта стаж стажем без обязателен желателен можно обучение обучаем обучим научим
    постоянная постоянную постоянной временная подработка вахта удаленно удаленная дому дом
    ответственная ответственный ответственного молодая молодой девушка девушки девушку женщина
    женщины женщину мужчина мужчины мужчину парень лет год года человек чел мест
    зарплата зп оклад оплата оплатой сдельная сдельной сдельно сом сомов руб рублей тыс доллар
    долларов высокая стабильная еженедельная еженедельно каждую неделю неделя месяц день дней
    аванс бонус бонусы график смена смену смены дневная ночная полный сутки часов час
    жилье жильем жилья жильё питание питанием обед обеды проезд общежитие общежитием предоставляем
    предоставляется бесплатно бесплатное условия официально патент
    производство производства производстве предприятие предприятия фабрику фабрика фабрике фабрики
    цех цехе цеха цеху компания компанию фирма фирму бренд бренда город район центр рынок
    бишкек бишкеке ош оше токмок джалал абад каракол кант дордой москва москве алматы ташкент
    ташкенте кыргызстан киргизия россия новосибирск иваново астана
    urgent urgently required require requires requirement needed need wanted want hiring hire
    vacancy vacancies opening openings job jobs position positions post posts recruitment
    recruiting apply now looking seeking join opportunity walk interview immediate immediately
    male female males females boys girls ladies gents only experienced experience exp
    skilled fresher freshers ok year years yrs month monthly weekly daily salary pay wage taka bdt
    pkr usd rs lakh negotiable attractive bonus overtime food accommodation free hostel housing
    full part time permanent contract shift day night basis staff person persons people nos
    company ltd limited pvt private factory factories industry industries industrial group
    apparel unit floor section department location city area zone epz near
    bishkek osh dhaka gazipur ashulia savar narayanganj chittagong chattogram tongi mirpur uttara
    karachi lahore faisalabad sialkot islamabad multan gujranwala korangi tashkent samarkand
    andijan namangan fergana kyrgyzstan bangladesh pakistan uzbekistan russia india
    керек издейбиз издейм тез арада жумуш жумушка жумушу алабыз алынат чакырабыз тажрыйбалуу
    тажрыйба тажрыйбасы тажрыйбасыз болот болсо айлык айлыгы маяна акы төлөм сомдон сом күнүмдүк
    жума сайын жатакана тамак ысык бекер менен жаш кыздар кыз балдар эркек аял аялдар айымдар
    шаары шаарында цехке цехине цехинде цехи фабрикага фабрикасына ишкана ишканага орун бош
    kerak kerakli zudlik shoshilinch bilan ish ishga taklif qilamiz qilinadi qidiramiz olamiz
    olinadi tajribali tajriba tajribasiz maosh oylik oylikka so'm mln ming haftalik kunlik yotoqxona
    tushlik ovqat bepul bor ayol ayollar qizlar erkak yigitlar sexiga sexi sex fabrikasiga fabrika
    fabrikaga korxona korxonaga toshkent toshkentda andijon namangan farg'ona samarqand buxoro
    shahar vakansiya bo'sh o'rin yoshli
    керакли зудлик шошилинч билан иш ишга таклиф қиламиз оламиз тажрибали маош ойлик ётоқхона
    тушлик бор аёллар қизлар цехига фабрикага тошкент
    আবশ্যক জরুরি জরুরী জরুরিভিত্তিতে নিয়োগ বিজ্ঞপ্তি চাই প্রয়োজন দরকার লোক লাগবে লাগে দক্ষ
    অভিজ্ঞ অভিজ্ঞতা পদে পদ চলছে চলিতেছে দেওয়া হবে হচ্ছে করা নেওয়া জন বেতন আলোচনা সাপেক্ষে মাসিক
    টাকা পুরুষ মহিলা বছর বছরের সহ থাকা খাওয়া ফ্রি চাকরি চাকরির খবর কারখানায় ফ্যাক্টরিতে
    ফ্যাক্টরি কারখানা গার্মেন্টসে গার্মেন্টসের ঢাকা ঢাকায় গাজীপুর গাজীপুরে আশুলিয়া সাভার
    নারায়ণগঞ্জ চট্টগ্রাম টঙ্গী মিরপুর সরাসরি সাক্ষাৎকার
    درکار ضرورت فوری ملازمت نوکری نوکریاں چاہیے چاہئے چاہیں آسامی آسامیاں خالی تجربہ تجربے کار
    ماہر تنخواہ روپے ہزار ماہانہ مرد خواتین لڑکے لڑکیاں عورت سال رہائش کھانا مفت ہے ہیں کی کا کے
    کو میں اور لیے کیلئے فیکٹری فیکٹریوں کمپنی مل شہر لاہور کراچی فیصل آباد سیالکوٹ گوجرانوالہ
    ملتان اسلام ہال
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

ANY_TRADE = normal_words(
    """
    operator worker master manager technician machinist mechanic specialist supervisor engineer
    designer inspector trainer assistant driver foreman officer trainee man
    оператор оператора рабочий рабочая работник работница мастер менеджер техник машинист механик
    специалист инженер дизайнер тренер ассистент водитель бригадир начальник программист диспетчер
    уста адис жумушчу башкаруучу операторлор мастери оператору
    operatori ishchi usta mutaxassis haydovchi menejer mexanik texnik muhandis
    ишчи уста мутахассис ҳайдовчи оператори
    অপারেটর অপারেটার কর্মী শ্রমিক ম্যানেজার টেকনিশিয়ান মেকানিক মাস্টার সুপারভাইজার ইঞ্জিনিয়ার মিস্ত্রি
    آپریٹر اوپریٹر ورکر کاریگر ماسٹر منیجر ٹیکنیشن مکینک سپروائزر انجینئر ڈرائیور مستری
    """
)
"""Heads of titles that every trade has: alone they do not say which."""
