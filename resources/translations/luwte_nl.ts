<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl" sourcelanguage="en">
<context>
    <name>ActionBar</name>
    <message>
        <source>Replies</source>
        <translation>Antwoorden</translation>
    </message>
    <message>
        <source>Replies of your helpline: type / where a word begins</source>
        <translation>Antwoorden van je hulplijn: typ / waar een woord begint</translation>
    </message>
    <message>
        <source>Referrals</source>
        <translation>Verwijzen</translation>
    </message>
    <message>
        <source>Help elsewhere, to insert: type / where a word begins</source>
        <translation>Hulp elders, om in te voegen: typ / waar een woord begint</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Overdragen</translation>
    </message>
    <message>
        <source>Ask along</source>
        <translation>Meevragen</translation>
    </message>
    <message>
        <source>Danger</source>
        <translation>Gevaar</translation>
    </message>
    <message>
        <source>Step out</source>
        <translation>Stap eruit</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Einde</translation>
    </message>
</context>
<context>
    <name>AgeField</name>
    <message>
        <source>Age</source>
        <translation>Leeftijd</translation>
    </message>
    <message>
        <source>{0}: type the age</source>
        <translation>{0}: typ de leeftijd</translation>
    </message>
    <message>
        <source>What holds at this age</source>
        <translation>Wat geldt op deze leeftijd</translation>
    </message>
    <message>
        <source>No band of the form holds this age.</source>
        <translation>Deze leeftijd past in geen groep van het formulier.</translation>
    </message>
</context>
<context>
    <name>AlarmPage</name>
    <message>
        <source>This is not your helpline&apos;s server</source>
        <translation>Dit is niet de server van je hulplijn</translation>
    </message>
    <message>
        <source>Something pretends to be your helpline, or was tampered with. The console has stopped and sends it nothing any more.</source>
        <translation>Iets doet zich voor als je hulplijn, of er is mee geknoeid. Luwte is gestopt en stuurt er niets meer naartoe.</translation>
    </message>
    <message>
        <source>You did nothing wrong. Do not type your password again. Call a coordinator and read out this word:</source>
        <translation>Je deed niets verkeerd. Typ je wachtwoord niet opnieuw. Bel een coördinator en lees dit woord voor:</translation>
    </message>
    <message>
        <source>Close Luwte</source>
        <translation>Sluit Luwte</translation>
    </message>
</context>
<context>
    <name>Aside</name>
    <message>
        <source>Beside the conversation</source>
        <translation>Naast het gesprek</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notities</translation>
    </message>
    <message>
        <source>My notes, only here (F2)</source>
        <translation>Mijn notities, alleen hier (F2)</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>The team room (F3)</source>
        <translation>De teamkamer (F3)</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Readers, keeping, words to a colleague (F4)</source>
        <translation>Wie meeleest, hoelang het bewaard wordt, berichten aan een collega (F4)</translation>
    </message>
    <message>
        <source>Show or hide the pane at the right</source>
        <translation>Toon of verberg het paneel rechts</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>Hand {0} over</source>
        <translation>{0} overdragen</translation>
    </message>
    <message>
        <source>Your colleague can read what was said. {0} sees who takes over.</source>
        <translation>Je collega kan lezen wat er gezegd is. {0} ziet wie het overneemt.</translation>
    </message>
    <message>
        <source>Ask to take over</source>
        <translation>Vraag om over te nemen</translation>
    </message>
    <message>
        <source>Ask someone along</source>
        <translation>Iemand meevragen</translation>
    </message>
    <message>
        <source>Your colleague reads and writes along. {0} sees who joins.</source>
        <translation>Je collega leest en schrijft mee. {0} ziet wie erbij komt.</translation>
    </message>
    <message>
        <source>Ask along</source>
        <translation>Meevragen</translation>
    </message>
    <message>
        <source>End the conversation with {0}?</source>
        <translation>Het gesprek met {0} beëindigen?</translation>
    </message>
    <message>
        <source>You cannot read it or write in it after that.</source>
        <translation>Daarna kun je het niet meer lezen en er niet meer in schrijven.</translation>
    </message>
    <message>
        <source>End conversation</source>
        <translation>Beëindig gesprek</translation>
    </message>
    <message>
        <source>Keep talking</source>
        <translation>Praat verder</translation>
    </message>
    <message>
        <source>Close the conversation with {0}?</source>
        <translation>Het gesprek met {0} afsluiten?</translation>
    </message>
    <message>
        <source>Your helpline&apos;s closing words go first. You cannot read it after that.</source>
        <translation>Eerst gaan de slotwoorden van je hulplijn. Daarna kun je het niet meer lezen.</translation>
    </message>
    <message>
        <source>Close conversation</source>
        <translation>Sluit gesprek</translation>
    </message>
    <message>
        <source>Keep waiting</source>
        <translation>Wacht nog</translation>
    </message>
    <message>
        <source>Step out of this conversation?</source>
        <translation>Uit dit gesprek stappen?</translation>
    </message>
    <message>
        <source>Your colleague goes on. You cannot read it after that.</source>
        <translation>Je collega gaat verder. Daarna kun je het niet meer lezen.</translation>
    </message>
    <message>
        <source>Step out</source>
        <translation>Stap eruit</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Blijf</translation>
    </message>
    <message>
        <source>What stands in your reply box is not sent.</source>
        <translation>Wat in je antwoordvak staat, wordt niet verstuurd.</translation>
    </message>
</context>
<context>
    <name>Attention</name>
    <message>
        <source>There is something for you.</source>
        <translation>Er is iets voor je.</translation>
    </message>
</context>
<context>
    <name>BeginPage</name>
    <message>
        <source>Planned end</source>
        <translation>Gepland einde</translation>
    </message>
    <message>
        <source>You can change it at any time.</source>
        <translation>Je kunt dit altijd nog veranderen.</translation>
    </message>
    <message>
        <source>Practise first</source>
        <translation>Oefen eerst</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Wegwijzer</translation>
    </message>
    <message>
        <source>A short guide for the first shift</source>
        <translation>Een korte wegwijzer voor je eerste dienst</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Cijfers</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Meld je af</translation>
    </message>
    <message>
        <source>Hello, {0}</source>
        <translation>Hallo, {0}</translation>
    </message>
    <message>
        <source>Hello</source>
        <translation>Hallo</translation>
    </message>
    <message>
        <source>You have a shift on another computer. Take it over and that one closes; conversations come along.</source>
        <translation>Je hebt een dienst op een andere computer. Neem je die over, dan sluit hij daar; je gesprekken komen mee.</translation>
    </message>
    <message>
        <source>Take over here</source>
        <translation>Neem hier over</translation>
    </message>
    <message>
        <source>When you begin, this computer makes a key for this shift only. It is gone when the shift ends.</source>
        <translation>Als je begint, maakt deze computer een sleutel voor deze dienst alleen. Na de dienst is hij weg.</translation>
    </message>
    <message>
        <source>Begin shift</source>
        <translation>Begin dienst</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Een ogenblik…</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>en nog %n</numerusform>
            <numerusform>en nog %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody else is on yet.</source>
        <translation>Er heeft nog niemand anders dienst.</translation>
    </message>
    <message>
        <source>Your role begins no shift. You can look at the figures and make the report.</source>
        <translation>Met jouw rol begin je geen dienst. Je kunt de cijfers bekijken en het jaarverslag maken.</translation>
    </message>
    <message>
        <source>Your role begins no shift, and the house policy shows it nothing here.</source>
        <translation>Met jouw rol begin je geen dienst, en volgens het huisbeleid valt hier voor jou niets te zien.</translation>
    </message>
    <message>
        <source>On shift now</source>
        <translation>Wie nu dienst heeft</translation>
    </message>
    <message>
        <source>coordinator</source>
        <translation>coördinator</translation>
    </message>
    <message numerus="yes">
        <source>Waiting-room keys are left for %n week(s). Make new ones, or the line closes.</source>
        <translation>
            <numerusform>Er zijn nog sleutels voor de wachtkamer voor %n week. Maak nieuwe, anders gaat de lijn dicht.</numerusform>
            <numerusform>Er zijn nog sleutels voor de wachtkamer voor %n weken. Maak nieuwe, anders gaat de lijn dicht.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>Put away</source>
        <translation>Leg weg</translation>
    </message>
</context>
<context>
    <name>ChartBox</name>
    <message>
        <source>Show the chart</source>
        <translation>Toon de grafiek</translation>
    </message>
    <message>
        <source>Show the table</source>
        <translation>Toon de tabel</translation>
    </message>
</context>
<context>
    <name>ColleagueDialog</name>
    <message>
        <source>Not now</source>
        <translation>Nu niet</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>Collega</translation>
    </message>
    <message>
        <source>A note, readable by them only</source>
        <translation>Een briefje dat alleen je collega kan lezen</translation>
    </message>
    <message>
        <source>Nobody else is on shift now.</source>
        <translation>Er heeft nu niemand anders dienst.</translation>
    </message>
</context>
<context>
    <name>ConversationPane</name>
    <message>
        <source>The conversation is closing.</source>
        <translation>Het gesprek wordt afgesloten.</translation>
    </message>
    <message>
        <source>The visitor has gone and cannot read this any more.</source>
        <translation>De bezoeker is vertrokken en kan dit niet meer lezen.</translation>
    </message>
</context>
<context>
    <name>DangerDialog</name>
    <message>
        <source>Call a coordinator?</source>
        <translation>Een coördinator roepen?</translation>
    </message>
    <message>
        <source>{0} hears it at once and can come along in this conversation. The visitor sees who joins.</source>
        <translation>{0} hoort het meteen en kan in dit gesprek meekomen. De bezoeker ziet wie erbij komt.</translation>
    </message>
    <message>
        <source>No coordinator is on shift now. Call the number your helpline gave you. You can still try.</source>
        <translation>Er heeft nu geen coördinator dienst. Bel het nummer dat je van je hulplijn kreeg. Proberen kan wel.</translation>
    </message>
    <message>
        <source>Call now</source>
        <translation>Roep nu</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Ga terug</translation>
    </message>
    <message>
        <source>What is the matter? A few words are enough.</source>
        <translation>Wat is er aan de hand? Een paar woorden is genoeg.</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>{0} wrote to the team. F3 shows it at the right.</source>
        <translation>{0} schreef aan het team. F3 toont het rechts.</translation>
    </message>
</context>
<context>
    <name>DeskShift</name>
    <message>
        <source>a colleague</source>
        <translation>een collega</translation>
    </message>
    <message>
        <source>You asked {0} for a word.</source>
        <translation>Je vroeg {0} om even te praten.</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Who can read this</source>
        <translation>Wie dit kan lezen</translation>
    </message>
    <message>
        <source>How long it is kept</source>
        <translation>Hoelang het bewaard wordt</translation>
    </message>
    <message>
        <source>Among colleagues</source>
        <translation>Onder collega&apos;s</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>Collega</translation>
    </message>
    <message>
        <source>A word to this colleague</source>
        <translation>Een bericht aan deze collega</translation>
    </message>
    <message>
        <source>Visitors never see this.</source>
        <translation>Bezoekers zien dit nooit.</translation>
    </message>
    <message>
        <source>Only you.</source>
        <translation>Alleen jij.</translation>
    </message>
    <message>
        <source>standard</source>
        <translation>standaard</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Jij</translation>
    </message>
    <message>
        <source>{0} · coordinator</source>
        <translation>{0} · coördinator</translation>
    </message>
    <message>
        <source>{0} · reads along</source>
        <translation>{0} · leest mee</translation>
    </message>
    <message>
        <source>You to {0}</source>
        <translation>Jij aan {0}</translation>
    </message>
    <message>
        <source>a colleague</source>
        <translation>een collega</translation>
    </message>
</context>
<context>
    <name>EmptyDesk</name>
    <message>
        <source>No conversation is in front. Choose one at the left and you write here.</source>
        <translation>Er staat geen gesprek open. Kies er links een, dan schrijf je hier.</translation>
    </message>
    <message>
        <source>No conversation now. When you accept someone, you write here.</source>
        <translation>Je hebt nu geen gesprek. Neem je iemand aan, dan schrijf je hier.</translation>
    </message>
    <message numerus="yes">
        <source>%n registration(s) wait(s) for you</source>
        <translation>
            <numerusform>%n registratie wacht op je</numerusform>
            <numerusform>%n registraties wachten op je</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EndColleagueDialog</name>
    <message>
        <source>End this shift</source>
        <translation>Beëindig deze dienst</translation>
    </message>
    <message>
        <source>Let it run</source>
        <translation>Laat doorlopen</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>Collega</translation>
    </message>
    <message>
        <source>End the shift of {0}?</source>
        <translation>De dienst van {0} beëindigen?</translation>
    </message>
    <message>
        <source>For a computer that was stolen or left open. The console of {0} closes within seconds and the notes on it cannot be opened any more. Conversations go to colleagues.</source>
        <translation>Voor een computer die gestolen is of open bleef staan. Het scherm van {0} sluit binnen enkele seconden en de notities daar gaan niet meer open. De gesprekken gaan naar collega&apos;s.</translation>
    </message>
</context>
<context>
    <name>EnrolPage</name>
    <message>
        <source>Welcome</source>
        <translation>Welkom</translation>
    </message>
    <message>
        <source>You got an enrolment code from a coordinator. With it this computer becomes your desk.</source>
        <translation>Je kreeg een inschrijfcode van een coördinator. Daarmee wordt deze computer jouw werkplek.</translation>
    </message>
    <message>
        <source>Address of the helpline&apos;s server</source>
        <translation>Adres van de server van je hulplijn</translation>
    </message>
    <message>
        <source>Enrolment code</source>
        <translation>Inschrijfcode</translation>
    </message>
    <message>
        <source>Paste or type it. Capitals, blanks and dashes do not matter. It works once, within a day.</source>
        <translation>Plak of typ hem. Hoofdletters, spaties en streepjes maken niet uit. Hij werkt één keer, binnen een dag.</translation>
    </message>
    <message>
        <source>Choose a password</source>
        <translation>Kies een wachtwoord</translation>
    </message>
    <message>
        <source>The same password again</source>
        <translation>Hetzelfde wachtwoord nog eens</translation>
    </message>
    <message>
        <source>The server never sees it, so nobody can send it to you. Forgotten? Then you need a new code.</source>
        <translation>De server ziet het nooit, dus niemand kan het je sturen. Vergeten? Dan heb je een nieuwe code nodig.</translation>
    </message>
    <message>
        <source>Make this my desk</source>
        <translation>Maak dit mijn werkplek</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Een ogenblik…</translation>
    </message>
    <message>
        <source>Four or five words that do not belong together are easy to remember and hard to guess.</source>
        <translation>Vier of vijf woorden die niet bij elkaar horen, onthoud je goed en raadt niemand.</translation>
    </message>
    <message numerus="yes">
        <source>%n more character(s), please.</source>
        <translation>
            <numerusform>Nog %n teken, graag.</numerusform>
            <numerusform>Nog %n tekens, graag.</numerusform>
        </translation>
    </message>
    <message>
        <source>The two passwords are not the same yet.</source>
        <translation>De twee wachtwoorden zijn nog niet gelijk.</translation>
    </message>
    <message>
        <source>Long and strong.</source>
        <translation>Lang en sterk.</translation>
    </message>
    <message>
        <source>Good. Longer is stronger.</source>
        <translation>Goed. Langer is sterker.</translation>
    </message>
</context>
<context>
    <name>FiguresChoice</name>
    <message>
        <source>Time</source>
        <translation>Tijd</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Vraag</translation>
    </message>
    <message>
        <source>Beside it</source>
        <translation>Daarnaast</translation>
    </message>
    <message>
        <source>Only those who said</source>
        <translation>Alleen wie dit zei</translation>
    </message>
    <message>
        <source>Beside a year earlier</source>
        <translation>Naast een jaar eerder</translation>
    </message>
    <message>
        <source>At a glance</source>
        <translation>In één oogopslag</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Niets</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Iedereen</translation>
    </message>
    <message>
        <source>Themes that stand under others are told for whole years only, and by themselves.</source>
        <translation>Onderliggende thema&apos;s zie je alleen per heel jaar, en apart.</translation>
    </message>
    <message>
        <source>Two questions are combined in whole years only, once these are over.</source>
        <translation>Twee vragen combineren kan alleen over hele jaren die voorbij zijn.</translation>
    </message>
</context>
<context>
    <name>FiguresPage</name>
    <message>
        <source>Charts</source>
        <translation>Grafieken</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Back, and forget what was opened (Esc)</source>
        <translation>Terug, en vergeet wat geopend is (Esc)</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Cijfers</translation>
    </message>
    <message>
        <source>Being counted…</source>
        <translation>Wordt geteld…</translation>
    </message>
    <message>
        <source>Make the annual report…</source>
        <translation>Maak het jaarverslag…</translation>
    </message>
    <message>
        <source>How much has been opened</source>
        <translation>Hoeveel er geopend is</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Probeer opnieuw</translation>
    </message>
    <message>
        <source>The house policy does not let you see the figures.</source>
        <translation>Volgens het huisbeleid mag jij de cijfers niet zien.</translation>
    </message>
    <message>
        <source>The key to the figures has not been given to you yet. Another coordinator&apos;s console passes it on when it is online.</source>
        <translation>Je hebt de sleutel tot de cijfers nog niet. Die komt vanzelf, zodra een andere coördinator Luwte open heeft.</translation>
    </message>
    <message>
        <source>The server cannot read its disk. Tell whoever runs it.</source>
        <translation>De server kan zijn schijf niet lezen. Zeg het aan wie hem beheert.</translation>
    </message>
    <message>
        <source>The server does not answer, so the figures could not be read.</source>
        <translation>De server antwoordt niet, dus de cijfers konden niet gelezen worden.</translation>
    </message>
    <message>
        <source>There are no figures yet. What has been registered is released on {0}, in whole weeks.</source>
        <translation>Er zijn nog geen cijfers. Wat geregistreerd is, komt vrij op {0}, in hele weken.</translation>
    </message>
    <message>
        <source>The registrations are opened here, on this computer. That may take a while.</source>
        <translation>De registraties worden hier geopend, op deze computer. Dat kan even duren.</translation>
    </message>
    <message numerus="yes">
        <source>%n could not be read and are left out.</source>
        <translation>
            <numerusform>%n kon niet gelezen worden en telt niet mee.</numerusform>
            <numerusform>%n konden niet gelezen worden en tellen niet mee.</numerusform>
        </translation>
    </message>
    <message>
        <source>Small numbers are hidden, all others rounded to {0}.</source>
        <translation>Kleine aantallen zijn verborgen, alle andere afgerond op {0}.</translation>
    </message>
    <message>
        <source>Small numbers are hidden, all others rounded to {0}, and to {1} in a time that is not over.</source>
        <translation>Kleine aantallen zijn verborgen, alle andere afgerond op {0}, en op {1} zolang een tijd niet voorbij is.</translation>
    </message>
    <message>
        <source>Figures up to {0}; the next are released on {1}.</source>
        <translation>Cijfers tot en met {0}; de volgende komen vrij op {1}.</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>Find a nickname</source>
        <translation>Zoek een schuilnaam</translation>
    </message>
    <message>
        <source>Find in my conversations</source>
        <translation>Zoek in mijn gesprekken</translation>
    </message>
    <message>
        <source>Find one of my conversations (Ctrl+K)</source>
        <translation>Zoek een van mijn gesprekken (Ctrl+K)</translation>
    </message>
</context>
<context>
    <name>Folding</name>
    <message>
        <source>Show or hide the pane at the right</source>
        <translation>Toon of verberg het paneel rechts</translation>
    </message>
</context>
<context>
    <name>FormFoot</name>
    <message>
        <source>Count the contact</source>
        <translation>Tel het contact</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>Registreer</translation>
    </message>
    <message>
        <source>Registers it anonymously (Ctrl+Enter)</source>
        <translation>Registreert het anoniem (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Do not register</source>
        <translation>Registreer niet</translation>
    </message>
</context>
<context>
    <name>FormHead</name>
    <message>
        <source>Later</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>It waits until your shift ends (Esc)</source>
        <translation>Het wacht tot je dienst eindigt (Esc)</translation>
    </message>
    <message>
        <source>Show or hide the pane at the right</source>
        <translation>Toon of verberg het paneel rechts</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) wait</source>
        <translation>
            <numerusform>nog %n wacht</numerusform>
            <numerusform>nog %n wachten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>Register a contact</source>
        <translation>Registreer een contact</translation>
    </message>
    <message>
        <source>{0} · register</source>
        <translation>{0} · registreren</translation>
    </message>
    <message>
        <source>Somebody withdrew their consent. Only that there was a contact may be counted, nothing about it.</source>
        <translation>Iemand trok de toestemming in. Alleen dat er contact was, mag meetellen, niets erover.</translation>
    </message>
    <message>
        <source>Without name, number or time. What was not said stays open.</source>
        <translation>Zonder naam, nummer of tijd. Wat niet gezegd is, blijft open.</translation>
    </message>
    <message>
        <source>How they came</source>
        <translation>Contact via</translation>
    </message>
    <message>
        <source>Nothing is filled in yet. Press again to count the contact as it is.</source>
        <translation>Er is nog niets ingevuld. Druk nog eens om alleen het contact te tellen.</translation>
    </message>
    <message>
        <source>Then this contact is counted nowhere. Press again if that is right.</source>
        <translation>Dan telt dit contact nergens mee. Druk nog eens als dat klopt.</translation>
    </message>
    <message>
        <source>Why: {0}</source>
        <translation>Waarom: {0}</translation>
    </message>
</context>
<context>
    <name>FormWords</name>
    <message>
        <source>Not said</source>
        <translation>Niet gezegd</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefoon</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>At the desk</source>
        <translation>Aan de balie</translation>
    </message>
    <message>
        <source>&amp;Silent</source>
        <translation>&amp;Stil</translation>
    </message>
    <message>
        <source>&amp;Joke</source>
        <translation>&amp;Grap</translation>
    </message>
    <message>
        <source>&amp;Abusive</source>
        <translation>&amp;Beledigend</translation>
    </message>
    <message>
        <source>&amp;Hung up</source>
        <translation>&amp;Opgehangen</translation>
    </message>
    <message>
        <source>{0} or older</source>
        <translation>{0} of ouder</translation>
    </message>
    <message>
        <source>{0}–{1} years</source>
        <translation>{0}–{1} jaar</translation>
    </message>
    <message>
        <source>A number from {0} to {1}.</source>
        <translation>Een getal van {0} tot {1}.</translation>
    </message>
    <message numerus="yes">
        <source>%n at most.</source>
        <translation>
            <numerusform>Hoogstens %n.</numerusform>
            <numerusform>Hoogstens %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>That is longer than %n character(s).</source>
        <translation>
            <numerusform>Dat is langer dan %n teken.</numerusform>
            <numerusform>Dat is langer dan %n tekens.</numerusform>
        </translation>
    </message>
    <message>
        <source>This holds characters that cannot be kept. Type it anew.</source>
        <translation>Hier staan tekens in die niet bewaard kunnen worden. Typ het opnieuw.</translation>
    </message>
    <message>
        <source>Together this is too much for one registration. Shorten or leave out something.</source>
        <translation>Samen is dit te veel voor één registratie. Maak iets korter of laat iets weg.</translation>
    </message>
    <message>
        <source>The helpline has no key for figures now, so nothing can be noted. What you filled in stays here. Tell a coordinator.</source>
        <translation>De hulplijn heeft nu geen sleutel voor cijfers, dus er kan niets geregistreerd worden. Wat je invulde, blijft hier staan. Zeg het een coördinator.</translation>
    </message>
    <message>
        <source>The house&apos;s form does not have this answer. Choose another, or leave it open.</source>
        <translation>Dit antwoord staat niet in het formulier. Kies een ander, of laat het open.</translation>
    </message>
    <message>
        <source>Nothing found. Try another word.</source>
        <translation>Niets gevonden. Probeer een ander woord.</translation>
    </message>
    <message>
        <source>Not chosen yet. Enter chooses what is marked, Esc leaves it out.</source>
        <translation>Nog niet gekozen. Enter kiest wat gemarkeerd is, Esc laat het weg.</translation>
    </message>
    <message>
        <source>{0} may tell who somebody is. Say it without, if you can.</source>
        <translation>{0} kan verraden wie iemand is. Zeg het zonder, als dat kan.</translation>
    </message>
    <message>
        <source>Look at what is underlined. Press again to send it all the same.</source>
        <translation>Kijk naar wat onderstreept is. Druk nog eens om het toch te versturen.</translation>
    </message>
    <message>
        <source>Only “{0}” is noted then, not what you filled in. Press again if that is right.</source>
        <translation>Dan wordt alleen “{0}” geregistreerd, niet wat je invulde. Druk nog eens als dat klopt.</translation>
    </message>
</context>
<context>
    <name>Guidance</name>
    <message>
        <source>Before you begin</source>
        <translation>Voor je begint</translation>
    </message>
    <message>
        <source>Sit where nobody can read along; Ctrl+L hides everything when you walk away. See who else is on, and choose when you want to stop. Practise first if you like: nobody real writes there, and nothing is kept or counted.</source>
        <translation>Ga zitten waar niemand kan meelezen. Loop je weg, dan verbergt Ctrl+L alles. Kijk wie er nog dienst heeft en kies wanneer je wilt stoppen. Oefen eerst als je wilt: daar schrijft niemand die echt is, en er wordt niets bewaard of geteld.</translation>
    </message>
    <message>
        <source>Accepting</source>
        <translation>Aannemen</translation>
    </message>
    <message>
        <source>When someone waits you hear it, and you see it at the left. Press Accept. Nobody knows who the visitor is, only the nickname they chose. One conversation at a time is enough for a first shift.</source>
        <translation>Als er iemand wacht, hoor je het en zie je het links. Druk op Aannemen. Niemand weet wie de bezoeker is, je kent alleen de schuilnaam. Eén gesprek tegelijk is genoeg voor een eerste dienst.</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schrijven</translation>
    </message>
    <message>
        <source>Begin with a welcome and an open question. Short lines read best. Silence is allowed. Type / for a reply or a referral; nothing leaves before you send it. When the connection drops, what you wrote waits, and so does the visitor&apos;s place.</source>
        <translation>Begin met een welkom en een open vraag. Korte zinnen lezen het best. Stil zijn mag. Typ / voor een antwoord of een verwijzing; er vertrekt niets voor jij het verstuurt. Valt de verbinding weg, dan wacht wat je schreef, en de plek van de bezoeker ook.</translation>
    </message>
    <message>
        <source>The form</source>
        <translation>Het formulier</translation>
    </message>
    <message>
        <source>After a conversation a short form opens: what it was about, as far as it was said. Type a few letters of a theme. Ctrl+Enter registers, Esc leaves it for later; Ctrl+R opens one for who called or mailed. No name, number or place belongs in it, and nothing leads from it to the conversation.</source>
        <translation>Na een gesprek gaat een kort formulier open: waarover het ging, voor zover dat gezegd werd. Typ een paar letters van een thema. Ctrl+Enter registreert, met Esc doe je het later; Ctrl+R opent er een voor wie belde of mailde. Er hoort geen naam, nummer of plaats in, en niets leidt van daar naar het gesprek.</translation>
    </message>
    <message>
        <source>Breathing</source>
        <translation>Op adem komen</translation>
    </message>
    <message>
        <source>After a conversation nobody new comes for a moment. Stand up, drink something. Was it heavy? Write about it for a moment, or ask a colleague for a word. You may take a pause when you need one.</source>
        <translation>Na een gesprek komt er even niemand nieuw. Sta op, drink iets. Was het zwaar? Schrijf er even over, of vraag een collega om even te praten. Heb je een pauze nodig, neem die dan.</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notities</translation>
    </message>
    <message>
        <source>Notes are for you alone, for this shift, on this computer. They are never sent. Write down what you want to remember, not who somebody might be.</source>
        <translation>Notities zijn alleen voor jou, voor deze dienst, op deze computer. Ze worden nooit verstuurd. Schrijf op wat je wilt onthouden, niet wie iemand zou kunnen zijn.</translation>
    </message>
    <message>
        <source>Danger</source>
        <translation>Gevaar</translation>
    </message>
    <message>
        <source>Is somebody in danger, or are you not sure? Press Danger to call a coordinator. You need not decide this alone. Ask about suicide in plain words: asking does no harm. Under Referrals stands whom the visitor can call.</source>
        <translation>Is iemand in gevaar, of twijfel je? Druk op Gevaar en je roept een coördinator. Je hoeft dit niet alleen te beslissen. Vraag in gewone woorden naar zelfmoord: vragen kan geen kwaad. Bij Verwijzen staat wie de bezoeker kan bellen.</translation>
    </message>
    <message>
        <source>Handing over</source>
        <translation>Overdragen</translation>
    </message>
    <message>
        <source>A colleague can take a conversation over, or come along. Tell them in two sentences what it is about. The visitor sees who joins.</source>
        <translation>Een collega kan een gesprek overnemen of erbij komen. Vertel in twee zinnen waar het over gaat. De bezoeker ziet wie erbij komt.</translation>
    </message>
    <message>
        <source>The end of your shift</source>
        <translation>Het einde van je dienst</translation>
    </message>
    <message>
        <source>Say in time that you are stopping. End your conversations or hand them over, then choose End my shift. What you registered is sent, sealed; all else that this computer kept is destroyed, and you read what was. Do something pleasant afterwards.</source>
        <translation>Zeg op tijd dat je gaat stoppen. Rond je gesprekken af of draag ze over, en kies dan Beëindig mijn dienst. Wat je registreerde, wordt verzegeld verstuurd; al het andere dat deze computer bewaarde, wordt vernietigd, en je leest wat dat was. Doe daarna iets wat je graag doet.</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>Guide for the first shift</source>
        <translation>Wegwijzer voor je eerste dienst</translation>
    </message>
    <message>
        <source>Nobody expects you to know it all. This guide stands in the menu too.</source>
        <translation>Niemand verwacht dat je alles al weet. Deze wegwijzer staat ook in het menu.</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Search in this conversation</source>
        <translation>Zoek in dit gesprek</translation>
    </message>
    <message>
        <source>Show or hide the pane at the right</source>
        <translation>Toon of verberg het paneel rechts</translation>
    </message>
    <message>
        <source>{0} is writing…</source>
        <translation>{0} schrijft…</translation>
    </message>
    <message>
        <source>New readers join as soon as the visitor&apos;s browser has made keys.</source>
        <translation>Wie erbij komt, leest mee zodra de browser van de bezoeker sleutels heeft gemaakt.</translation>
    </message>
    <message>
        <source>Only you and {0} can read this conversation.</source>
        <translation>Dit gesprek kunnen alleen jij en {0} lezen.</translation>
    </message>
    <message>
        <source>The visitor&apos;s browser is making keys. What you write waits here.</source>
        <translation>De browser van de bezoeker maakt sleutels. Wat je schrijft, wacht hier.</translation>
    </message>
    <message>
        <source>Only you can read this conversation.</source>
        <translation>Dit gesprek kan alleen jij lezen.</translation>
    </message>
    <message>
        <source>{0} and {1}</source>
        <translation>{0} en {1}</translation>
    </message>
</context>
<context>
    <name>Leading</name>
    <message>
        <source>End a colleague&apos;s shift…</source>
        <translation>De dienst van een collega beëindigen…</translation>
    </message>
    <message>
        <source>End the shift of {0}…</source>
        <translation>De dienst van {0} beëindigen…</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Locked</source>
        <translation>Op slot</translation>
    </message>
    <message>
        <source>Everything goes on behind this page. Your password brings it back.</source>
        <translation>Alles loopt door achter deze pagina. Met je wachtwoord komt het terug.</translation>
    </message>
    <message>
        <source>There is something for you.</source>
        <translation>Er is iets voor je.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Wachtwoord</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Van slot</translation>
    </message>
    <message>
        <source>I cannot unlock</source>
        <translation>Ik krijg het slot niet open</translation>
    </message>
    <message>
        <source>End it without the password?</source>
        <translation>Zonder wachtwoord beëindigen?</translation>
    </message>
    <message>
        <source>What is open here is closed, and what was kept here is destroyed. Luwte closes.</source>
        <translation>Wat hier openstaat, gaat dicht. Wat hier bewaard was, wordt vernietigd. Luwte sluit.</translation>
    </message>
    <message>
        <source>End and destroy</source>
        <translation>Beëindig en vernietig</translation>
    </message>
    <message>
        <source>Stay locked</source>
        <translation>Laat op slot</translation>
    </message>
</context>
<context>
    <name>MakingReport</name>
    <message>
        <source>How far the report is</source>
        <translation>Hoe ver het verslag is</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Leg weg</translation>
    </message>
    <message>
        <source>The report is made.</source>
        <translation>Het verslag wordt gemaakt.</translation>
    </message>
    <message>
        <source>Take registrations along one by one?</source>
        <translation>Registraties één voor één meenemen?</translation>
    </message>
    <message>
        <source>Small numbers are not hidden in them, and nothing protects the file any more. Keep it where only those can read it who must, and erase it afterwards.</source>
        <translation>Kleine aantallen zijn daarin niet verborgen, en niets beschermt het bestand nog. Bewaar het waar alleen wie dat moet het kan lezen, en wis het daarna.</translation>
    </message>
    <message>
        <source>Take them along</source>
        <translation>Neem ze mee</translation>
    </message>
    <message>
        <source>Leave them here</source>
        <translation>Laat ze hier</translation>
    </message>
    <message>
        <source>Where shall the report go?</source>
        <translation>Waar moet het verslag komen?</translation>
    </message>
    <message>
        <source>That folder cannot be written. Choose another one.</source>
        <translation>In die map kan niet geschreven worden. Kies een andere.</translation>
    </message>
    <message>
        <source>The report lies in {0}.</source>
        <translation>Het verslag ligt in {0}.</translation>
    </message>
</context>
<context>
    <name>NoteDelegate</name>
    <message>
        <source>Pad</source>
        <translation>Kladblok</translation>
    </message>
    <message>
        <source>ended · {0}</source>
        <translation>voorbij · {0}</translation>
    </message>
</context>
<context>
    <name>NotesList</name>
    <message>
        <source>Search my notes</source>
        <translation>Zoek in mijn notities</translation>
    </message>
    <message>
        <source>Search my notes (Ctrl+Shift+F)</source>
        <translation>Zoek in mijn notities (Ctrl+Shift+F)</translation>
    </message>
    <message>
        <source>Notes of this shift</source>
        <translation>Notities van deze dienst</translation>
    </message>
    <message>
        <source>Nothing found in the notes of this shift.</source>
        <translation>Niets gevonden in de notities van deze dienst.</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) found</source>
        <translation>
            <numerusform>%n notitie gevonden</numerusform>
            <numerusform>%n notities gevonden</numerusform>
        </translation>
    </message>
    <message>
        <source>No notes yet. What you write beside a conversation appears here.</source>
        <translation>Nog geen notities. Wat je naast een gesprek schrijft, verschijnt hier.</translation>
    </message>
</context>
<context>
    <name>NotesPane</name>
    <message>
        <source>Conversation</source>
        <translation>Gesprek</translation>
    </message>
    <message>
        <source>This conversation</source>
        <translation>Dit gesprek</translation>
    </message>
    <message>
        <source>Pad</source>
        <translation>Kladblok</translation>
    </message>
    <message>
        <source>Pad, beside no conversation</source>
        <translation>Kladblok, los van een gesprek</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>All notes of this shift</source>
        <translation>Alle notities van deze dienst</translation>
    </message>
    <message>
        <source>Only here, only this shift: never sent, gone when it ends.</source>
        <translation>Alleen hier, alleen deze dienst: nooit verstuurd, weg als je dienst eindigt.</translation>
    </message>
    <message>
        <source>Back to all notes</source>
        <translation>Terug naar alle notities</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>voorbij</translation>
    </message>
    <message>
        <source>Tick box</source>
        <translation>Vakje om aan te vinken</translation>
    </message>
    <message>
        <source>The time</source>
        <translation>De tijd</translation>
    </message>
    <message>
        <source>Twenty seconds: what stays with you? It is only for you.</source>
        <translation>Twintig seconden: wat blijft je bij? Het is alleen voor jou.</translation>
    </message>
    <message>
        <source>This note is full: 20,000 characters. Go on in the pad.</source>
        <translation>Deze notitie is vol: 20.000 tekens. Ga verder in het kladblok.</translation>
    </message>
    <message>
        <source>This computer cannot keep these notes safe now. If Luwte stops, they are gone.</source>
        <translation>Deze computer kan je notities nu niet veilig bewaren. Stopt Luwte, dan zijn ze weg.</translation>
    </message>
    <message>
        <source>There is no safe place for a key here. If Luwte stops, these notes are gone.</source>
        <translation>Deze computer heeft geen veilige plek voor een sleutel. Stopt Luwte, dan zijn je notities weg.</translation>
    </message>
    <message>
        <source>— afterwards {0} —</source>
        <translation>— achteraf {0} —</translation>
    </message>
    <message>
        <source>Note beside {0}</source>
        <translation>Notitie naast {0}</translation>
    </message>
    <message>
        <source>What you want to remember of this conversation</source>
        <translation>Wat je van dit gesprek wilt onthouden</translation>
    </message>
    <message>
        <source>What you want at hand this shift</source>
        <translation>Wat je deze dienst bij de hand wilt hebben</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Connect now</source>
        <translation>Verbind nu</translation>
    </message>
</context>
<context>
    <name>PhraseList</name>
    <message>
        <source>Replies and referrals</source>
        <translation>Antwoorden en verwijzingen</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter inserts · Esc closes</source>
        <translation>↑ ↓ kiezen · Enter voegt in · Esc sluit</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>Antwoorden</translation>
    </message>
    <message>
        <source>Referrals</source>
        <translation>Verwijzingen</translation>
    </message>
    <message>
        <source>Nothing found. Esc closes this, your text stays.</source>
        <translation>Niets gevonden. Esc sluit dit, je tekst blijft.</translation>
    </message>
    <message>
        <source>Your helpline has no referrals in its house policy yet.</source>
        <translation>In het huisbeleid van je hulplijn staan nog geen verwijzingen.</translation>
    </message>
    <message>
        <source>Your helpline has no replies in its house policy yet.</source>
        <translation>In het huisbeleid van je hulplijn staan nog geen antwoorden.</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antwoord</translation>
    </message>
    <message>
        <source>Referral</source>
        <translation>Verwijzing</translation>
    </message>
</context>
<context>
    <name>PickField</name>
    <message>
        <source>Remove {0}</source>
        <translation>{0} weghalen</translation>
    </message>
    <message>
        <source>Not said · type a word, or ↓ for all</source>
        <translation>Niet gezegd · typ een woord, of ↓</translation>
    </message>
    <message numerus="yes">
        <source>%n more may be added</source>
        <translation>
            <numerusform>er kan er nog %n bij</numerusform>
            <numerusform>er kunnen er nog %n bij</numerusform>
        </translation>
    </message>
    <message>
        <source>That is the most. Remove one to add another</source>
        <translation>Meer kan niet. Haal er eerst een weg</translation>
    </message>
</context>
<context>
    <name>PlanDialog</name>
    <message>
        <source>Until when do you go on?</source>
        <translation>Tot wanneer ga je door?</translation>
    </message>
    <message>
        <source>Your shift ends by itself at {0}. Before that, you end it when you want.</source>
        <translation>Je dienst eindigt vanzelf om {0}. Daarvoor beëindig je hem wanneer je wilt.</translation>
    </message>
    <message>
        <source>Plan this end</source>
        <translation>Plan dit einde</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Laat het zo</translation>
    </message>
    <message>
        <source>Planned end</source>
        <translation>Gepland einde</translation>
    </message>
</context>
<context>
    <name>PlannedEnd</name>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n uur</numerusform>
            <numerusform>%n uur</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} minutes</source>
        <translation>{0} minuten</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} u {1} min</translation>
    </message>
    <message>
        <source>until {0} · {1}</source>
        <translation>tot {0} · {1}</translation>
    </message>
</context>
<context>
    <name>PracticeBand</name>
    <message>
        <source>Practice: nobody real is writing.</source>
        <translation>Oefenen: hier schrijft niemand die echt is.</translation>
    </message>
    <message>
        <source>End practice</source>
        <translation>Stop met oefenen</translation>
    </message>
</context>
<context>
    <name>QuickRow</name>
    <message>
        <source>In one press</source>
        <translation>In één keer</translation>
    </message>
    <message>
        <source>Registers this at once, with nothing else (Alt+{0})</source>
        <translation>Registreert dit meteen, met niets erbij (Alt+{0})</translation>
    </message>
</context>
<context>
    <name>ReadingSheet</name>
    <message>
        <source>Close</source>
        <translation>Sluit</translation>
    </message>
</context>
<context>
    <name>RefusalPage</name>
    <message>
        <source>Luwte is already open on this computer</source>
        <translation>Luwte staat al open op deze computer</translation>
    </message>
    <message>
        <source>Go on in the window that is there. This one can be closed.</source>
        <translation>Ga verder in het venster dat er al is. Dit venster kan dicht.</translation>
    </message>
    <message>
        <source>Luwte cannot begin</source>
        <translation>Luwte kan niet beginnen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluit</translation>
    </message>
</context>
<context>
    <name>Registering</name>
    <message>
        <source>Too many registrations wait, so this one has no form. Note it by hand later.</source>
        <translation>Er wachten te veel registraties, dus voor deze is er geen formulier. Registreer ze later met de hand.</translation>
    </message>
    <message>
        <source>Your helpline registers nothing.</source>
        <translation>Je hulplijn registreert niets.</translation>
    </message>
    <message numerus="yes">
        <source>%n registration(s) of before wait(s) for you, as you left it.</source>
        <translation>
            <numerusform>%n registratie van daarnet wacht op je, zoals je die achterliet.</numerusform>
            <numerusform>%n registraties van daarnet wachten op je, zoals je ze achterliet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Noted, for practice: nothing of it is kept.</source>
        <translation>Geregistreerd, als oefening: er wordt niets van bewaard.</translation>
    </message>
    <message>
        <source>Noted as “{0}”. It goes along at the end of your shift.</source>
        <translation>Geregistreerd als “{0}”. Het gaat mee aan het einde van je dienst.</translation>
    </message>
    <message>
        <source>Noted. It goes along at the end of your shift, among others.</source>
        <translation>Geregistreerd. Het gaat mee aan het einde van je dienst, tussen andere.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Maak ongedaan</translation>
    </message>
</context>
<context>
    <name>ReplyBox</name>
    <message>
        <source>Your reply</source>
        <translation>Je antwoord</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Stuur</translation>
    </message>
    <message>
        <source>Send (Enter). Shift+Enter begins a new line.</source>
        <translation>Stuur (Enter). Shift+Enter begint een nieuwe regel.</translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) too long. Send it in parts.</source>
        <translation>
            <numerusform>%n teken te lang. Stuur het in delen.</numerusform>
            <numerusform>%n tekens te lang. Stuur het in delen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>room for %n character(s)</source>
        <translation>
            <numerusform>nog ruimte voor %n teken</numerusform>
            <numerusform>nog ruimte voor %n tekens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportQuestion</name>
    <message>
        <source>Make the annual report</source>
        <translation>Maak het jaarverslag</translation>
    </message>
    <message>
        <source>A PDF and a web page with charts, and the same figures for a spreadsheet. Nobody can be recognised in them.</source>
        <translation>Een pdf en een webpagina met grafieken, en dezelfde cijfers voor een rekenprogramma. Niemand is erin te herkennen.</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Kies een map…</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nu niet</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jaar</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Taal</translation>
    </message>
    <message>
        <source>Also all registrations, one by one</source>
        <translation>Ook alle registraties, één voor één</translation>
    </message>
</context>
<context>
    <name>RequestCard</name>
    <message>
        <source>This call could not be verified. Ask your colleague by another way as well.</source>
        <translation>Deze oproep kon niet worden gecontroleerd. Vraag het je collega ook langs een andere weg.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nu niet</translation>
    </message>
    <message>
        <source>A colleague</source>
        <translation>Een collega</translation>
    </message>
    <message>
        <source>{0} asks you to take over a conversation.</source>
        <translation>{0} vraagt of je een gesprek overneemt.</translation>
    </message>
    <message>
        <source>{0} asks you along in a conversation.</source>
        <translation>{0} vraagt je mee in een gesprek.</translation>
    </message>
    <message>
        <source>{0} calls you: there is danger.</source>
        <translation>{0} roept je: er is gevaar.</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Neem over</translation>
    </message>
    <message>
        <source>Come along</source>
        <translation>Kom mee</translation>
    </message>
</context>
<context>
    <name>Rest</name>
    <message>
        <source>You were with {0}.</source>
        <translation>Je was bij {0}.</translation>
    </message>
    <message>
        <source>A conversation is over.</source>
        <translation>Een gesprek is voorbij.</translation>
    </message>
    <message>
        <source>Take your time. Nobody is sent to you until {0}.</source>
        <translation>Neem je tijd. Tot {0} komt er niemand bij je.</translation>
    </message>
    <message>
        <source>Twenty seconds of writing may help, or a word with somebody. What you write stays here and goes with your shift.</source>
        <translation>Twintig seconden schrijven kan helpen, of even met iemand praten. Wat je schrijft, blijft hier en verdwijnt met je dienst.</translation>
    </message>
    <message>
        <source>What would help you now?</source>
        <translation>Wat helpt je nu?</translation>
    </message>
    <message>
        <source>You are on a pause.</source>
        <translation>Je hebt pauze.</translation>
    </message>
    <message>
        <source>Pause until {0}</source>
        <translation>Pauze tot {0}</translation>
    </message>
    <message>
        <source>It does not end by itself: you say when you are back.</source>
        <translation>Die eindigt niet vanzelf: jij zegt wanneer je er weer bent.</translation>
    </message>
    <message>
        <source>End the pause</source>
        <translation>Beëindig de pauze</translation>
    </message>
    <message numerus="yes">
        <source>Take a pause of %n minute(s)</source>
        <translation>
            <numerusform>Neem %n minuut pauze</numerusform>
            <numerusform>Neem %n minuten pauze</numerusform>
        </translation>
    </message>
    <message>
        <source>It was heavy</source>
        <translation>Het was zwaar</translation>
    </message>
    <message>
        <source>Write it down</source>
        <translation>Schrijf het op</translation>
    </message>
    <message>
        <source>Ask for a word</source>
        <translation>Vraag om even te praten</translation>
    </message>
    <message>
        <source>I am ready</source>
        <translation>Ik ben er weer klaar voor</translation>
    </message>
</context>
<context>
    <name>ResumePage</name>
    <message>
        <source>End it and wipe everything…</source>
        <translation>Beëindig en wis alles…</translation>
    </message>
    <message>
        <source>Welcome back, {0}</source>
        <translation>Welkom terug, {0}</translation>
    </message>
    <message>
        <source>Welcome back</source>
        <translation>Welkom terug</translation>
    </message>
    <message>
        <source>Take over here</source>
        <translation>Neem hier over</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Een ogenblik…</translation>
    </message>
    <message>
        <source>Go on with your shift</source>
        <translation>Ga verder met je dienst</translation>
    </message>
</context>
<context>
    <name>SealedPage</name>
    <message>
        <source>Your shift is closed</source>
        <translation>Je dienst is gesloten</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Bewijs</translation>
    </message>
    <message>
        <source>Close Luwte</source>
        <translation>Sluit Luwte</translation>
    </message>
    <message>
        <source>Begin another shift</source>
        <translation>Begin nog een dienst</translation>
    </message>
    <message>
        <source>Your registrations</source>
        <translation>Je registraties</translation>
    </message>
</context>
<context>
    <name>SealingPage</name>
    <message>
        <source>Your shift is being closed</source>
        <translation>Je dienst wordt gesloten</translation>
    </message>
    <message>
        <source>What you wrote is being destroyed. That cannot stop half-way, so please wait a moment.</source>
        <translation>Wat je schreef, wordt vernietigd. Dat kan niet halverwege stoppen, dus wacht even.</translation>
    </message>
    <message>
        <source>Luwte closes as soon as everything is gone.</source>
        <translation>Luwte gaat dicht zodra alles weg is.</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Search in this conversation</source>
        <translation>Zoek in dit gesprek</translation>
    </message>
    <message>
        <source>Earlier (Shift+Enter)</source>
        <translation>Eerder (Shift+Enter)</translation>
    </message>
    <message>
        <source>Later (Enter)</source>
        <translation>Later (Enter)</translation>
    </message>
    <message>
        <source>Close the search (Esc)</source>
        <translation>Sluit het zoeken (Esc)</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>niet gevonden</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} van {1}</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>The visitor</source>
        <translation>De bezoeker</translation>
    </message>
    <message>
        <source>A colleague was first. They are in good hands.</source>
        <translation>Een collega was je voor. De bezoeker is in goede handen.</translation>
    </message>
    <message>
        <source>{0} withdrew their consent. The conversation has been deleted.</source>
        <translation>{0} trok de toestemming in. Het gesprek is gewist.</translation>
    </message>
    <message>
        <source>{0} left by quick exit. Do not write.</source>
        <translation>{0} vertrok met de snelle uitgang. Schrijf niet meer.</translation>
    </message>
    <message>
        <source>{0} ended the conversation.</source>
        <translation>{0} beëindigde het gesprek.</translation>
    </message>
    <message>
        <source>{0} did not come back in time. The conversation is closed.</source>
        <translation>{0} kwam niet op tijd terug. Het gesprek is gesloten.</translation>
    </message>
    <message>
        <source>{0} said yes.</source>
        <translation>{0} zei ja.</translation>
    </message>
    <message>
        <source>{0} cannot take it now. Ask someone else.</source>
        <translation>{0} kan het nu niet. Vraag iemand anders.</translation>
    </message>
    <message>
        <source>Nobody answered your request.</source>
        <translation>Niemand antwoordde op je vraag.</translation>
    </message>
    <message>
        <source>The server&apos;s clock is wrong. Conversations go on, but nothing is erased until whoever runs the server sets it right. Tell them.</source>
        <translation>De klok van de server klopt niet. Gesprekken gaan door, maar er wordt niets gewist tot de klok weer klopt. Zeg het aan wie de server beheert.</translation>
    </message>
    <message>
        <source>The server&apos;s clock is right again. Nothing was lost.</source>
        <translation>De klok van de server klopt weer. Er is niets verloren gegaan.</translation>
    </message>
    <message>
        <source>Your shift is being closed…</source>
        <translation>Je dienst wordt gesloten…</translation>
    </message>
    <message>
        <source>The conversation with {0} is over. What you had not sent stands in its note.</source>
        <translation>Het gesprek met {0} is voorbij. Wat je nog niet had verstuurd, staat in de notitie erbij.</translation>
    </message>
    <message>
        <source>The server cannot store anything now. Your text is kept here.</source>
        <translation>De server kan nu niets bewaren. Je tekst staat nog hier.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Probeer opnieuw</translation>
    </message>
    <message>
        <source>A colleague</source>
        <translation>Een collega</translation>
    </message>
    <message>
        <source>A request in the name of {0} could not be verified and was declined. Ask them by another way.</source>
        <translation>Een vraag namens {0} kon niet worden gecontroleerd en is geweigerd. Vraag het langs een andere weg.</translation>
    </message>
    <message>
        <source>Someone in this conversation could not be verified. Call a coordinator before you go on.</source>
        <translation>Iemand in dit gesprek kon niet worden gecontroleerd. Bel een coördinator voor je verdergaat.</translation>
    </message>
    <message>
        <source>The keys of this conversation changed. Your line goes again by itself.</source>
        <translation>De sleutels van dit gesprek zijn vernieuwd. Je regel gaat vanzelf opnieuw.</translation>
    </message>
    <message>
        <source>This set-up code is unknown or used. Make the helpline anew.</source>
        <translation>Deze startcode is onbekend of al gebruikt. Maak de hulplijn opnieuw aan.</translation>
    </message>
    <message>
        <source>The server cannot store anything now. Try again in a moment.</source>
        <translation>De server kan nu niets bewaren. Probeer het straks opnieuw.</translation>
    </message>
    <message>
        <source>This computer&apos;s key store no longer knows you. Ask a coordinator for a new code.</source>
        <translation>De sleutelbos van deze computer kent je niet meer. Vraag een coördinator om een nieuwe code.</translation>
    </message>
    <message>
        <source>There is no helpline at this address yet. Check the address.</source>
        <translation>Op dit adres is nog geen hulplijn. Kijk het adres na.</translation>
    </message>
    <message>
        <source>That is another helpline&apos;s server. Check the address.</source>
        <translation>Dat is de server van een andere hulplijn. Kijk het adres na.</translation>
    </message>
    <message>
        <source>This computer&apos;s key store did not work. Start the computer anew and try again.</source>
        <translation>De sleutelbos van deze computer werkte niet. Start de computer opnieuw en probeer het nog eens.</translation>
    </message>
    <message>
        <source>This computer&apos;s key store is locked. Open it and try again.</source>
        <translation>De sleutelbos van deze computer is op slot. Open hem en probeer het opnieuw.</translation>
    </message>
    <message>
        <source>What this computer&apos;s key store kept is damaged. Ask a coordinator for a new code.</source>
        <translation>Wat de sleutelbos van deze computer bewaarde, is beschadigd. Vraag een coördinator om een nieuwe code.</translation>
    </message>
    <message>
        <source>You have as many conversations as you chose. Change your limit to take another.</source>
        <translation>Je hebt zoveel gesprekken als je koos. Verander je grens om er nog een aan te nemen.</translation>
    </message>
    <message>
        <source>No coordinator is on shift now. Call the number your helpline gave you.</source>
        <translation>Er heeft nu geen coördinator dienst. Bel het nummer dat je van je hulplijn kreeg.</translation>
    </message>
    <message>
        <source>That colleague is no longer on shift.</source>
        <translation>Die collega heeft geen dienst meer.</translation>
    </message>
    <message>
        <source>The helpline is closed now.</source>
        <translation>De hulplijn is nu gesloten.</translation>
    </message>
    <message>
        <source>You are on a pause. End it to take someone.</source>
        <translation>Je hebt pauze. Beëindig die om iemand aan te nemen.</translation>
    </message>
    <message>
        <source>The helpline is full now.</source>
        <translation>De hulplijn is nu vol.</translation>
    </message>
    <message>
        <source>A key for this week is missing, so the line is closed. Tell a coordinator.</source>
        <translation>Een sleutel voor deze week ontbreekt, daarom is de lijn dicht. Zeg het een coördinator.</translation>
    </message>
    <message>
        <source>That is not possible just now.</source>
        <translation>Dat kan nu even niet.</translation>
    </message>
    <message>
        <source>Your role may not do that.</source>
        <translation>Je rol mag dat niet.</translation>
    </message>
    <message>
        <source>That conversation is over.</source>
        <translation>Dat gesprek is voorbij.</translation>
    </message>
    <message>
        <source>That conversation is no longer there.</source>
        <translation>Dat gesprek is er niet meer.</translation>
    </message>
    <message>
        <source>That went too fast for the server. It goes on by itself in a moment.</source>
        <translation>Dat ging te snel voor de server. Het gaat zo vanzelf verder.</translation>
    </message>
    <message>
        <source>That text is too long for one line. Send it in parts.</source>
        <translation>Die tekst is te lang voor één regel. Stuur hem in delen.</translation>
    </message>
    <message>
        <source>That text holds characters that cannot be sent. It still stands in the box.</source>
        <translation>In die tekst staan tekens die niet verstuurd kunnen worden. Hij staat nog in het vak.</translation>
    </message>
    <message>
        <source>The visitor&apos;s browser is not ready yet. Your line waits here.</source>
        <translation>De browser van de bezoeker is nog niet klaar. Je regel wacht hier.</translation>
    </message>
    <message>
        <source>There is no connection. What you write stays here and goes when it is back.</source>
        <translation>Er is geen verbinding. Wat je schrijft, blijft hier en gaat weg zodra de verbinding terug is.</translation>
    </message>
    <message>
        <source>The console is behind. Wait a moment and do it again.</source>
        <translation>Luwte loopt achter. Wacht even en doe het nog eens.</translation>
    </message>
    <message>
        <source>This computer has no key store that works. Ask a coordinator for help.</source>
        <translation>Deze computer heeft geen sleutelbos die werkt. Vraag een coördinator om hulp.</translation>
    </message>
    <message>
        <source>The server is stopping for a moment. You are reconnected by itself.</source>
        <translation>De server stopt even. Je wordt vanzelf weer verbonden.</translation>
    </message>
    <message>
        <source>Your certificate does not hold any more. Ask a coordinator to renew it.</source>
        <translation>Je certificaat geldt niet meer. Vraag een coördinator om het te vernieuwen.</translation>
    </message>
    <message>
        <source>That did not work. Check the password, or ask a coordinator for a new code.</source>
        <translation>Dat lukte niet. Kijk het wachtwoord na, of vraag een coördinator om een nieuwe code.</translation>
    </message>
    <message>
        <source>Those six figures are not right, or just expired. Use the newest ones.</source>
        <translation>Die zes cijfers kloppen niet of zijn net verlopen. Gebruik de nieuwste.</translation>
    </message>
    <message>
        <source>This code is unknown, used or older than a day. Ask a coordinator for a new one.</source>
        <translation>Deze code is onbekend, gebruikt of ouder dan een dag. Vraag een coördinator om een nieuwe.</translation>
    </message>
    <message>
        <source>This is not a whole code. Check that you copied all of it.</source>
        <translation>Dit is geen hele code. Kijk of je alles hebt gekopieerd.</translation>
    </message>
    <message>
        <source>This password is too short. Use at least twelve characters.</source>
        <translation>Dit wachtwoord is te kort. Gebruik minstens twaalf tekens.</translation>
    </message>
    <message>
        <source>You have a shift on another computer.</source>
        <translation>Je hebt een dienst op een andere computer.</translation>
    </message>
    <message>
        <source>That is not the password.</source>
        <translation>Dat is het wachtwoord niet.</translation>
    </message>
    <message>
        <source>This console and the server have different versions. Update the console.</source>
        <translation>Luwte en de server hebben verschillende versies. Werk Luwte bij.</translation>
    </message>
    <message>
        <source>The server did not understand the console. Update the console.</source>
        <translation>De server begreep Luwte niet. Werk Luwte bij.</translation>
    </message>
    <message>
        <source>The house policy changed meanwhile. Do it again.</source>
        <translation>Het huisbeleid is intussen veranderd. Doe het nog eens.</translation>
    </message>
    <message>
        <source>The server does not answer. Check your connection.</source>
        <translation>De server antwoordt niet. Kijk je verbinding na.</translation>
    </message>
    <message>
        <source>That address is not secured. It has to begin with https.</source>
        <translation>Dat adres is niet beveiligd. Het moet met https beginnen.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is wrong. Set it right, then connect again.</source>
        <translation>De klok van deze computer loopt verkeerd. Zet die goed en verbind opnieuw.</translation>
    </message>
    <message>
        <source>A colleague&apos;s word could not be read. Ask them to say it again.</source>
        <translation>Een bericht van een collega was niet te lezen. Vraag het nog eens.</translation>
    </message>
    <message>
        <source>That needs the recovery kit of your helpline.</source>
        <translation>Daarvoor is de herstelset van je hulplijn nodig.</translation>
    </message>
    <message>
        <source>A file of this console is damaged. Ask a coordinator for a new code.</source>
        <translation>Een bestand van Luwte is beschadigd. Vraag een coördinator om een nieuwe code.</translation>
    </message>
    <message>
        <source>This console is older than its files. Update it.</source>
        <translation>Deze versie van Luwte is ouder dan de bestanden hier. Werk Luwte bij.</translation>
    </message>
    <message>
        <source>The console cannot write to its folder on this computer.</source>
        <translation>Luwte kan op deze computer niet in de eigen map schrijven.</translation>
    </message>
    <message>
        <source>This computer&apos;s key store does not answer. Nothing is lost; try again.</source>
        <translation>De sleutelbos van deze computer antwoordt niet. Er is niets verloren; probeer het opnieuw.</translation>
    </message>
    <message>
        <source>Your notes of before can no longer be opened: their key is gone. They have been destroyed.</source>
        <translation>Je notities van daarvoor kunnen niet meer open: hun sleutel is weg. Ze zijn vernietigd.</translation>
    </message>
    <message>
        <source>The file of your notes was damaged. It has been destroyed.</source>
        <translation>Het bestand met je notities was beschadigd. Het is vernietigd.</translation>
    </message>
    <message>
        <source>The file of your notes does not open with the keys at hand.</source>
        <translation>Het bestand met je notities gaat niet open met de sleutels die er zijn.</translation>
    </message>
    <message>
        <source>This computer&apos;s disk is full or refuses. Make room, then try again.</source>
        <translation>De schijf van deze computer is vol of weigert. Maak ruimte en probeer het opnieuw.</translation>
    </message>
    <message>
        <source>Another program holds the file of your notes. Close it, then try again.</source>
        <translation>Een ander programma houdt het bestand met je notities vast. Sluit het en probeer het opnieuw.</translation>
    </message>
    <message>
        <source>Luwte is already open on this computer. Go on in that window.</source>
        <translation>Luwte staat al open op deze computer. Ga verder in dat venster.</translation>
    </message>
    <message>
        <source>Luwte was started anew before this line left. Send it again if it still fits.</source>
        <translation>Luwte is opnieuw gestart voordat deze regel weg was. Stuur hem opnieuw als hij nog past.</translation>
    </message>
    <message>
        <source>Nobody else is on shift now. Your line was not sent.</source>
        <translation>Er heeft nu niemand anders dienst. Je regel is niet verstuurd.</translation>
    </message>
    <message>
        <source>That note is full. Go on in another one or in the pad.</source>
        <translation>Die notitie is vol. Ga verder in een andere of op het kladblok.</translation>
    </message>
    <message>
        <source>This computer&apos;s disk refuses. What you registered waits in memory: keep Luwte open until your shift has ended.</source>
        <translation>De schijf van deze computer weigert. Wat je registreerde, wacht in het geheugen: laat Luwte open tot je dienst voorbij is.</translation>
    </message>
    <message>
        <source>That registration has left already. It counts as it was.</source>
        <translation>Die registratie is al verstuurd en telt mee zoals ze was.</translation>
    </message>
    <message>
        <source>There is no room left for registrations on this computer. What you registered waits in memory: keep Luwte open until your shift has ended.</source>
        <translation>Op deze computer is geen ruimte meer voor registraties. Wat je registreerde, wacht in het geheugen: laat Luwte open tot je dienst voorbij is.</translation>
    </message>
    <message numerus="yes">
        <source>Your access runs for %n more day(s). Ask whoever keeps the recovery kit to run: luwte admin renew --kit FOLDER.</source>
        <translation>
            <numerusform>Je toegang loopt nog %n dag. Vraag wie de herstelset bewaart om dit uit te voeren: luwte admin renew --kit MAP.</numerusform>
            <numerusform>Je toegang loopt nog %n dagen. Vraag wie de herstelset bewaart om dit uit te voeren: luwte admin renew --kit MAP.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your own certificate ends in %n day(s). Ask whoever keeps the recovery kit to run: luwte admin renew --kit FOLDER. After that, run: luwte admin keys --again.</source>
        <translation>
            <numerusform>Je eigen certificaat loopt over %n dag af. Vraag wie de herstelset bewaart om dit uit te voeren: luwte admin renew --kit MAP. Voer daarna zelf uit: luwte admin keys --again.</numerusform>
            <numerusform>Je eigen certificaat loopt over %n dagen af. Vraag wie de herstelset bewaart om dit uit te voeren: luwte admin renew --kit MAP. Voer daarna zelf uit: luwte admin keys --again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your access runs for %n more day(s). As soon as a coordinator is signed in too, it is extended by itself.</source>
        <translation>
            <numerusform>Je toegang loopt nog %n dag. Zodra er ook een coördinator aangemeld is, wordt die vanzelf verlengd.</numerusform>
            <numerusform>Je toegang loopt nog %n dagen. Zodra er ook een coördinator aangemeld is, wordt die vanzelf verlengd.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your colleague</source>
        <translation>Je collega</translation>
    </message>
    <message>
        <source>{0} is off shift now. Their notes can no longer be opened.</source>
        <translation>{0} heeft nu geen dienst meer. De notities kunnen niet meer open.</translation>
    </message>
    <message>
        <source>This conversation is full. End it; the visitor can begin a new one.</source>
        <translation>Dit gesprek is vol. Beëindig het; de bezoeker kan een nieuw gesprek beginnen.</translation>
    </message>
    <message>
        <source>That is too long. Make it shorter.</source>
        <translation>Dat is te lang. Maak het korter.</translation>
    </message>
    <message>
        <source>No new visitors come to you now. Take visitors again, then accept.</source>
        <translation>Er komen nu geen nieuwe bezoekers bij je. Neem weer bezoekers aan, dan kan het.</translation>
    </message>
    <message>
        <source>End or hand over your conversations first.</source>
        <translation>Beëindig eerst je gesprekken of draag ze over.</translation>
    </message>
    <message>
        <source>Renewing {0} needs the recovery kit of your helpline.</source>
        <translation>Om {0} te vernieuwen is de herstelset van je hulplijn nodig.</translation>
    </message>
    <message>
        <source>{0} does not ask for new keys any more.</source>
        <translation>{0} vraagt niet meer om nieuwe sleutels.</translation>
    </message>
    <message>
        <source>{0} was not renewed: the wish came with a certificate that was replaced. Let them sign in and ask again.</source>
        <translation>{0} is niet vernieuwd: de vraag kwam met een certificaat dat vervangen is. Laat je collega aanmelden en het opnieuw vragen.</translation>
    </message>
    <message>
        <source>The certificate of {0} ended before it was renewed. Give them a new code.</source>
        <translation>Het certificaat van {0} liep af voor het vernieuwd was. Geef een nieuwe code.</translation>
    </message>
    <message>
        <source>{0} was not renewed: their access has been ended.</source>
        <translation>{0} is niet vernieuwd: de toegang is beëindigd.</translation>
    </message>
    <message>
        <source>A wish in the name of {0} could not be verified, so nothing was renewed. Ask them by another way.</source>
        <translation>Een vraag namens {0} kon niet worden gecontroleerd, dus er is niets vernieuwd. Vraag het langs een andere weg.</translation>
    </message>
    <message>
        <source>The server refused the connection.</source>
        <translation>De server weigerde de verbinding.</translation>
    </message>
    <message>
        <source>That is not an address of a server.</source>
        <translation>Dat is geen adres van een server.</translation>
    </message>
    <message>
        <source>That did not work. Nothing was lost; do it again in a moment.</source>
        <translation>Dat lukte niet. Er ging niets verloren; doe het zo nog eens.</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbonden</translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>verbindt…</translation>
    </message>
    <message>
        <source>reconnecting…</source>
        <translation>verbindt opnieuw…</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>geen verbinding</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not valid, so nothing is sent. Tell a coordinator.</source>
        <translation>Het certificaat van de server is niet geldig, daarom gaat er niets weg. Zeg het een coördinator.</translation>
    </message>
    <message>
        <source>The connection dropped. Your text stays here and goes when it is back.</source>
        <translation>De verbinding viel weg. Je tekst blijft hier en gaat weg zodra de verbinding terug is.</translation>
    </message>
    <message>
        <source>Nobody is waiting. You will hear it.</source>
        <translation>Niemand wacht. Je hoort het als er iemand komt.</translation>
    </message>
    <message>
        <source>The line is closed.</source>
        <translation>De lijn is gesloten.</translation>
    </message>
    <message>
        <source>The line is closed. It opens at {0}.</source>
        <translation>De lijn is gesloten. Die gaat om {0} open.</translation>
    </message>
    <message>
        <source>The line is paused for new visitors.</source>
        <translation>De lijn staat op pauze voor nieuwe bezoekers.</translation>
    </message>
    <message>
        <source>Nobody can join the queue: it is full.</source>
        <translation>Niemand kan nu in de wachtrij: die is vol.</translation>
    </message>
    <message>
        <source>What it showed was not signed by your helpline.</source>
        <translation>Wat hij liet zien, is niet door je hulplijn ondertekend.</translation>
    </message>
    <message>
        <source>What it showed was signed by your helpline once, but holds no longer.</source>
        <translation>Wat hij liet zien, is ooit door je hulplijn ondertekend, maar geldt niet meer.</translation>
    </message>
    <message>
        <source>It let someone in whom your helpline does not know.</source>
        <translation>Hij liet iemand binnen die je hulplijn niet kent.</translation>
    </message>
    <message>
        <source>The lines of a conversation were changed on their way.</source>
        <translation>De regels van een gesprek zijn onderweg veranderd.</translation>
    </message>
    <message>
        <source>What it showed cannot be checked.</source>
        <translation>Wat hij liet zien, is niet te controleren.</translation>
    </message>
    <message>
        <source>{0} sent you a word. F4 shows it at the right.</source>
        <translation>{0} stuurde je een bericht. F4 toont het rechts.</translation>
    </message>
    <message>
        <source>Luwte speaks that language from the next start on.</source>
        <translation>Start Luwte opnieuw, dan is alles in die taal.</translation>
    </message>
    <message>
        <source>This conversation is kept longer.</source>
        <translation>Dit gesprek wordt langer bewaard.</translation>
    </message>
    <message>
        <source>The line is as you set it.</source>
        <translation>De lijn staat zoals je wilde.</translation>
    </message>
    <message>
        <source>Your new keys wait for a coordinator.</source>
        <translation>Je nieuwe sleutels wachten op een coördinator.</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Shortcuts</source>
        <translation>Sneltoetsen</translation>
    </message>
</context>
<context>
    <name>ShiftBands</name>
    <message>
        <source>Your shift was planned until {0}.</source>
        <translation>Je dienst was gepland tot {0}.</translation>
    </message>
    <message>
        <source>Go on until {0}</source>
        <translation>Ga door tot {0}</translation>
    </message>
    <message>
        <source>No new visitors come to you. Take leave of whom you talk with in your own time.</source>
        <translation>Er komen geen nieuwe bezoekers bij je. Rond rustig af met wie je nog praat.</translation>
    </message>
    <message>
        <source>No new visitors come to you. You can end your shift.</source>
        <translation>Er komen geen nieuwe bezoekers bij je. Je kunt je dienst beëindigen.</translation>
    </message>
    <message>
        <source>Take visitors again</source>
        <translation>Toch weer bezoekers</translation>
    </message>
    <message>
        <source>Your shift ends by itself at {0}. Hand over or end your conversations.</source>
        <translation>Je dienst eindigt vanzelf om {0}. Draag je gesprekken over of beëindig ze.</translation>
    </message>
    <message>
        <source>Your shift ends by itself at {0}.</source>
        <translation>Je dienst eindigt vanzelf om {0}.</translation>
    </message>
    <message>
        <source>No new visitors</source>
        <translation>Geen nieuwe bezoekers</translation>
    </message>
    <message>
        <source>Your shift ends in a few minutes, at {0}. Hand over or end your conversations now.</source>
        <translation>Je dienst eindigt over enkele minuten, om {0}. Draag je gesprekken nu over of beëindig ze.</translation>
    </message>
    <message>
        <source>Your shift ends in a few minutes, at {0}.</source>
        <translation>Je dienst eindigt over enkele minuten, om {0}.</translation>
    </message>
    <message>
        <source>This computer has no key store that works for notes: after a crash they cannot come back.</source>
        <translation>Deze computer heeft geen sleutelbos die werkt voor notities: stopt Luwte onverwacht, dan komen ze niet terug.</translation>
    </message>
    <message>
        <source>Your notes are not on the disk now: {0} They stay here while Luwte is open.</source>
        <translation>Je notities staan nu niet op de schijf: {0} Ze blijven hier zolang Luwte open is.</translation>
    </message>
    <message>
        <source>the disk is full or refuses.</source>
        <translation>de schijf is vol of weigert.</translation>
    </message>
    <message>
        <source>another program holds their file.</source>
        <translation>een ander programma houdt hun bestand vast.</translation>
    </message>
    <message>
        <source>another Luwte works in the same folder.</source>
        <translation>een andere Luwte werkt in dezelfde map.</translation>
    </message>
    <message>
        <source>their file was damaged.</source>
        <translation>hun bestand was beschadigd.</translation>
    </message>
    <message>
        <source>their file does not open.</source>
        <translation>hun bestand gaat niet open.</translation>
    </message>
    <message>
        <source>this computer&apos;s key store is locked.</source>
        <translation>de sleutelbos van deze computer is op slot.</translation>
    </message>
    <message>
        <source>this computer&apos;s key store did not work.</source>
        <translation>de sleutelbos van deze computer werkte niet.</translation>
    </message>
    <message>
        <source>this computer has no key store that works.</source>
        <translation>deze computer heeft geen sleutelbos die werkt.</translation>
    </message>
    <message>
        <source>their file could not be made.</source>
        <translation>hun bestand kon niet gemaakt worden.</translation>
    </message>
    <message>
        <source>End my shift</source>
        <translation>Beëindig mijn dienst</translation>
    </message>
</context>
<context>
    <name>ShiftButton</name>
    <message>
        <source>Until when I go on, and whether visitors still come (F7)</source>
        <translation>Tot wanneer ik doorga, en of er nog bezoekers komen (F7)</translation>
    </message>
    <message>
        <source>No new visitors, I am finishing</source>
        <translation>Geen nieuwe bezoekers, ik rond af</translation>
    </message>
    <message>
        <source>End my shift…</source>
        <translation>Beëindig mijn dienst…</translation>
    </message>
    <message>
        <source>finishing, until {0}</source>
        <translation>afronden, tot {0}</translation>
    </message>
    <message>
        <source>shift until {0}</source>
        <translation>dienst tot {0}</translation>
    </message>
    <message>
        <source>Until when do I go on?</source>
        <translation>Tot wanneer ga ik door?</translation>
    </message>
    <message>
        <source>Another time…</source>
        <translation>Een andere tijd…</translation>
    </message>
    <message>
        <source>{0}, the latest</source>
        <translation>{0}, uiterlijk</translation>
    </message>
</context>
<context>
    <name>ShiftSentences</name>
    <message>
        <source>End your shift?</source>
        <translation>Je dienst beëindigen?</translation>
    </message>
    <message>
        <source>End shift</source>
        <translation>Beëindig dienst</translation>
    </message>
    <message>
        <source>Stay on shift</source>
        <translation>Ga door</translation>
    </message>
    <message>
        <source>End your shift and close Luwte?</source>
        <translation>Je dienst beëindigen en Luwte sluiten?</translation>
    </message>
    <message>
        <source>End shift and close</source>
        <translation>Beëindig dienst en sluit</translation>
    </message>
    <message>
        <source>You take no new visitors any more. Hand each of them over, or end it with them.</source>
        <translation>Je neemt geen nieuwe bezoekers meer aan. Draag elk gesprek over, of rond het af.</translation>
    </message>
    <message>
        <source>Hand each of them over, or end it with them. Then your shift can end.</source>
        <translation>Draag elk gesprek over, of rond het af. Daarna kan je dienst eindigen.</translation>
    </message>
    <message numerus="yes">
        <source>%n visitor(s) still talk with you</source>
        <translation>
            <numerusform>%n bezoeker praat nog met je</numerusform>
            <numerusform>%n bezoekers praten nog met je</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no connection now: nobody can be handed over or told. Better wait until it is back.</source>
        <translation>Er is nu geen verbinding: overdragen of afronden kan niet. Wacht liever tot de verbinding terug is.</translation>
    </message>
    <message>
        <source>What is not registered is counted nowhere.</source>
        <translation>Wat niet geregistreerd is, telt nergens mee.</translation>
    </message>
    <message numerus="yes">
        <source>%n registration(s) still wait(s) for you</source>
        <translation>
            <numerusform>Er wacht nog %n registratie op je</numerusform>
            <numerusform>Er wachten nog %n registraties op je</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n registration(s) would be lost</source>
        <translation>
            <numerusform>%n registratie zou verloren gaan</numerusform>
            <numerusform>%n registraties zouden verloren gaan</numerusform>
        </translation>
    </message>
    <message>
        <source>Close all the same</source>
        <translation>Sluit toch</translation>
    </message>
    <message>
        <source>Keep Luwte open</source>
        <translation>Houd Luwte open</translation>
    </message>
    <message numerus="yes">
        <source>This computer&apos;s disk refuses %n registration(s), and the server could not be reached. Make room on the disk: Luwte goes on trying as long as it is open.</source>
        <translation>
            <numerusform>De schijf van deze computer weigert %n registratie, en de server was niet te bereiken. Maak ruimte op de schijf: Luwte blijft proberen zolang het open is.</numerusform>
            <numerusform>De schijf van deze computer weigert %n registraties, en de server was niet te bereiken. Maak ruimte op de schijf: Luwte blijft proberen zolang het open is.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n registration(s) still wait(s) for you too.</source>
        <translation>
            <numerusform>Er wacht ook nog %n registratie op je.</numerusform>
            <numerusform>Er wachten ook nog %n registraties op je.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n registration(s) you have not sent is (are) counted nowhere.</source>
        <translation>
            <numerusform>%n registratie die je niet verstuurde, telt nergens mee.</numerusform>
            <numerusform>%n registraties die je niet verstuurde, tellen nergens mee.</numerusform>
        </translation>
    </message>
    <message>
        <source>To the registration</source>
        <translation>Naar de registratie</translation>
    </message>
    <message>
        <source>No new visitors</source>
        <translation>Geen nieuwe bezoekers</translation>
    </message>
    <message>
        <source>Keep talking</source>
        <translation>Praat verder</translation>
    </message>
    <message>
        <source>End all the same and close…</source>
        <translation>Beëindig toch en sluit…</translation>
    </message>
    <message>
        <source>End all the same…</source>
        <translation>Beëindig toch…</translation>
    </message>
    <message numerus="yes">
        <source>%n visitor(s) come to the head of the queue, where a colleague can take over.</source>
        <translation>
            <numerusform>%n bezoeker komt vooraan in de wachtrij; een collega kan overnemen.</numerusform>
            <numerusform>%n bezoekers komen vooraan in de wachtrij; een collega kan overnemen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There is no connection: %n visitor(s) see that you are away, and come to the head of the queue after a while.</source>
        <translation>
            <numerusform>Er is geen verbinding: %n bezoeker ziet dat je weg bent en komt na een tijdje vooraan in de wachtrij.</numerusform>
            <numerusform>Er is geen verbinding: %n bezoekers zien dat je weg bent en komen na een tijdje vooraan in de wachtrij.</numerusform>
        </translation>
    </message>
    <message>
        <source>Lines that were not sent are lost.</source>
        <translation>Regels die niet verstuurd zijn, gaan verloren.</translation>
    </message>
    <message>
        <source>End your shift while people talk with you?</source>
        <translation>Je dienst beëindigen terwijl er iemand met je praat?</translation>
    </message>
    <message>
        <source>End all the same</source>
        <translation>Beëindig toch</translation>
    </message>
    <message>
        <source>End that shift and wipe it?</source>
        <translation>Die dienst beëindigen en wissen?</translation>
    </message>
    <message>
        <source>Its notes and drafts are destroyed unread. Nobody can bring them back.</source>
        <translation>De notities en concepten worden ongelezen vernietigd. Niemand kan ze terughalen.</translation>
    </message>
    <message>
        <source>End and wipe</source>
        <translation>Beëindig en wis</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Bewaar hem</translation>
    </message>
    <message>
        <source>Unlock first. Then you can end your shift and close Luwte.</source>
        <translation>Haal Luwte eerst van slot. Daarna kun je je dienst beëindigen en Luwte sluiten.</translation>
    </message>
    <message>
        <source>Your shift still runs on this computer, until {0}. Sign in to go on.</source>
        <translation>Je dienst loopt nog op deze computer, tot {0}. Meld je aan om verder te gaan.</translation>
    </message>
    <message>
        <source>Luwte stopped before your shift was closed. Your notes and drafts are still here.</source>
        <translation>Luwte stopte voordat je dienst gesloten was. Je notities en concepten zijn er nog.</translation>
    </message>
    <message>
        <source>Luwte stopped before your shift was closed. It runs until {0}, and your notes and drafts are still here.</source>
        <translation>Luwte stopte voordat je dienst gesloten was. Die loopt tot {0}, en je notities en concepten zijn er nog.</translation>
    </message>
    <message>
        <source>You went on at another computer.</source>
        <translation>Je ging verder op een andere computer.</translation>
    </message>
    <message>
        <source>A coordinator ended your access.</source>
        <translation>Een coördinator heeft je toegang beëindigd.</translation>
    </message>
    <message>
        <source>A coordinator ended your shift.</source>
        <translation>Een coördinator heeft je dienst beëindigd.</translation>
    </message>
    <message>
        <source>Your shift reached its latest end.</source>
        <translation>Je dienst is vanzelf geëindigd: langer kan niet.</translation>
    </message>
    <message>
        <source>Nothing opens your notes any more.</source>
        <translation>Niets krijgt je notities nog open.</translation>
    </message>
    <message>
        <source>Your notes no longer exist.</source>
        <translation>Je notities bestaan niet meer.</translation>
    </message>
    <message>
        <source>Your notes could not be destroyed yet.</source>
        <translation>Je notities konden nog niet vernietigd worden.</translation>
    </message>
    <message>
        <source>Your notes were removed here, but their key is not gone yet.</source>
        <translation>Je notities zijn hier verwijderd, maar hun sleutel is nog niet weg.</translation>
    </message>
    <message>
        <source>Thank you.</source>
        <translation>Dank je wel.</translation>
    </message>
    <message>
        <source>Destroyed at {0}</source>
        <translation>Vernietigd om {0}</translation>
    </message>
    <message>
        <source>What happened at {0}</source>
        <translation>Wat er om {0} gebeurde</translation>
    </message>
    <message numerus="yes">
        <source>What this computer could read of %n conversation(s)</source>
        <translation>
            <numerusform>Wat deze computer van %n gesprek kon lezen</numerusform>
            <numerusform>Wat deze computer van %n gesprekken kon lezen</numerusform>
        </translation>
    </message>
    <message>
        <source>This computer&apos;s half of the key</source>
        <translation>De helft van de sleutel op deze computer</translation>
    </message>
    <message>
        <source>The server&apos;s half of the key</source>
        <translation>De helft van de sleutel bij de server</translation>
    </message>
    <message numerus="yes">
        <source>%n registration(s) was (were) sent, among others</source>
        <translation>
            <numerusform>%n registratie is verstuurd, tussen andere</numerusform>
            <numerusform>%n registraties zijn verstuurd, tussen andere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n registration(s) wait(s) here until you sign in again</source>
        <translation>
            <numerusform>%n registratie wacht hier tot je je weer aanmeldt</numerusform>
            <numerusform>%n registraties wachten hier tot je je weer aanmeldt</numerusform>
        </translation>
    </message>
    <message>
        <source>Whoever has this computer could open what a disk may have kept. Tell a coordinator.</source>
        <translation>Wie deze computer heeft, kan misschien openen wat de schijf bewaarde. Zeg het een coördinator.</translation>
    </message>
    <message>
        <source>Until {0}, whoever has this computer could open what a disk may have kept. Tell a coordinator.</source>
        <translation>Tot {0} kan wie deze computer heeft misschien openen wat de schijf bewaarde. Zeg het een coördinator.</translation>
    </message>
    <message>
        <source>A disk may keep old pieces, whatever is written over them. The key is gone; without it they are noise.</source>
        <translation>Een schijf kan oude stukken bewaren, wat je er ook overheen schrijft. De sleutel is weg; zonder die sleutel is er niets van te lezen.</translation>
    </message>
    <message>
        <source>Luwte closes by itself at {0}.</source>
        <translation>Luwte sluit vanzelf om {0}.</translation>
    </message>
    <message numerus="yes">
        <source>Your %n note(s) and the key of this shift are destroyed. Nobody can bring them back.</source>
        <translation>
            <numerusform>Je notitie en de sleutel van deze dienst worden vernietigd. Niemand kan ze terughalen.</numerusform>
            <numerusform>Je %n notities en de sleutel van deze dienst worden vernietigd. Niemand kan ze terughalen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The key of this shift is destroyed. You can begin another one afterwards.</source>
        <translation>De sleutel van deze dienst wordt vernietigd. Je kunt daarna een nieuwe beginnen.</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n notitie</numerusform>
            <numerusform>%n notities</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s)</source>
        <translation>
            <numerusform>%n concept</numerusform>
            <numerusform>%n concepten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unsent line(s)</source>
        <translation>
            <numerusform>%n niet verstuurde regel</numerusform>
            <numerusform>%n niet verstuurde regels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open registration(s)</source>
        <translation>
            <numerusform>%n open registratie</numerusform>
            <numerusform>%n open registraties</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} and {1}</source>
        <translation>{0} en {1}</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n bestand</numerusform>
            <numerusform>%n bestanden</numerusform>
        </translation>
    </message>
    <message>
        <source>removed, but the disk refused to overwrite</source>
        <translation>verwijderd, maar de schijf liet niet overschrijven</translation>
    </message>
    <message>
        <source>overwritten and removed</source>
        <translation>overschreven en verwijderd</translation>
    </message>
    <message>
        <source>A file could not be removed. Restart the computer.</source>
        <translation>Een bestand kon niet verwijderd worden. Start de computer opnieuw.</translation>
    </message>
    <message>
        <source>The folder of Luwte could not be read.</source>
        <translation>De map van Luwte kon niet gelezen worden.</translation>
    </message>
    <message>
        <source>Something could not be removed from the disk.</source>
        <translation>Iets kon niet van de schijf verwijderd worden.</translation>
    </message>
    <message>
        <source>it is locked</source>
        <translation>die is op slot</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>die is er niet</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>die is beschadigd</translation>
    </message>
    <message>
        <source>This computer&apos;s half of the key is still in its key store: {0}.</source>
        <translation>De helft van de sleutel op deze computer zit nog in de sleutelbos: {0}.</translation>
    </message>
    <message>
        <source>This computer&apos;s half of the key is still in its key store: it did not answer.</source>
        <translation>De helft van de sleutel op deze computer zit nog in de sleutelbos: die antwoordde niet.</translation>
    </message>
    <message>
        <source>The server could not be told yet. It lets its half go when the shift&apos;s time is up.</source>
        <translation>De server weet het nog niet. Die laat zijn helft los als de tijd van de dienst om is.</translation>
    </message>
    <message>
        <source>The server could not be told yet. It lets its half go by itself, at {0} at the latest.</source>
        <translation>De server weet het nog niet. Die laat zijn helft vanzelf los, uiterlijk om {0}.</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Accept who waits longest</source>
        <translation>Neem aan wie het langst wacht</translation>
    </message>
    <message>
        <source>Next conversation</source>
        <translation>Volgend gesprek</translation>
    </message>
    <message>
        <source>Previous conversation</source>
        <translation>Vorig gesprek</translation>
    </message>
    <message>
        <source>Find one of my conversations</source>
        <translation>Zoek een van mijn gesprekken</translation>
    </message>
    <message>
        <source>Send the reply</source>
        <translation>Stuur het antwoord</translation>
    </message>
    <message>
        <source>New line in the reply</source>
        <translation>Nieuwe regel in het antwoord</translation>
    </message>
    <message>
        <source>Where a word begins: insert a reply or a referral</source>
        <translation>Waar een woord begint: een antwoord of verwijzing invoegen</translation>
    </message>
    <message>
        <source>Spelling of the word at the caret</source>
        <translation>Spelling van het woord bij de cursor</translation>
    </message>
    <message>
        <source>Take back a line that has not left</source>
        <translation>Neem een regel terug die nog niet weg is</translation>
    </message>
    <message>
        <source>To the reply box</source>
        <translation>Naar het antwoordvak</translation>
    </message>
    <message>
        <source>To the lines: arrows read them, Ctrl+C copies one</source>
        <translation>Naar de regels: pijltjes lezen, Ctrl+C kopieert er een</translation>
    </message>
    <message>
        <source>Search in this conversation</source>
        <translation>Zoek in dit gesprek</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Overdragen</translation>
    </message>
    <message>
        <source>Ask a colleague along</source>
        <translation>Vraag een collega mee</translation>
    </message>
    <message>
        <source>Call a coordinator</source>
        <translation>Roep een coördinator</translation>
    </message>
    <message>
        <source>End the conversation</source>
        <translation>Beëindig het gesprek</translation>
    </message>
    <message>
        <source>Register: to a form that waits, else a new one</source>
        <translation>Registreren: naar een formulier dat wacht, of een nieuw</translation>
    </message>
    <message>
        <source>To my notes, and back to the reply</source>
        <translation>Naar mijn notities, en terug naar het antwoord</translation>
    </message>
    <message>
        <source>To the team room</source>
        <translation>Naar de teamkamer</translation>
    </message>
    <message>
        <source>To readers, keeping and words to a colleague</source>
        <translation>Naar wie meeleest, hoelang het bewaard wordt en berichten aan een collega</translation>
    </message>
    <message>
        <source>Search in the notes of this shift</source>
        <translation>Zoek in de notities van deze dienst</translation>
    </message>
    <message>
        <source>In a registration</source>
        <translation>In een registratie</translation>
    </message>
    <message>
        <source>In the figures</source>
        <translation>In de cijfers</translation>
    </message>
    <message>
        <source>All themes; letters find one</source>
        <translation>Alle thema&apos;s; letters vinden er een</translation>
    </message>
    <message>
        <source>To the next question</source>
        <translation>Naar de volgende vraag</translation>
    </message>
    <message>
        <source>Register it</source>
        <translation>Registreer</translation>
    </message>
    <message>
        <source>Leave it for later</source>
        <translation>Doe het later</translation>
    </message>
    <message>
        <source>The table behind a chart, and back</source>
        <translation>De tabel achter een grafiek, en terug</translation>
    </message>
    <message>
        <source>Back, and forget what was opened</source>
        <translation>Terug, en vergeet wat geopend is</translation>
    </message>
    <message>
        <source>In a note: tick box on this line</source>
        <translation>In een notitie: vakje op deze regel</translation>
    </message>
    <message>
        <source>To a colleague&apos;s request, or what a notice offers</source>
        <translation>Naar de vraag van een collega, of wat een melding aanbiedt</translation>
    </message>
    <message>
        <source>In a note: the time</source>
        <translation>In een notitie: de tijd</translation>
    </message>
    <message>
        <source>Show or hide the pane at the right</source>
        <translation>Toon of verberg het paneel rechts</translation>
    </message>
    <message>
        <source>My shift: until when, no new visitors</source>
        <translation>Mijn dienst: tot wanneer, geen nieuwe bezoekers</translation>
    </message>
    <message>
        <source>Begin or end a pause</source>
        <translation>Begin of beëindig een pauze</translation>
    </message>
    <message>
        <source>Hide everything</source>
        <translation>Verberg alles</translation>
    </message>
    <message>
        <source>At once out of sight, and locked</source>
        <translation>Meteen uit beeld en op slot</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>Dit blad</translation>
    </message>
</context>
<context>
    <name>SideBar</name>
    <message>
        <source>Accept</source>
        <translation>Aannemen</translation>
    </message>
    <message>
        <source>Take who waits longest (Ctrl+Enter)</source>
        <translation>Neem aan wie het langst wacht (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wie wacht</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Mijn gesprekken</translation>
    </message>
    <message>
        <source>Nobody goes by that nickname.</source>
        <translation>Niemand heeft die schuilnaam.</translation>
    </message>
    <message>
        <source>Who you accept appears here.</source>
        <translation>Wie je aanneemt, staat hier.</translation>
    </message>
    <message>
        <source>Colleagues</source>
        <translation>Collega&apos;s</translation>
    </message>
    <message>
        <source>Nobody else is on shift.</source>
        <translation>Er heeft niemand anders dienst.</translation>
    </message>
    <message>
        <source>You are on a pause: no alarm, no new visitor.</source>
        <translation>Je hebt pauze: geen oproep, geen nieuwe bezoeker.</translation>
    </message>
    <message>
        <source>No new visitors come to you.</source>
        <translation>Er komen geen nieuwe bezoekers bij je.</translation>
    </message>
    <message>
        <source>Nobody is sent to you while you rest.</source>
        <translation>Terwijl je bijkomt, komt er niemand bij je.</translation>
    </message>
    <message>
        <source>You chose not to see who waits.</source>
        <translation>Je koos ervoor niet te zien wie er wacht.</translation>
    </message>
    <message>
        <source>Someone is waiting.</source>
        <translation>Er wacht iemand.</translation>
    </message>
    <message>
        <source>{0} of {1} colleagues free</source>
        <translation>{0} van {1} collega&apos;s vrij</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Good to see you</source>
        <translation>Fijn dat je er bent</translation>
    </message>
    <message>
        <source>Sign in with your password to begin.</source>
        <translation>Meld je aan met je wachtwoord om te beginnen.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Wachtwoord</translation>
    </message>
    <message>
        <source>Six figures from your phone</source>
        <translation>Zes cijfers van je telefoon</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Meld je aan</translation>
    </message>
    <message>
        <source>Good to see you, {0}</source>
        <translation>Fijn dat je er bent, {0}</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Een ogenblik…</translation>
    </message>
</context>
<context>
    <name>SilenceBar</name>
    <message>
        <source>Ask gently</source>
        <translation>Vraag zachtjes</translation>
    </message>
    <message>
        <source>Sends the question your helpline wrote for this</source>
        <translation>Stuurt de vraag die je hulplijn hiervoor schreef</translation>
    </message>
    <message>
        <source>Close with a kind word</source>
        <translation>Sluit vriendelijk af</translation>
    </message>
    <message>
        <source>It has been quiet for a while.</source>
        <translation>Het is al een tijdje stil.</translation>
    </message>
    <message>
        <source>Your question got no answer. You may close the conversation.</source>
        <translation>Je vraag kreeg geen antwoord. Je mag het gesprek afsluiten.</translation>
    </message>
</context>
<context>
    <name>SpellingHelp</name>
    <message>
        <source>Spelling</source>
        <translation>Spelling</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antwoord</translation>
    </message>
    <message>
        <source>No suggestions</source>
        <translation>Geen suggesties</translation>
    </message>
    <message>
        <source>Leave this word as it is</source>
        <translation>Laat dit woord zo</translation>
    </message>
</context>
<context>
    <name>StillTalking</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>en nog %n</numerusform>
            <numerusform>en nog %n</numerusform>
        </translation>
    </message>
    <message>
        <source>If it cannot wait:</source>
        <translation>Als het niet kan wachten:</translation>
    </message>
</context>
<context>
    <name>TabStrip</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n nieuw</numerusform>
            <numerusform>%n nieuw</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TeamDelegate</name>
    <message>
        <source>You</source>
        <translation>Jij</translation>
    </message>
    <message>
        <source>A colleague</source>
        <translation>Een collega</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>onderweg</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>verstuurd</translation>
    </message>
    <message>
        <source>not sent · say again</source>
        <translation>niet verstuurd · zeg opnieuw</translation>
    </message>
</context>
<context>
    <name>TeamRoom</name>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Sealed to who is on shift now. Gone afterwards.</source>
        <translation>Verzegeld voor wie nu dienst heeft. Daarna weg.</translation>
    </message>
    <message>
        <source>Say it to everybody on shift</source>
        <translation>Zeg het aan iedereen die dienst heeft</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>A colleague</source>
        <translation>Een collega</translation>
    </message>
    <message>
        <source>To the team</source>
        <translation>Aan het team</translation>
    </message>
    <message>
        <source>Nobody else is on shift</source>
        <translation>Niemand anders heeft dienst</translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) too long.</source>
        <translation>
            <numerusform>%n teken te lang.</numerusform>
            <numerusform>%n tekens te lang.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing said yet. What you say here, your team reads.</source>
        <translation>Nog niets gezegd. Wat je hier zegt, leest je team.</translation>
    </message>
    <message>
        <source>Nobody else is on shift now. Who comes later cannot read back.</source>
        <translation>Niemand anders heeft nu dienst. Wie later komt, kan niet teruglezen.</translation>
    </message>
</context>
<context>
    <name>TextField</name>
    <message numerus="yes">
        <source>%n character(s) too many</source>
        <translation>
            <numerusform>%n teken te veel</numerusform>
            <numerusform>%n tekens te veel</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} van {1}</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>To what is still to be registered (Ctrl+R)</source>
        <translation>Naar wat nog geregistreerd moet worden (Ctrl+R)</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pauze</translation>
    </message>
    <message>
        <source>Pause: no alarm, no new visitor (F8)</source>
        <translation>Pauze: geen oproep, geen nieuwe bezoeker (F8)</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Op slot</translation>
    </message>
    <message>
        <source>Hide everything (Ctrl+L)</source>
        <translation>Verberg alles (Ctrl+L)</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>What you can choose (F10)</source>
        <translation>Wat je kunt kiezen (F10)</translation>
    </message>
    <message>
        <source>End pause</source>
        <translation>Einde pauze</translation>
    </message>
    <message numerus="yes">
        <source>%n registration(s)</source>
        <translation>
            <numerusform>%n registratie</numerusform>
            <numerusform>%n registraties</numerusform>
        </translation>
    </message>
    <message>
        <source>What I see of the queue</source>
        <translation>Wat ik van de wachtrij zie</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Niets</translation>
    </message>
    <message>
        <source>That someone waits</source>
        <translation>Dat er iemand wacht</translation>
    </message>
    <message>
        <source>Everyone who waits</source>
        <translation>Iedereen die wacht</translation>
    </message>
    <message>
        <source>Conversations at once</source>
        <translation>Gesprekken tegelijk</translation>
    </message>
    <message>
        <source>Sound when someone waits</source>
        <translation>Geluid als er iemand wacht</translation>
    </message>
    <message>
        <source>Hold every line, so that I can take it back</source>
        <translation>Elke regel vasthouden, zodat ik hem kan terugnemen</translation>
    </message>
    <message>
        <source>Help with Dutch spelling</source>
        <translation>Help bij Nederlandse spelling</translation>
    </message>
    <message>
        <source>Housemate mode: cover this when I look elsewhere</source>
        <translation>Huisgenootmodus: dek dit af als ik elders kijk</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Licht of donker</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Zoals het systeem</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Licht</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Donker</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Tekstgrootte</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Taal</translation>
    </message>
    <message>
        <source>Pause the line for new visitors</source>
        <translation>Zet de lijn op pauze voor nieuwe bezoekers</translation>
    </message>
    <message>
        <source>Register a contact…</source>
        <translation>Registreer een contact…</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Cijfers</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Sneltoetsen</translation>
    </message>
    <message>
        <source>Guide for the first shift</source>
        <translation>Wegwijzer voor je eerste dienst</translation>
    </message>
    <message>
        <source>End my shift…</source>
        <translation>Beëindig mijn dienst…</translation>
    </message>
</context>
<context>
    <name>TotpPage</name>
    <message>
        <source>A second key for your sign-in</source>
        <translation>Een tweede sleutel voor je aanmelding</translation>
    </message>
    <message>
        <source>Scan this with an authenticator app on your phone. It then shows six figures that change.</source>
        <translation>Scan dit met een authenticator-app op je telefoon. Die toont dan zes cijfers die steeds veranderen.</translation>
    </message>
    <message>
        <source>Square for the authenticator app; the same in letters stands below</source>
        <translation>Vierkant voor de authenticator-app; hetzelfde in letters staat eronder</translation>
    </message>
    <message>
        <source>No camera? Type this into the app:</source>
        <translation>Geen camera? Typ dit in de app:</translation>
    </message>
    <message>
        <source>The six figures it shows now</source>
        <translation>De zes cijfers die nu te zien zijn</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Klaar</translation>
    </message>
</context>
<context>
    <name>TranscriptView</name>
    <message>
        <source>Conversation</source>
        <translation>Gesprek</translation>
    </message>
    <message>
        <source>Newest line</source>
        <translation>Nieuwste regel</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieer</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Neem terug</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Stuur nu</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Probeer opnieuw</translation>
    </message>
</context>
<context>
    <name>WordDialog</name>
    <message>
        <source>Ask for a word</source>
        <translation>Vraag om even te praten</translation>
    </message>
    <message>
        <source>Only the colleague you choose can read this.</source>
        <translation>Alleen de collega die je kiest kan dit lezen.</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Vraag</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nu niet</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>Collega</translation>
    </message>
    <message>
        <source>What you say</source>
        <translation>Wat je zegt</translation>
    </message>
    <message>
        <source>Do you have a moment for me? I just had a heavy conversation and would like a short word.</source>
        <translation>Heb je even tijd voor me? Ik had net een zwaar gesprek en wil er graag kort over praten.</translation>
    </message>
    <message>
        <source>Nobody else is on shift now. Call the number your helpline gave you.</source>
        <translation>Er heeft nu niemand anders dienst. Bel het nummer dat je van je hulplijn kreeg.</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Ga terug</translation>
    </message>
    <message>
        <source>coordinator</source>
        <translation>coördinator</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>typing…</source>
        <translation>typt…</translation>
    </message>
    <message>
        <source>away</source>
        <translation>weg</translation>
    </message>
    <message>
        <source>away, place kept {0}</source>
        <translation>weg, plek bewaard {0}</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>vertrokken</translation>
    </message>
    <message>
        <source>joining…</source>
        <translation>komt erbij…</translation>
    </message>
    <message>
        <source>in another tab</source>
        <translation>in een ander tabblad</translation>
    </message>
    <message>
        <source>here</source>
        <translation>hier</translation>
    </message>
    <message>
        <source>away {0}</source>
        <translation>weg {0}</translation>
    </message>
    <message>
        <source>silent {0}</source>
        <translation>stil {0}</translation>
    </message>
    <message>
        <source>not yet sent</source>
        <translation>nog niet verstuurd</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>onderweg</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>verstuurd</translation>
    </message>
    <message>
        <source>on their screen</source>
        <translation>op het scherm van de bezoeker</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>niet verstuurd</translation>
    </message>
    <message>
        <source>{0} is away · {1}</source>
        <translation>{0} is weg · {1}</translation>
    </message>
    <message>
        <source>{0} is back · {1}</source>
        <translation>{0} is terug · {1}</translation>
    </message>
    <message>
        <source>{0} has gone · {1}</source>
        <translation>{0} is vertrokken · {1}</translation>
    </message>
    <message>
        <source>{0} joined · {1}</source>
        <translation>{0} kwam erbij · {1}</translation>
    </message>
    <message>
        <source>{0} left · {1}</source>
        <translation>{0} ging weg · {1}</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Vandaag</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gisteren</translation>
    </message>
    <message>
        <source>The conversation was ended.</source>
        <translation>Het gesprek is beëindigd.</translation>
    </message>
    <message>
        <source>A line could not be verified and is not shown.</source>
        <translation>Een regel kon niet worden gecontroleerd en wordt niet getoond.</translation>
    </message>
    <message>
        <source>leaves in {0} · take back</source>
        <translation>gaat over {0} · neem terug</translation>
    </message>
    <message>
        <source>not sent · try again</source>
        <translation>niet verstuurd · opnieuw</translation>
    </message>
    <message>
        <source>First words</source>
        <translation>Eerste woorden</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Jij</translation>
    </message>
    <message>
        <source>A colleague</source>
        <translation>Een collega</translation>
    </message>
    <message>
        <source>Visitor</source>
        <translation>Bezoeker</translation>
    </message>
    <message numerus="yes">
        <source>%n unread line(s)</source>
        <translation>
            <numerusform>%n ongelezen regel</numerusform>
            <numerusform>%n ongelezen regels</numerusform>
        </translation>
    </message>
    <message>
        <source>No nickname</source>
        <translation>Geen schuilnaam</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) not sent</source>
        <translation>
            <numerusform>%n regel niet verstuurd</numerusform>
            <numerusform>%n regels niet verstuurd</numerusform>
        </translation>
    </message>
    <message>
        <source>away, may come back</source>
        <translation>weg, kan terugkomen</translation>
    </message>
    <message>
        <source>first words cannot be read</source>
        <translation>eerste woorden niet te lezen</translation>
    </message>
    <message>
        <source>free</source>
        <translation>vrij</translation>
    </message>
    <message>
        <source>in conversation</source>
        <translation>in gesprek</translation>
    </message>
    <message>
        <source>on a pause</source>
        <translation>op pauze</translation>
    </message>
    <message>
        <source>reconnecting</source>
        <translation>verbindt opnieuw</translation>
    </message>
</context>
<context>
    <name>YesNoField</name>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nee</translation>
    </message>
</context>
</TS>
