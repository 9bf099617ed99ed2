"""How often the guard is right, on sixty sentences as volunteers write them: invented, Flemish and Dutch.

Half of them hold nothing that tells who somebody is. In the other half the words that do are named; some of
them no rule can know, such as a first name in small letters, and they stand here so that the figures are
honest. The rules were made with these in view: what nobody has seen goes worse.
"""

from typing import Final

from luwte.registration.guard import findings

ORDINARY: Final = (
    "Voelt zich eenzaam sinds de scheiding van de ouders.",
    "Twijfelt al lang aan de relatie, weet niet hoe het te zeggen.",
    "Wil stoppen met school maar durft het thuis niet te vertellen.",
    "Belde al eens naar Tele-Onthaal en vond dat fijn.",
    "Heeft 113 gebeld en werd goed geholpen.",
    "Is doorverwezen naar Veilig Thuis.",
    "Ging vorige maand naar het CAW en wacht op antwoord.",
    "Zit op de wachtlijst bij de GGZ, al meer dan een half jaar.",
    "Denkt dat het ADHD is, de huisarts denkt van niet.",
    "Slaapt slecht, hooguit 4 uur per nacht.",
    "Het gesprek duurde 45 minuten en was rustig.",
    "Heeft zeker 20 keer geprobeerd om te bellen.",
    "Ze is bang voor de reactie van haar Marokkaanse familie.",
    "Mag van de familie niet met een Nederlandse jongen omgaan.",
    "Het gaat beter sinds Nieuwjaar.",
    "Vindt zondag de moeilijkste dag van de week.",
    "Krijgt nare berichten via Instagram en Snapchat.",
    "Kijkt de hele avond Netflix om niet te hoeven denken.",
    "Leest in de Bijbel en vindt daar troost.",
    "Vraagt zich af of God haar nog wel ziet.",
    "Kwam uit de kast bij de ouders; dat ging goed.",
    "Zoekt andere LHBTI-jongeren om mee te praten.",
    "Wil weten wat PTSS is en wat EMDR doet.",
    "Heeft schulden: elke maand 50 euro te weinig.",
    "De OCMW-medewerker belt niet terug.",
    "Is moe van de zorg voor twee kinderen.",
    "Vertelde over het pesten in de klas. Wil er morgen met de leraar over praten.",
    "Heeft het gevoel dat niemand luistert: niet thuis, niet op het werk.",
    "Twijfel over zwangerschap, eerste keer dat iemand het hoort.",
    "Wil liever chatten dan bellen, Nederlands is moeilijk.",
)

TELLING: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("Haar vriend Jeroen slaat haar.", ("Jeroen",)),
    ("vertelde over haar broer Mohamed en over Aïcha", ("Mohamed", "Aïcha")),
    ("ze heet lotte en zit in de derde", ("lotte",)),
    ("Mijn naam is sven, schreef hij.", ("sven",)),
    ("Woont in Kortrijk, bij de grootouders.", ("Kortrijk",)),
    ("komt uit Leeuwarden en voelt zich daar niet thuis", ("Leeuwarden",)),
    ("Gaat naar school in Sint-Truiden.", ("Sint-Truiden",)),
    ("zit op het Sint-Jozefscollege", ("Sint-Jozefscollege",)),
    ("Werkt als verpleegkundige in het UZ Gent.", ("UZ", "Gent")),
    ("adres is Dorpsstraat 14", ("Dorpsstraat 14",)),
    ("postcode 9000 AB of zo", ("9000 AB",)),
    ("gaf haar nummer: 0478 12 34 56", ("0478 12 34 56",)),
    ("bereikbaar op +31 6 12345678", ("+31 6 12345678",)),
    ("mailt liever: zee.ster@voorbeeld.nl", ("zee.ster@voorbeeld.nl",)),
    ("heet op TikTok @maantje99", ("@maantje99",)),
    ("is geboren op 12 mei 2008", ("12 mei 2008",)),
    ("het gebeurde op 03/11/2025", ("03/11/2025",)),
    ("is 17 en woont nog thuis", ("17",)),
    ("werd in 2009 geboren", ("2009",)),
    ("de rechtszaak is op 4 december in Breda", ("4 december", "Breda")),
    ("Haar therapeut is dokter Vermeulen.", ("Vermeulen",)),
    ("speelt bij voetbalclub Wilskracht", ("Wilskracht",)),
    ("noemt zich online vuurvogel", ("vuurvogel",)),
    ("vader is burgemeester van Damme", ("Damme",)),
    ("stuurde een link: www.voorbeeld.be/ik", ("www.voorbeeld.be/ik",)),
    ("verhuisde van Utrecht naar Antwerpen", ("Utrecht", "Antwerpen")),
    ("haar zus Noor weet ervan, haar moeder niet", ("Noor",)),
    # What rules cannot know:
    ("Fatima belde over haar huwelijk.", ("Fatima",)),
    ("is verliefd op kevin uit de klas", ("kevin",)),
    ("woont in gent met haar moeder", ("gent",)),
)


def pointed(text: str) -> list[str]:
    return [text[found.start : found.end] for found in findings(text)]


def test_R1_the_guard_finds_nine_tenths_and_is_wrong_in_one_of_twenty() -> None:
    wanted = found = right = wrong = 0
    for sentence, telling in (*((each, ()) for each in ORDINARY), *TELLING):
        shown = pointed(sentence)
        wanted += len(telling)
        found += sum(any(part in word or word in part for word in shown) for part in telling)
        is_right = [any(part in word or word in part for part in telling) for word in shown]
        right, wrong = right + sum(is_right), wrong + len(is_right) - sum(is_right)
    assert len(ORDINARY) + len(TELLING) == 60
    recall, precision = found / wanted, right / (right + wrong)
    assert recall >= 0.9, f"recall {recall:.2f}"
    assert precision >= 0.95, f"precision {precision:.2f}"


def test_ordinary_sentences_are_left_alone() -> None:
    assert {each: pointed(each) for each in ORDINARY if pointed(each)} == {}
