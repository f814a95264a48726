"""What each fault says to people."""

from __future__ import annotations

from recruit.errors import Fault
from recruit.marks import N_

SENTENCES = {
    Fault.REQUIRED: N_("Please fill this in."),
    Fault.TOO_SHORT: N_("This is too short: at least %(minimum)s characters are needed."),
    Fault.TOO_LONG: N_("This is too long: at most %(maximum)s characters fit."),
    Fault.NOT_TEXT: N_("There is nothing readable here. Please write it in words."),
    Fault.NOT_A_CONTACT: N_(
        "This is neither an e-mail address nor a phone number with its country code."
    ),
    Fault.NOT_AN_EMAIL: N_("This is not an e-mail address."),
    Fault.NOT_A_CONCEPT: N_(
        "We do not know “%(text)s” yet. Try another word for it, in any language."
    ),
    Fault.NOT_CLAIMABLE: N_("“%(text)s” is not a skill. Name a machine, operation or garment."),
    Fault.NOTHING_RECOGNISED: N_(
        "We found no machine, operation, garment or trade that we know in this text. "
        "Try naming one, in any language."
    ),
    Fault.OUT_OF_RANGE: N_("This must be from %(minimum)s to %(maximum)s."),
    Fault.PAY_UPSIDE_DOWN: N_("The lower pay is above the higher one."),
    Fault.IN_THE_PAST: N_("This day is already past."),
    Fault.REPEATED: N_("This is named twice."),
    Fault.TOO_MANY: N_("There are too many: at most %(maximum)s fit."),
    Fault.TAKEN: N_("There is already an account with this. Sign in instead."),
    Fault.TOO_COMMON: N_(
        "This password is too easy to guess: it is common, or close to your name or contact. "
        "Three or four words that do not belong together make a good one."
    ),
    Fault.WRONG_PASSWORD: N_("This is not your password."),
    Fault.WRONG_CODE: N_("This code is wrong or already used. Wait for the next one in your app."),
    Fault.WRONG_RECOVERY_CODE: N_("This contact and recovery code do not match."),
    Fault.SIGN_IN_AGAIN: N_(
        "To be sure that it is you, sign out, sign in again and come back within 15 minutes."
    ),
    Fault.UNKNOWN_CHOICE: N_("Please choose one of the answers offered."),
    Fault.NOTHING_CHOSEN: N_("Please tick at least one line."),
    Fault.NOT_A_LABEL: N_(
        "“%(text)s” is not written in the letters of this language, or mixes two alphabets in a "
        "word."
    ),
    Fault.LABEL_TAKEN: N_("“%(text)s” is already a label of another concept of this type."),
    Fault.BROADER_UNFIT: N_("What is broader must be of the same type."),
    Fault.NOT_AN_ISCO: N_("A trade needs its ISCO-08 code: four digits."),
    Fault.FILE_MISSING: N_("Please choose a file."),
    Fault.FILE_EMPTY: N_("This file is empty. Please choose another one."),
    Fault.FILE_TOO_LARGE: N_(
        "This file is too large: at most %(maximum)s MB are taken. A photo can be made smaller, a "
        "CV saved as PDF again."
    ),
    Fault.FILE_NOT_TAKEN: N_("This kind of file is not taken here. Send one of: %(text)s."),
    Fault.FILE_OLD_WORD: N_(
        "This is a file of an old Word program. Save it as DOCX or PDF and send that."
    ),
    Fault.FILE_DRAWING: N_("SVG drawings are not taken. Send a photo as JPEG or PNG instead."),
    Fault.FILE_MIXED: N_(
        "This file holds a second file inside, so it is not taken. Save it again and send that."
    ),
    Fault.FILE_ENCRYPTED: N_(
        "This file is locked with a password. Save it without a password and send that."
    ),
    Fault.FILE_PROGRAMS: N_(
        "This file holds programs (macros, scripts or attached files), so it is not taken. Save "
        "it as a plain PDF and send that."
    ),
    Fault.FILE_UNSAFE: N_(
        "This file asks for other files while it is opened, so it is not taken. Save it as PDF "
        "and send that."
    ),
    Fault.FILE_UNPACKS_TOO_LARGE: N_(
        "This file is small, but becomes too large when it is opened. Save it again as PDF, "
        "without large pictures."
    ),
    Fault.FILE_TOO_MANY_PAGES: N_("This file has too many pages: at most %(maximum)s are read."),
    Fault.FILE_TOO_HARD: N_(
        "Reading this file takes too long. Save it again as PDF, or paste the text into your "
        "profile instead."
    ),
    Fault.FILE_DAMAGED: N_("This file cannot be opened: it is damaged. Save it again and send it."),
    Fault.FILE_BUSY: N_("Many files are being read right now. Please try again in a minute."),
}
