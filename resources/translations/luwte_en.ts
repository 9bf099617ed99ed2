<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ActionBar</name>
    <message>
        <source>Replies</source>
        <translation>Replies</translation>
    </message>
    <message>
        <source>Replies of your helpline: type / where a word begins</source>
        <translation>Replies of your helpline: type / where a word begins</translation>
    </message>
    <message>
        <source>Referrals</source>
        <translation>Referrals</translation>
    </message>
    <message>
        <source>Help elsewhere, to insert: type / where a word begins</source>
        <translation>Help elsewhere, to insert: type / where a word begins</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>Ask along</source>
        <translation>Ask along</translation>
    </message>
    <message>
        <source>Danger</source>
        <translation>Danger</translation>
    </message>
    <message>
        <source>Step out</source>
        <translation>Step out</translation>
    </message>
    <message>
        <source>End</source>
        <translation>End</translation>
    </message>
</context>
<context>
    <name>AgeField</name>
    <message>
        <source>Age</source>
        <translation>Age</translation>
    </message>
    <message>
        <source>{0}: type the age</source>
        <translation>{0}: type the age</translation>
    </message>
    <message>
        <source>What holds at this age</source>
        <translation>What holds at this age</translation>
    </message>
    <message>
        <source>No band of the form holds this age.</source>
        <translation>No band of the form holds this age.</translation>
    </message>
</context>
<context>
    <name>AlarmPage</name>
    <message>
        <source>This is not your helpline&apos;s server</source>
        <translation>This is not your helpline&apos;s server</translation>
    </message>
    <message>
        <source>Something pretends to be your helpline, or was tampered with. The console has stopped and sends it nothing any more.</source>
        <translation>Something pretends to be your helpline, or was tampered with. The console has stopped and sends it nothing any more.</translation>
    </message>
    <message>
        <source>You did nothing wrong. Do not type your password again. Call a coordinator and read out this word:</source>
        <translation>You did nothing wrong. Do not type your password again. Call a coordinator and read out this word:</translation>
    </message>
    <message>
        <source>Close Luwte</source>
        <translation>Close Luwte</translation>
    </message>
</context>
<context>
    <name>Aside</name>
    <message>
        <source>Beside the conversation</source>
        <translation>Beside the conversation</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>My notes, only here (F2)</source>
        <translation>My notes, only here (F2)</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>The team room (F3)</source>
        <translation>The team room (F3)</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Readers, keeping, words to a colleague (F4)</source>
        <translation>Readers, keeping, words to a colleague (F4)</translation>
    </message>
    <message>
        <source>Show or hide the pane at the right</source>
        <translation>Show or hide the pane at the right</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>Hand {0} over</source>
        <translation>Hand {0} over</translation>
    </message>
    <message>
        <source>Your colleague can read what was said. {0} sees who takes over.</source>
        <translation>Your colleague can read what was said. {0} sees who takes over.</translation>
    </message>
    <message>
        <source>Ask to take over</source>
        <translation>Ask to take over</translation>
    </message>
    <message>
        <source>Ask someone along</source>
        <translation>Ask someone along</translation>
    </message>
    <message>
        <source>Your colleague reads and writes along. {0} sees who joins.</source>
        <translation>Your colleague reads and writes along. {0} sees who joins.</translation>
    </message>
    <message>
        <source>Ask along</source>
        <translation>Ask along</translation>
    </message>
    <message>
        <source>End the conversation with {0}?</source>
        <translation>End the conversation with {0}?</translation>
    </message>
    <message>
        <source>You cannot read it or write in it after that.</source>
        <translation>You cannot read it or write in it after that.</translation>
    </message>
    <message>
        <source>End conversation</source>
        <translation>End conversation</translation>
    </message>
    <message>
        <source>Keep talking</source>
        <translation>Keep talking</translation>
    </message>
    <message>
        <source>Close the conversation with {0}?</source>
        <translation>Close the conversation with {0}?</translation>
    </message>
    <message>
        <source>Your helpline&apos;s closing words go first. You cannot read it after that.</source>
        <translation>Your helpline&apos;s closing words go first. You cannot read it after that.</translation>
    </message>
    <message>
        <source>Close conversation</source>
        <translation>Close conversation</translation>
    </message>
    <message>
        <source>Keep waiting</source>
        <translation>Keep waiting</translation>
    </message>
    <message>
        <source>Step out of this conversation?</source>
        <translation>Step out of this conversation?</translation>
    </message>
    <message>
        <source>Your colleague goes on. You cannot read it after that.</source>
        <translation>Your colleague goes on. You cannot read it after that.</translation>
    </message>
    <message>
        <source>Step out</source>
        <translation>Step out</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Stay</translation>
    </message>
    <message>
        <source>What stands in your reply box is not sent.</source>
        <translation>What stands in your reply box is not sent.</translation>
    </message>
</context>
<context>
    <name>Attention</name>
    <message>
        <source>There is something for you.</source>
        <translation>There is something for you.</translation>
    </message>
</context>
<context>
    <name>BeginPage</name>
    <message>
        <source>Planned end</source>
        <translation>Planned end</translation>
    </message>
    <message>
        <source>You can change it at any time.</source>
        <translation>You can change it at any time.</translation>
    </message>
    <message>
        <source>Practise first</source>
        <translation>Practise first</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Guide</translation>
    </message>
    <message>
        <source>A short guide for the first shift</source>
        <translation>A short guide for the first shift</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Figures</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>Hello, {0}</source>
        <translation>Hello, {0}</translation>
    </message>
    <message>
        <source>Hello</source>
        <translation>Hello</translation>
    </message>
    <message>
        <source>You have a shift on another computer. Take it over and that one closes; conversations come along.</source>
        <translation>You have a shift on another computer. Take it over and that one closes; conversations come along.</translation>
    </message>
    <message>
        <source>Take over here</source>
        <translation>Take over here</translation>
    </message>
    <message>
        <source>When you begin, this computer makes a key for this shift only. It is gone when the shift ends.</source>
        <translation>When you begin, this computer makes a key for this shift only. It is gone when the shift ends.</translation>
    </message>
    <message>
        <source>Begin shift</source>
        <translation>Begin shift</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>One moment…</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody else is on yet.</source>
        <translation>Nobody else is on yet.</translation>
    </message>
    <message>
        <source>Your role begins no shift. You can look at the figures and make the report.</source>
        <translation>Your role begins no shift. You can look at the figures and make the report.</translation>
    </message>
    <message>
        <source>Your role begins no shift, and the house policy shows it nothing here.</source>
        <translation>Your role begins no shift, and the house policy shows it nothing here.</translation>
    </message>
    <message>
        <source>On shift now</source>
        <translation>On shift now</translation>
    </message>
    <message>
        <source>coordinator</source>
        <translation>coordinator</translation>
    </message>
    <message numerus="yes">
        <source>Waiting-room keys are left for %n week(s). Make new ones, or the line closes.</source>
        <translation>
            <numerusform>Waiting-room keys are left for %n week. Make new ones, or the line closes.</numerusform>
            <numerusform>Waiting-room keys are left for %n weeks. Make new ones, or the line closes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>Put away</source>
        <translation>Put away</translation>
    </message>
</context>
<context>
    <name>ChartBox</name>
    <message>
        <source>Show the chart</source>
        <translation>Show the chart</translation>
    </message>
    <message>
        <source>Show the table</source>
        <translation>Show the table</translation>
    </message>
</context>
<context>
    <name>ColleagueDialog</name>
    <message>
        <source>Not now</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>Colleague</translation>
    </message>
    <message>
        <source>A note, readable by them only</source>
        <translation>A note, readable by them only</translation>
    </message>
    <message>
        <source>Nobody else is on shift now.</source>
        <translation>Nobody else is on shift now.</translation>
    </message>
</context>
<context>
    <name>ConversationPane</name>
    <message>
        <source>The conversation is closing.</source>
        <translation>The conversation is closing.</translation>
    </message>
    <message>
        <source>The visitor has gone and cannot read this any more.</source>
        <translation>The visitor has gone and cannot read this any more.</translation>
    </message>
</context>
<context>
    <name>DangerDialog</name>
    <message>
        <source>Call a coordinator?</source>
        <translation>Call a coordinator?</translation>
    </message>
    <message>
        <source>{0} hears it at once and can come along in this conversation. The visitor sees who joins.</source>
        <translation>{0} hears it at once and can come along in this conversation. The visitor sees who joins.</translation>
    </message>
    <message>
        <source>No coordinator is on shift now. Call the number your helpline gave you. You can still try.</source>
        <translation>No coordinator is on shift now. Call the number your helpline gave you. You can still try.</translation>
    </message>
    <message>
        <source>Call now</source>
        <translation>Call now</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Go back</translation>
    </message>
    <message>
        <source>What is the matter? A few words are enough.</source>
        <translation>What is the matter? A few words are enough.</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>{0} wrote to the team. F3 shows it at the right.</source>
        <translation>{0} wrote to the team. F3 shows it at the right.</translation>
    </message>
</context>
<context>
    <name>DeskShift</name>
    <message>
        <source>a colleague</source>
        <translation>a colleague</translation>
    </message>
    <message>
        <source>You asked {0} for a word.</source>
        <translation>You asked {0} for a word.</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Who can read this</source>
        <translation>Who can read this</translation>
    </message>
    <message>
        <source>How long it is kept</source>
        <translation>How long it is kept</translation>
    </message>
    <message>
        <source>Among colleagues</source>
        <translation>Among colleagues</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>Colleague</translation>
    </message>
    <message>
        <source>A word to this colleague</source>
        <translation>A word to this colleague</translation>
    </message>
    <message>
        <source>Visitors never see this.</source>
        <translation>Visitors never see this.</translation>
    </message>
    <message>
        <source>Only you.</source>
        <translation>Only you.</translation>
    </message>
    <message>
        <source>standard</source>
        <translation>standard</translation>
    </message>
    <message>
        <source>You</source>
        <translation>You</translation>
    </message>
    <message>
        <source>{0} · coordinator</source>
        <translation>{0} · coordinator</translation>
    </message>
    <message>
        <source>{0} · reads along</source>
        <translation>{0} · reads along</translation>
    </message>
    <message>
        <source>You to {0}</source>
        <translation>You to {0}</translation>
    </message>
    <message>
        <source>a colleague</source>
        <translation>a colleague</translation>
    </message>
</context>
<context>
    <name>EmptyDesk</name>
    <message>
        <source>No conversation is in front. Choose one at the left and you write here.</source>
        <translation>No conversation is in front. Choose one at the left and you write here.</translation>
    </message>
    <message>
        <source>No conversation now. When you accept someone, you write here.</source>
        <translation>No conversation now. When you accept someone, you write here.</translation>
    </message>
    <message numerus="yes">
        <source>%n registration(s) wait(s) for you</source>
        <translation>
            <numerusform>%n registration waits for you</numerusform>
            <numerusform>%n registrations wait for you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EndColleagueDialog</name>
    <message>
        <source>End this shift</source>
        <translation>End this shift</translation>
    </message>
    <message>
        <source>Let it run</source>
        <translation>Let it run</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>Colleague</translation>
    </message>
    <message>
        <source>End the shift of {0}?</source>
        <translation>End the shift of {0}?</translation>
    </message>
    <message>
        <source>For a computer that was stolen or left open. The console of {0} closes within seconds and the notes on it cannot be opened any more. Conversations go to colleagues.</source>
        <translation>For a computer that was stolen or left open. The console of {0} closes within seconds and the notes on it cannot be opened any more. Conversations go to colleagues.</translation>
    </message>
</context>
<context>
    <name>EnrolPage</name>
    <message>
        <source>Welcome</source>
        <translation>Welcome</translation>
    </message>
    <message>
        <source>You got an enrolment code from a coordinator. With it this computer becomes your desk.</source>
        <translation>You got an enrolment code from a coordinator. With it this computer becomes your desk.</translation>
    </message>
    <message>
        <source>Address of the helpline&apos;s server</source>
        <translation>Address of the helpline&apos;s server</translation>
    </message>
    <message>
        <source>Enrolment code</source>
        <translation>Enrolment code</translation>
    </message>
    <message>
        <source>Paste or type it. Capitals, blanks and dashes do not matter. It works once, within a day.</source>
        <translation>Paste or type it. Capitals, blanks and dashes do not matter. It works once, within a day.</translation>
    </message>
    <message>
        <source>Choose a password</source>
        <translation>Choose a password</translation>
    </message>
    <message>
        <source>The same password again</source>
        <translation>The same password again</translation>
    </message>
    <message>
        <source>The server never sees it, so nobody can send it to you. Forgotten? Then you need a new code.</source>
        <translation>The server never sees it, so nobody can send it to you. Forgotten? Then you need a new code.</translation>
    </message>
    <message>
        <source>Make this my desk</source>
        <translation>Make this my desk</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>One moment…</translation>
    </message>
    <message>
        <source>Four or five words that do not belong together are easy to remember and hard to guess.</source>
        <translation>Four or five words that do not belong together are easy to remember and hard to guess.</translation>
    </message>
    <message numerus="yes">
        <source>%n more character(s), please.</source>
        <translation>
            <numerusform>%n more character, please.</numerusform>
            <numerusform>%n more characters, please.</numerusform>
        </translation>
    </message>
    <message>
        <source>The two passwords are not the same yet.</source>
        <translation>The two passwords are not the same yet.</translation>
    </message>
    <message>
        <source>Long and strong.</source>
        <translation>Long and strong.</translation>
    </message>
    <message>
        <source>Good. Longer is stronger.</source>
        <translation>Good. Longer is stronger.</translation>
    </message>
</context>
<context>
    <name>FiguresChoice</name>
    <message>
        <source>Time</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>Beside it</source>
        <translation>Beside it</translation>
    </message>
    <message>
        <source>Only those who said</source>
        <translation>Only those who said</translation>
    </message>
    <message>
        <source>Beside a year earlier</source>
        <translation>Beside a year earlier</translation>
    </message>
    <message>
        <source>At a glance</source>
        <translation>At a glance</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nothing</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Everybody</translation>
    </message>
    <message>
        <source>Themes that stand under others are told for whole years only, and by themselves.</source>
        <translation>Themes that stand under others are told for whole years only, and by themselves.</translation>
    </message>
    <message>
        <source>Two questions are combined in whole years only, once these are over.</source>
        <translation>Two questions are combined in whole years only, once these are over.</translation>
    </message>
</context>
<context>
    <name>FiguresPage</name>
    <message>
        <source>Charts</source>
        <translation>Charts</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Back, and forget what was opened (Esc)</source>
        <translation>Back, and forget what was opened (Esc)</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Figures</translation>
    </message>
    <message>
        <source>Being counted…</source>
        <translation>Being counted…</translation>
    </message>
    <message>
        <source>Make the annual report…</source>
        <translation>Make the annual report…</translation>
    </message>
    <message>
        <source>How much has been opened</source>
        <translation>How much has been opened</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>The house policy does not let you see the figures.</source>
        <translation>The house policy does not let you see the figures.</translation>
    </message>
    <message>
        <source>The key to the figures has not been given to you yet. Another coordinator&apos;s console passes it on when it is online.</source>
        <translation>The key to the figures has not been given to you yet. Another coordinator&apos;s console passes it on when it is online.</translation>
    </message>
    <message>
        <source>The server cannot read its disk. Tell whoever runs it.</source>
        <translation>The server cannot read its disk. Tell whoever runs it.</translation>
    </message>
    <message>
        <source>The server does not answer, so the figures could not be read.</source>
        <translation>The server does not answer, so the figures could not be read.</translation>
    </message>
    <message>
        <source>There are no figures yet. What has been registered is released on {0}, in whole weeks.</source>
        <translation>There are no figures yet. What has been registered is released on {0}, in whole weeks.</translation>
    </message>
    <message>
        <source>The registrations are opened here, on this computer. That may take a while.</source>
        <translation>The registrations are opened here, on this computer. That may take a while.</translation>
    </message>
    <message numerus="yes">
        <source>%n could not be read and are left out.</source>
        <translation>
            <numerusform>%n could not be read and is left out.</numerusform>
            <numerusform>%n could not be read and are left out.</numerusform>
        </translation>
    </message>
    <message>
        <source>Small numbers are hidden, all others rounded to {0}.</source>
        <translation>Small numbers are hidden, all others rounded to {0}.</translation>
    </message>
    <message>
        <source>Small numbers are hidden, all others rounded to {0}, and to {1} in a time that is not over.</source>
        <translation>Small numbers are hidden, all others rounded to {0}, and to {1} in a time that is not over.</translation>
    </message>
    <message>
        <source>Figures up to {0}; the next are released on {1}.</source>
        <translation>Figures up to {0}; the next are released on {1}.</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>Find a nickname</source>
        <translation>Find a nickname</translation>
    </message>
    <message>
        <source>Find in my conversations</source>
        <translation>Find in my conversations</translation>
    </message>
    <message>
        <source>Find one of my conversations (Ctrl+K)</source>
        <translation>Find one of my conversations (Ctrl+K)</translation>
    </message>
</context>
<context>
    <name>Folding</name>
    <message>
        <source>Show or hide the pane at the right</source>
        <translation>Show or hide the pane at the right</translation>
    </message>
</context>
<context>
    <name>FormFoot</name>
    <message>
        <source>Count the contact</source>
        <translation>Count the contact</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>Registers it anonymously (Ctrl+Enter)</source>
        <translation>Registers it anonymously (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Do not register</source>
        <translation>Do not register</translation>
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
        <translation>It waits until your shift ends (Esc)</translation>
    </message>
    <message>
        <source>Show or hide the pane at the right</source>
        <translation>Show or hide the pane at the right</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) wait</source>
        <translation>
            <numerusform>%n other waits</numerusform>
            <numerusform>%n others wait</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>Register a contact</source>
        <translation>Register a contact</translation>
    </message>
    <message>
        <source>{0} · register</source>
        <translation>{0} · register</translation>
    </message>
    <message>
        <source>Somebody withdrew their consent. Only that there was a contact may be counted, nothing about it.</source>
        <translation>Somebody withdrew their consent. Only that there was a contact may be counted, nothing about it.</translation>
    </message>
    <message>
        <source>Without name, number or time. What was not said stays open.</source>
        <translation>Without name, number or time. What was not said stays open.</translation>
    </message>
    <message>
        <source>How they came</source>
        <translation>How they came</translation>
    </message>
    <message>
        <source>Nothing is filled in yet. Press again to count the contact as it is.</source>
        <translation>Nothing is filled in yet. Press again to count the contact as it is.</translation>
    </message>
    <message>
        <source>Then this contact is counted nowhere. Press again if that is right.</source>
        <translation>Then this contact is counted nowhere. Press again if that is right.</translation>
    </message>
    <message>
        <source>Why: {0}</source>
        <translation>Why: {0}</translation>
    </message>
</context>
<context>
    <name>FormWords</name>
    <message>
        <source>Not said</source>
        <translation>Not said</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>At the desk</source>
        <translation>At the desk</translation>
    </message>
    <message>
        <source>&amp;Silent</source>
        <translation>&amp;Silent</translation>
    </message>
    <message>
        <source>&amp;Joke</source>
        <translation>&amp;Joke</translation>
    </message>
    <message>
        <source>&amp;Abusive</source>
        <translation>&amp;Abusive</translation>
    </message>
    <message>
        <source>&amp;Hung up</source>
        <translation>&amp;Hung up</translation>
    </message>
    <message>
        <source>{0} or older</source>
        <translation>{0} or older</translation>
    </message>
    <message>
        <source>{0}–{1} years</source>
        <translation>{0}–{1} years</translation>
    </message>
    <message>
        <source>A number from {0} to {1}.</source>
        <translation>A number from {0} to {1}.</translation>
    </message>
    <message numerus="yes">
        <source>%n at most.</source>
        <translation>
            <numerusform>%n at most.</numerusform>
            <numerusform>%n at most.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>That is longer than %n character(s).</source>
        <translation>
            <numerusform>That is longer than %n character.</numerusform>
            <numerusform>That is longer than %n characters.</numerusform>
        </translation>
    </message>
    <message>
        <source>This holds characters that cannot be kept. Type it anew.</source>
        <translation>This holds characters that cannot be kept. Type it anew.</translation>
    </message>
    <message>
        <source>Together this is too much for one registration. Shorten or leave out something.</source>
        <translation>Together this is too much for one registration. Shorten or leave out something.</translation>
    </message>
    <message>
        <source>The helpline has no key for figures now, so nothing can be noted. What you filled in stays here. Tell a coordinator.</source>
        <translation>The helpline has no key for figures now, so nothing can be noted. What you filled in stays here. Tell a coordinator.</translation>
    </message>
    <message>
        <source>The house&apos;s form does not have this answer. Choose another, or leave it open.</source>
        <translation>The house&apos;s form does not have this answer. Choose another, or leave it open.</translation>
    </message>
    <message>
        <source>Nothing found. Try another word.</source>
        <translation>Nothing found. Try another word.</translation>
    </message>
    <message>
        <source>Not chosen yet. Enter chooses what is marked, Esc leaves it out.</source>
        <translation>Not chosen yet. Enter chooses what is marked, Esc leaves it out.</translation>
    </message>
    <message>
        <source>{0} may tell who somebody is. Say it without, if you can.</source>
        <translation>{0} may tell who somebody is. Say it without, if you can.</translation>
    </message>
    <message>
        <source>Look at what is underlined. Press again to send it all the same.</source>
        <translation>Look at what is underlined. Press again to send it all the same.</translation>
    </message>
    <message>
        <source>Only “{0}” is noted then, not what you filled in. Press again if that is right.</source>
        <translation>Only “{0}” is noted then, not what you filled in. Press again if that is right.</translation>
    </message>
</context>
<context>
    <name>Guidance</name>
    <message>
        <source>Before you begin</source>
        <translation>Before you begin</translation>
    </message>
    <message>
        <source>Sit where nobody can read along; Ctrl+L hides everything when you walk away. See who else is on, and choose when you want to stop. Practise first if you like: nobody real writes there, and nothing is kept or counted.</source>
        <translation>Sit where nobody can read along; Ctrl+L hides everything when you walk away. See who else is on, and choose when you want to stop. Practise first if you like: nobody real writes there, and nothing is kept or counted.</translation>
    </message>
    <message>
        <source>Accepting</source>
        <translation>Accepting</translation>
    </message>
    <message>
        <source>When someone waits you hear it, and you see it at the left. Press Accept. Nobody knows who the visitor is, only the nickname they chose. One conversation at a time is enough for a first shift.</source>
        <translation>When someone waits you hear it, and you see it at the left. Press Accept. Nobody knows who the visitor is, only the nickname they chose. One conversation at a time is enough for a first shift.</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Writing</translation>
    </message>
    <message>
        <source>Begin with a welcome and an open question. Short lines read best. Silence is allowed. Type / for a reply or a referral; nothing leaves before you send it. When the connection drops, what you wrote waits, and so does the visitor&apos;s place.</source>
        <translation>Begin with a welcome and an open question. Short lines read best. Silence is allowed. Type / for a reply or a referral; nothing leaves before you send it. When the connection drops, what you wrote waits, and so does the visitor&apos;s place.</translation>
    </message>
    <message>
        <source>The form</source>
        <translation>The form</translation>
    </message>
    <message>
        <source>After a conversation a short form opens: what it was about, as far as it was said. Type a few letters of a theme. Ctrl+Enter registers, Esc leaves it for later; Ctrl+R opens one for who called or mailed. No name, number or place belongs in it, and nothing leads from it to the conversation.</source>
        <translation>After a conversation a short form opens: what it was about, as far as it was said. Type a few letters of a theme. Ctrl+Enter registers, Esc leaves it for later; Ctrl+R opens one for who called or mailed. No name, number or place belongs in it, and nothing leads from it to the conversation.</translation>
    </message>
    <message>
        <source>Breathing</source>
        <translation>Breathing</translation>
    </message>
    <message>
        <source>After a conversation nobody new comes for a moment. Stand up, drink something. Was it heavy? Write about it for a moment, or ask a colleague for a word. You may take a pause when you need one.</source>
        <translation>After a conversation nobody new comes for a moment. Stand up, drink something. Was it heavy? Write about it for a moment, or ask a colleague for a word. You may take a pause when you need one.</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Notes are for you alone, for this shift, on this computer. They are never sent. Write down what you want to remember, not who somebody might be.</source>
        <translation>Notes are for you alone, for this shift, on this computer. They are never sent. Write down what you want to remember, not who somebody might be.</translation>
    </message>
    <message>
        <source>Danger</source>
        <translation>Danger</translation>
    </message>
    <message>
        <source>Is somebody in danger, or are you not sure? Press Danger to call a coordinator. You need not decide this alone. Ask about suicide in plain words: asking does no harm. Under Referrals stands whom the visitor can call.</source>
        <translation>Is somebody in danger, or are you not sure? Press Danger to call a coordinator. You need not decide this alone. Ask about suicide in plain words: asking does no harm. Under Referrals stands whom the visitor can call.</translation>
    </message>
    <message>
        <source>Handing over</source>
        <translation>Handing over</translation>
    </message>
    <message>
        <source>A colleague can take a conversation over, or come along. Tell them in two sentences what it is about. The visitor sees who joins.</source>
        <translation>A colleague can take a conversation over, or come along. Tell them in two sentences what it is about. The visitor sees who joins.</translation>
    </message>
    <message>
        <source>The end of your shift</source>
        <translation>The end of your shift</translation>
    </message>
    <message>
        <source>Say in time that you are stopping. End your conversations or hand them over, then choose End my shift. What you registered is sent, sealed; all else that this computer kept is destroyed, and you read what was. Do something pleasant afterwards.</source>
        <translation>Say in time that you are stopping. End your conversations or hand them over, then choose End my shift. What you registered is sent, sealed; all else that this computer kept is destroyed, and you read what was. Do something pleasant afterwards.</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>Guide for the first shift</source>
        <translation>Guide for the first shift</translation>
    </message>
    <message>
        <source>Nobody expects you to know it all. This guide stands in the menu too.</source>
        <translation>Nobody expects you to know it all. This guide stands in the menu too.</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Search in this conversation</source>
        <translation>Search in this conversation</translation>
    </message>
    <message>
        <source>Show or hide the pane at the right</source>
        <translation>Show or hide the pane at the right</translation>
    </message>
    <message>
        <source>{0} is writing…</source>
        <translation>{0} is writing…</translation>
    </message>
    <message>
        <source>New readers join as soon as the visitor&apos;s browser has made keys.</source>
        <translation>New readers join as soon as the visitor&apos;s browser has made keys.</translation>
    </message>
    <message>
        <source>Only you and {0} can read this conversation.</source>
        <translation>Only you and {0} can read this conversation.</translation>
    </message>
    <message>
        <source>The visitor&apos;s browser is making keys. What you write waits here.</source>
        <translation>The visitor&apos;s browser is making keys. What you write waits here.</translation>
    </message>
    <message>
        <source>Only you can read this conversation.</source>
        <translation>Only you can read this conversation.</translation>
    </message>
    <message>
        <source>{0} and {1}</source>
        <translation>{0} and {1}</translation>
    </message>
</context>
<context>
    <name>Leading</name>
    <message>
        <source>End a colleague&apos;s shift…</source>
        <translation>End a colleague&apos;s shift…</translation>
    </message>
    <message>
        <source>End the shift of {0}…</source>
        <translation>End the shift of {0}…</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Locked</source>
        <translation>Locked</translation>
    </message>
    <message>
        <source>Everything goes on behind this page. Your password brings it back.</source>
        <translation>Everything goes on behind this page. Your password brings it back.</translation>
    </message>
    <message>
        <source>There is something for you.</source>
        <translation>There is something for you.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>I cannot unlock</source>
        <translation>I cannot unlock</translation>
    </message>
    <message>
        <source>End it without the password?</source>
        <translation>End it without the password?</translation>
    </message>
    <message>
        <source>What is open here is closed, and what was kept here is destroyed. Luwte closes.</source>
        <translation>What is open here is closed, and what was kept here is destroyed. Luwte closes.</translation>
    </message>
    <message>
        <source>End and destroy</source>
        <translation>End and destroy</translation>
    </message>
    <message>
        <source>Stay locked</source>
        <translation>Stay locked</translation>
    </message>
</context>
<context>
    <name>MakingReport</name>
    <message>
        <source>How far the report is</source>
        <translation>How far the report is</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Put away</translation>
    </message>
    <message>
        <source>The report is made.</source>
        <translation>The report is made.</translation>
    </message>
    <message>
        <source>Take registrations along one by one?</source>
        <translation>Take registrations along one by one?</translation>
    </message>
    <message>
        <source>Small numbers are not hidden in them, and nothing protects the file any more. Keep it where only those can read it who must, and erase it afterwards.</source>
        <translation>Small numbers are not hidden in them, and nothing protects the file any more. Keep it where only those can read it who must, and erase it afterwards.</translation>
    </message>
    <message>
        <source>Take them along</source>
        <translation>Take them along</translation>
    </message>
    <message>
        <source>Leave them here</source>
        <translation>Leave them here</translation>
    </message>
    <message>
        <source>Where shall the report go?</source>
        <translation>Where shall the report go?</translation>
    </message>
    <message>
        <source>That folder cannot be written. Choose another one.</source>
        <translation>That folder cannot be written. Choose another one.</translation>
    </message>
    <message>
        <source>The report lies in {0}.</source>
        <translation>The report lies in {0}.</translation>
    </message>
</context>
<context>
    <name>NoteDelegate</name>
    <message>
        <source>Pad</source>
        <translation>Pad</translation>
    </message>
    <message>
        <source>ended · {0}</source>
        <translation>ended · {0}</translation>
    </message>
</context>
<context>
    <name>NotesList</name>
    <message>
        <source>Search my notes</source>
        <translation>Search my notes</translation>
    </message>
    <message>
        <source>Search my notes (Ctrl+Shift+F)</source>
        <translation>Search my notes (Ctrl+Shift+F)</translation>
    </message>
    <message>
        <source>Notes of this shift</source>
        <translation>Notes of this shift</translation>
    </message>
    <message>
        <source>Nothing found in the notes of this shift.</source>
        <translation>Nothing found in the notes of this shift.</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) found</source>
        <translation>
            <numerusform>%n note found</numerusform>
            <numerusform>%n notes found</numerusform>
        </translation>
    </message>
    <message>
        <source>No notes yet. What you write beside a conversation appears here.</source>
        <translation>No notes yet. What you write beside a conversation appears here.</translation>
    </message>
</context>
<context>
    <name>NotesPane</name>
    <message>
        <source>Conversation</source>
        <translation>Conversation</translation>
    </message>
    <message>
        <source>This conversation</source>
        <translation>This conversation</translation>
    </message>
    <message>
        <source>Pad</source>
        <translation>Pad</translation>
    </message>
    <message>
        <source>Pad, beside no conversation</source>
        <translation>Pad, beside no conversation</translation>
    </message>
    <message>
        <source>All</source>
        <translation>All</translation>
    </message>
    <message>
        <source>All notes of this shift</source>
        <translation>All notes of this shift</translation>
    </message>
    <message>
        <source>Only here, only this shift: never sent, gone when it ends.</source>
        <translation>Only here, only this shift: never sent, gone when it ends.</translation>
    </message>
    <message>
        <source>Back to all notes</source>
        <translation>Back to all notes</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>ended</translation>
    </message>
    <message>
        <source>Tick box</source>
        <translation>Tick box</translation>
    </message>
    <message>
        <source>The time</source>
        <translation>The time</translation>
    </message>
    <message>
        <source>Twenty seconds: what stays with you? It is only for you.</source>
        <translation>Twenty seconds: what stays with you? It is only for you.</translation>
    </message>
    <message>
        <source>This note is full: 20,000 characters. Go on in the pad.</source>
        <translation>This note is full: 20,000 characters. Go on in the pad.</translation>
    </message>
    <message>
        <source>This computer cannot keep these notes safe now. If Luwte stops, they are gone.</source>
        <translation>This computer cannot keep these notes safe now. If Luwte stops, they are gone.</translation>
    </message>
    <message>
        <source>There is no safe place for a key here. If Luwte stops, these notes are gone.</source>
        <translation>There is no safe place for a key here. If Luwte stops, these notes are gone.</translation>
    </message>
    <message>
        <source>— afterwards {0} —</source>
        <translation>— afterwards {0} —</translation>
    </message>
    <message>
        <source>Note beside {0}</source>
        <translation>Note beside {0}</translation>
    </message>
    <message>
        <source>What you want to remember of this conversation</source>
        <translation>What you want to remember of this conversation</translation>
    </message>
    <message>
        <source>What you want at hand this shift</source>
        <translation>What you want at hand this shift</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Connect now</source>
        <translation>Connect now</translation>
    </message>
</context>
<context>
    <name>PhraseList</name>
    <message>
        <source>Replies and referrals</source>
        <translation>Replies and referrals</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter inserts · Esc closes</source>
        <translation>↑ ↓ choose · Enter inserts · Esc closes</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>Replies</translation>
    </message>
    <message>
        <source>Referrals</source>
        <translation>Referrals</translation>
    </message>
    <message>
        <source>Nothing found. Esc closes this, your text stays.</source>
        <translation>Nothing found. Esc closes this, your text stays.</translation>
    </message>
    <message>
        <source>Your helpline has no referrals in its house policy yet.</source>
        <translation>Your helpline has no referrals in its house policy yet.</translation>
    </message>
    <message>
        <source>Your helpline has no replies in its house policy yet.</source>
        <translation>Your helpline has no replies in its house policy yet.</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Reply</translation>
    </message>
    <message>
        <source>Referral</source>
        <translation>Referral</translation>
    </message>
</context>
<context>
    <name>PickField</name>
    <message>
        <source>Remove {0}</source>
        <translation>Remove {0}</translation>
    </message>
    <message>
        <source>Not said · type a word, or ↓ for all</source>
        <translation>Not said · type a word, or ↓ for all</translation>
    </message>
    <message numerus="yes">
        <source>%n more may be added</source>
        <translation>
            <numerusform>%n more may be added</numerusform>
            <numerusform>%n more may be added</numerusform>
        </translation>
    </message>
    <message>
        <source>That is the most. Remove one to add another</source>
        <translation>That is the most. Remove one to add another</translation>
    </message>
</context>
<context>
    <name>PlanDialog</name>
    <message>
        <source>Until when do you go on?</source>
        <translation>Until when do you go on?</translation>
    </message>
    <message>
        <source>Your shift ends by itself at {0}. Before that, you end it when you want.</source>
        <translation>Your shift ends by itself at {0}. Before that, you end it when you want.</translation>
    </message>
    <message>
        <source>Plan this end</source>
        <translation>Plan this end</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Leave it</translation>
    </message>
    <message>
        <source>Planned end</source>
        <translation>Planned end</translation>
    </message>
</context>
<context>
    <name>PlannedEnd</name>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} minutes</source>
        <translation>{0} minutes</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} h {1} min</translation>
    </message>
    <message>
        <source>until {0} · {1}</source>
        <translation>until {0} · {1}</translation>
    </message>
</context>
<context>
    <name>PracticeBand</name>
    <message>
        <source>Practice: nobody real is writing.</source>
        <translation>Practice: nobody real is writing.</translation>
    </message>
    <message>
        <source>End practice</source>
        <translation>End practice</translation>
    </message>
</context>
<context>
    <name>QuickRow</name>
    <message>
        <source>In one press</source>
        <translation>In one press</translation>
    </message>
    <message>
        <source>Registers this at once, with nothing else (Alt+{0})</source>
        <translation>Registers this at once, with nothing else (Alt+{0})</translation>
    </message>
</context>
<context>
    <name>ReadingSheet</name>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>RefusalPage</name>
    <message>
        <source>Luwte is already open on this computer</source>
        <translation>Luwte is already open on this computer</translation>
    </message>
    <message>
        <source>Go on in the window that is there. This one can be closed.</source>
        <translation>Go on in the window that is there. This one can be closed.</translation>
    </message>
    <message>
        <source>Luwte cannot begin</source>
        <translation>Luwte cannot begin</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>Registering</name>
    <message>
        <source>Too many registrations wait, so this one has no form. Note it by hand later.</source>
        <translation>Too many registrations wait, so this one has no form. Note it by hand later.</translation>
    </message>
    <message>
        <source>Your helpline registers nothing.</source>
        <translation>Your helpline registers nothing.</translation>
    </message>
    <message numerus="yes">
        <source>%n registration(s) of before wait(s) for you, as you left it.</source>
        <translation>
            <numerusform>%n registration of before waits for you, as you left it.</numerusform>
            <numerusform>%n registrations of before wait for you, as you left them.</numerusform>
        </translation>
    </message>
    <message>
        <source>Noted, for practice: nothing of it is kept.</source>
        <translation>Noted, for practice: nothing of it is kept.</translation>
    </message>
    <message>
        <source>Noted as “{0}”. It goes along at the end of your shift.</source>
        <translation>Noted as “{0}”. It goes along at the end of your shift.</translation>
    </message>
    <message>
        <source>Noted. It goes along at the end of your shift, among others.</source>
        <translation>Noted. It goes along at the end of your shift, among others.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>ReplyBox</name>
    <message>
        <source>Your reply</source>
        <translation>Your reply</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Send (Enter). Shift+Enter begins a new line.</source>
        <translation>Send (Enter). Shift+Enter begins a new line.</translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) too long. Send it in parts.</source>
        <translation>
            <numerusform>%n character too long. Send it in parts.</numerusform>
            <numerusform>%n characters too long. Send it in parts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>room for %n character(s)</source>
        <translation>
            <numerusform>room for %n character</numerusform>
            <numerusform>room for %n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportQuestion</name>
    <message>
        <source>Make the annual report</source>
        <translation>Make the annual report</translation>
    </message>
    <message>
        <source>A PDF and a web page with charts, and the same figures for a spreadsheet. Nobody can be recognised in them.</source>
        <translation>A PDF and a web page with charts, and the same figures for a spreadsheet. Nobody can be recognised in them.</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Choose a folder…</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Also all registrations, one by one</source>
        <translation>Also all registrations, one by one</translation>
    </message>
</context>
<context>
    <name>RequestCard</name>
    <message>
        <source>This call could not be verified. Ask your colleague by another way as well.</source>
        <translation>This call could not be verified. Ask your colleague by another way as well.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>A colleague</source>
        <translation>A colleague</translation>
    </message>
    <message>
        <source>{0} asks you to take over a conversation.</source>
        <translation>{0} asks you to take over a conversation.</translation>
    </message>
    <message>
        <source>{0} asks you along in a conversation.</source>
        <translation>{0} asks you along in a conversation.</translation>
    </message>
    <message>
        <source>{0} calls you: there is danger.</source>
        <translation>{0} calls you: there is danger.</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Take over</translation>
    </message>
    <message>
        <source>Come along</source>
        <translation>Come along</translation>
    </message>
</context>
<context>
    <name>Rest</name>
    <message>
        <source>You were with {0}.</source>
        <translation>You were with {0}.</translation>
    </message>
    <message>
        <source>A conversation is over.</source>
        <translation>A conversation is over.</translation>
    </message>
    <message>
        <source>Take your time. Nobody is sent to you until {0}.</source>
        <translation>Take your time. Nobody is sent to you until {0}.</translation>
    </message>
    <message>
        <source>Twenty seconds of writing may help, or a word with somebody. What you write stays here and goes with your shift.</source>
        <translation>Twenty seconds of writing may help, or a word with somebody. What you write stays here and goes with your shift.</translation>
    </message>
    <message>
        <source>What would help you now?</source>
        <translation>What would help you now?</translation>
    </message>
    <message>
        <source>You are on a pause.</source>
        <translation>You are on a pause.</translation>
    </message>
    <message>
        <source>Pause until {0}</source>
        <translation>Pause until {0}</translation>
    </message>
    <message>
        <source>It does not end by itself: you say when you are back.</source>
        <translation>It does not end by itself: you say when you are back.</translation>
    </message>
    <message>
        <source>End the pause</source>
        <translation>End the pause</translation>
    </message>
    <message numerus="yes">
        <source>Take a pause of %n minute(s)</source>
        <translation>
            <numerusform>Take a pause of %n minute</numerusform>
            <numerusform>Take a pause of %n minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>It was heavy</source>
        <translation>It was heavy</translation>
    </message>
    <message>
        <source>Write it down</source>
        <translation>Write it down</translation>
    </message>
    <message>
        <source>Ask for a word</source>
        <translation>Ask for a word</translation>
    </message>
    <message>
        <source>I am ready</source>
        <translation>I am ready</translation>
    </message>
</context>
<context>
    <name>ResumePage</name>
    <message>
        <source>End it and wipe everything…</source>
        <translation>End it and wipe everything…</translation>
    </message>
    <message>
        <source>Welcome back, {0}</source>
        <translation>Welcome back, {0}</translation>
    </message>
    <message>
        <source>Welcome back</source>
        <translation>Welcome back</translation>
    </message>
    <message>
        <source>Take over here</source>
        <translation>Take over here</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>One moment…</translation>
    </message>
    <message>
        <source>Go on with your shift</source>
        <translation>Go on with your shift</translation>
    </message>
</context>
<context>
    <name>SealedPage</name>
    <message>
        <source>Your shift is closed</source>
        <translation>Your shift is closed</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>Close Luwte</source>
        <translation>Close Luwte</translation>
    </message>
    <message>
        <source>Begin another shift</source>
        <translation>Begin another shift</translation>
    </message>
    <message>
        <source>Your registrations</source>
        <translation>Your registrations</translation>
    </message>
</context>
<context>
    <name>SealingPage</name>
    <message>
        <source>Your shift is being closed</source>
        <translation>Your shift is being closed</translation>
    </message>
    <message>
        <source>What you wrote is being destroyed. That cannot stop half-way, so please wait a moment.</source>
        <translation>What you wrote is being destroyed. That cannot stop half-way, so please wait a moment.</translation>
    </message>
    <message>
        <source>Luwte closes as soon as everything is gone.</source>
        <translation>Luwte closes as soon as everything is gone.</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Search in this conversation</source>
        <translation>Search in this conversation</translation>
    </message>
    <message>
        <source>Earlier (Shift+Enter)</source>
        <translation>Earlier (Shift+Enter)</translation>
    </message>
    <message>
        <source>Later (Enter)</source>
        <translation>Later (Enter)</translation>
    </message>
    <message>
        <source>Close the search (Esc)</source>
        <translation>Close the search (Esc)</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>not found</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} of {1}</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>The visitor</source>
        <translation>The visitor</translation>
    </message>
    <message>
        <source>A colleague was first. They are in good hands.</source>
        <translation>A colleague was first. They are in good hands.</translation>
    </message>
    <message>
        <source>{0} withdrew their consent. The conversation has been deleted.</source>
        <translation>{0} withdrew their consent. The conversation has been deleted.</translation>
    </message>
    <message>
        <source>{0} left by quick exit. Do not write.</source>
        <translation>{0} left by quick exit. Do not write.</translation>
    </message>
    <message>
        <source>{0} ended the conversation.</source>
        <translation>{0} ended the conversation.</translation>
    </message>
    <message>
        <source>{0} did not come back in time. The conversation is closed.</source>
        <translation>{0} did not come back in time. The conversation is closed.</translation>
    </message>
    <message>
        <source>{0} said yes.</source>
        <translation>{0} said yes.</translation>
    </message>
    <message>
        <source>{0} cannot take it now. Ask someone else.</source>
        <translation>{0} cannot take it now. Ask someone else.</translation>
    </message>
    <message>
        <source>Nobody answered your request.</source>
        <translation>Nobody answered your request.</translation>
    </message>
    <message>
        <source>The server&apos;s clock is wrong. Conversations go on, but nothing is erased until whoever runs the server sets it right. Tell them.</source>
        <translation>The server&apos;s clock is wrong. Conversations go on, but nothing is erased until whoever runs the server sets it right. Tell them.</translation>
    </message>
    <message>
        <source>The server&apos;s clock is right again. Nothing was lost.</source>
        <translation>The server&apos;s clock is right again. Nothing was lost.</translation>
    </message>
    <message>
        <source>Your shift is being closed…</source>
        <translation>Your shift is being closed…</translation>
    </message>
    <message>
        <source>The conversation with {0} is over. What you had not sent stands in its note.</source>
        <translation>The conversation with {0} is over. What you had not sent stands in its note.</translation>
    </message>
    <message>
        <source>The server cannot store anything now. Your text is kept here.</source>
        <translation>The server cannot store anything now. Your text is kept here.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>A colleague</source>
        <translation>A colleague</translation>
    </message>
    <message>
        <source>A request in the name of {0} could not be verified and was declined. Ask them by another way.</source>
        <translation>A request in the name of {0} could not be verified and was declined. Ask them by another way.</translation>
    </message>
    <message>
        <source>Someone in this conversation could not be verified. Call a coordinator before you go on.</source>
        <translation>Someone in this conversation could not be verified. Call a coordinator before you go on.</translation>
    </message>
    <message>
        <source>The keys of this conversation changed. Your line goes again by itself.</source>
        <translation>The keys of this conversation changed. Your line goes again by itself.</translation>
    </message>
    <message>
        <source>This set-up code is unknown or used. Make the helpline anew.</source>
        <translation>This set-up code is unknown or used. Make the helpline anew.</translation>
    </message>
    <message>
        <source>The server cannot store anything now. Try again in a moment.</source>
        <translation>The server cannot store anything now. Try again in a moment.</translation>
    </message>
    <message>
        <source>This computer&apos;s key store no longer knows you. Ask a coordinator for a new code.</source>
        <translation>This computer&apos;s key store no longer knows you. Ask a coordinator for a new code.</translation>
    </message>
    <message>
        <source>There is no helpline at this address yet. Check the address.</source>
        <translation>There is no helpline at this address yet. Check the address.</translation>
    </message>
    <message>
        <source>That is another helpline&apos;s server. Check the address.</source>
        <translation>That is another helpline&apos;s server. Check the address.</translation>
    </message>
    <message>
        <source>This computer&apos;s key store did not work. Start the computer anew and try again.</source>
        <translation>This computer&apos;s key store did not work. Start the computer anew and try again.</translation>
    </message>
    <message>
        <source>This computer&apos;s key store is locked. Open it and try again.</source>
        <translation>This computer&apos;s key store is locked. Open it and try again.</translation>
    </message>
    <message>
        <source>What this computer&apos;s key store kept is damaged. Ask a coordinator for a new code.</source>
        <translation>What this computer&apos;s key store kept is damaged. Ask a coordinator for a new code.</translation>
    </message>
    <message>
        <source>You have as many conversations as you chose. Change your limit to take another.</source>
        <translation>You have as many conversations as you chose. Change your limit to take another.</translation>
    </message>
    <message>
        <source>No coordinator is on shift now. Call the number your helpline gave you.</source>
        <translation>No coordinator is on shift now. Call the number your helpline gave you.</translation>
    </message>
    <message>
        <source>That colleague is no longer on shift.</source>
        <translation>That colleague is no longer on shift.</translation>
    </message>
    <message>
        <source>The helpline is closed now.</source>
        <translation>The helpline is closed now.</translation>
    </message>
    <message>
        <source>You are on a pause. End it to take someone.</source>
        <translation>You are on a pause. End it to take someone.</translation>
    </message>
    <message>
        <source>The helpline is full now.</source>
        <translation>The helpline is full now.</translation>
    </message>
    <message>
        <source>A key for this week is missing, so the line is closed. Tell a coordinator.</source>
        <translation>A key for this week is missing, so the line is closed. Tell a coordinator.</translation>
    </message>
    <message>
        <source>That is not possible just now.</source>
        <translation>That is not possible just now.</translation>
    </message>
    <message>
        <source>Your role may not do that.</source>
        <translation>Your role may not do that.</translation>
    </message>
    <message>
        <source>That conversation is over.</source>
        <translation>That conversation is over.</translation>
    </message>
    <message>
        <source>That conversation is no longer there.</source>
        <translation>That conversation is no longer there.</translation>
    </message>
    <message>
        <source>That went too fast for the server. It goes on by itself in a moment.</source>
        <translation>That went too fast for the server. It goes on by itself in a moment.</translation>
    </message>
    <message>
        <source>That text is too long for one line. Send it in parts.</source>
        <translation>That text is too long for one line. Send it in parts.</translation>
    </message>
    <message>
        <source>That text holds characters that cannot be sent. It still stands in the box.</source>
        <translation>That text holds characters that cannot be sent. It still stands in the box.</translation>
    </message>
    <message>
        <source>The visitor&apos;s browser is not ready yet. Your line waits here.</source>
        <translation>The visitor&apos;s browser is not ready yet. Your line waits here.</translation>
    </message>
    <message>
        <source>There is no connection. What you write stays here and goes when it is back.</source>
        <translation>There is no connection. What you write stays here and goes when it is back.</translation>
    </message>
    <message>
        <source>The console is behind. Wait a moment and do it again.</source>
        <translation>The console is behind. Wait a moment and do it again.</translation>
    </message>
    <message>
        <source>This computer has no key store that works. Ask a coordinator for help.</source>
        <translation>This computer has no key store that works. Ask a coordinator for help.</translation>
    </message>
    <message>
        <source>The server is stopping for a moment. You are reconnected by itself.</source>
        <translation>The server is stopping for a moment. You are reconnected by itself.</translation>
    </message>
    <message>
        <source>Your certificate does not hold any more. Ask a coordinator to renew it.</source>
        <translation>Your certificate does not hold any more. Ask a coordinator to renew it.</translation>
    </message>
    <message>
        <source>That did not work. Check the password, or ask a coordinator for a new code.</source>
        <translation>That did not work. Check the password, or ask a coordinator for a new code.</translation>
    </message>
    <message>
        <source>Those six figures are not right, or just expired. Use the newest ones.</source>
        <translation>Those six figures are not right, or just expired. Use the newest ones.</translation>
    </message>
    <message>
        <source>This code is unknown, used or older than a day. Ask a coordinator for a new one.</source>
        <translation>This code is unknown, used or older than a day. Ask a coordinator for a new one.</translation>
    </message>
    <message>
        <source>This is not a whole code. Check that you copied all of it.</source>
        <translation>This is not a whole code. Check that you copied all of it.</translation>
    </message>
    <message>
        <source>This password is too short. Use at least twelve characters.</source>
        <translation>This password is too short. Use at least twelve characters.</translation>
    </message>
    <message>
        <source>You have a shift on another computer.</source>
        <translation>You have a shift on another computer.</translation>
    </message>
    <message>
        <source>That is not the password.</source>
        <translation>That is not the password.</translation>
    </message>
    <message>
        <source>This console and the server have different versions. Update the console.</source>
        <translation>This console and the server have different versions. Update the console.</translation>
    </message>
    <message>
        <source>The server did not understand the console. Update the console.</source>
        <translation>The server did not understand the console. Update the console.</translation>
    </message>
    <message>
        <source>The house policy changed meanwhile. Do it again.</source>
        <translation>The house policy changed meanwhile. Do it again.</translation>
    </message>
    <message>
        <source>The server does not answer. Check your connection.</source>
        <translation>The server does not answer. Check your connection.</translation>
    </message>
    <message>
        <source>That address is not secured. It has to begin with https.</source>
        <translation>That address is not secured. It has to begin with https.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is wrong. Set it right, then connect again.</source>
        <translation>This computer&apos;s clock is wrong. Set it right, then connect again.</translation>
    </message>
    <message>
        <source>A colleague&apos;s word could not be read. Ask them to say it again.</source>
        <translation>A colleague&apos;s word could not be read. Ask them to say it again.</translation>
    </message>
    <message>
        <source>That needs the recovery kit of your helpline.</source>
        <translation>That needs the recovery kit of your helpline.</translation>
    </message>
    <message>
        <source>A file of this console is damaged. Ask a coordinator for a new code.</source>
        <translation>A file of this console is damaged. Ask a coordinator for a new code.</translation>
    </message>
    <message>
        <source>This console is older than its files. Update it.</source>
        <translation>This console is older than its files. Update it.</translation>
    </message>
    <message>
        <source>The console cannot write to its folder on this computer.</source>
        <translation>The console cannot write to its folder on this computer.</translation>
    </message>
    <message>
        <source>This computer&apos;s key store does not answer. Nothing is lost; try again.</source>
        <translation>This computer&apos;s key store does not answer. Nothing is lost; try again.</translation>
    </message>
    <message>
        <source>Your notes of before can no longer be opened: their key is gone. They have been destroyed.</source>
        <translation>Your notes of before can no longer be opened: their key is gone. They have been destroyed.</translation>
    </message>
    <message>
        <source>The file of your notes was damaged. It has been destroyed.</source>
        <translation>The file of your notes was damaged. It has been destroyed.</translation>
    </message>
    <message>
        <source>The file of your notes does not open with the keys at hand.</source>
        <translation>The file of your notes does not open with the keys at hand.</translation>
    </message>
    <message>
        <source>This computer&apos;s disk is full or refuses. Make room, then try again.</source>
        <translation>This computer&apos;s disk is full or refuses. Make room, then try again.</translation>
    </message>
    <message>
        <source>Another program holds the file of your notes. Close it, then try again.</source>
        <translation>Another program holds the file of your notes. Close it, then try again.</translation>
    </message>
    <message>
        <source>Luwte is already open on this computer. Go on in that window.</source>
        <translation>Luwte is already open on this computer. Go on in that window.</translation>
    </message>
    <message>
        <source>Luwte was started anew before this line left. Send it again if it still fits.</source>
        <translation>Luwte was started anew before this line left. Send it again if it still fits.</translation>
    </message>
    <message>
        <source>Nobody else is on shift now. Your line was not sent.</source>
        <translation>Nobody else is on shift now. Your line was not sent.</translation>
    </message>
    <message>
        <source>That note is full. Go on in another one or in the pad.</source>
        <translation>That note is full. Go on in another one or in the pad.</translation>
    </message>
    <message>
        <source>This computer&apos;s disk refuses. What you registered waits in memory: keep Luwte open until your shift has ended.</source>
        <translation>This computer&apos;s disk refuses. What you registered waits in memory: keep Luwte open until your shift has ended.</translation>
    </message>
    <message>
        <source>That registration has left already. It counts as it was.</source>
        <translation>That registration has left already. It counts as it was.</translation>
    </message>
    <message>
        <source>There is no room left for registrations on this computer. What you registered waits in memory: keep Luwte open until your shift has ended.</source>
        <translation>There is no room left for registrations on this computer. What you registered waits in memory: keep Luwte open until your shift has ended.</translation>
    </message>
    <message numerus="yes">
        <source>Your access runs for %n more day(s). Ask whoever keeps the recovery kit to run: luwte admin renew --kit FOLDER.</source>
        <translation>
            <numerusform>Your access runs for %n more day. Ask whoever keeps the recovery kit to run: luwte admin renew --kit FOLDER.</numerusform>
            <numerusform>Your access runs for %n more days. Ask whoever keeps the recovery kit to run: luwte admin renew --kit FOLDER.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your own certificate ends in %n day(s). Ask whoever keeps the recovery kit to run: luwte admin renew --kit FOLDER. After that, run: luwte admin keys --again.</source>
        <translation>
            <numerusform>Your own certificate ends in %n day. Ask whoever keeps the recovery kit to run: luwte admin renew --kit FOLDER. After that, run yourself: luwte admin keys --again.</numerusform>
            <numerusform>Your own certificate ends in %n days. Ask whoever keeps the recovery kit to run: luwte admin renew --kit FOLDER. After that, run yourself: luwte admin keys --again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your access runs for %n more day(s). As soon as a coordinator is signed in too, it is extended by itself.</source>
        <translation>
            <numerusform>Your access runs for %n more day. As soon as a coordinator is signed in too, it is extended by itself.</numerusform>
            <numerusform>Your access runs for %n more days. As soon as a coordinator is signed in too, it is extended by itself.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your colleague</source>
        <translation>Your colleague</translation>
    </message>
    <message>
        <source>{0} is off shift now. Their notes can no longer be opened.</source>
        <translation>{0} is off shift now. Their notes can no longer be opened.</translation>
    </message>
    <message>
        <source>This conversation is full. End it; the visitor can begin a new one.</source>
        <translation>This conversation is full. End it; the visitor can begin a new one.</translation>
    </message>
    <message>
        <source>That is too long. Make it shorter.</source>
        <translation>That is too long. Make it shorter.</translation>
    </message>
    <message>
        <source>No new visitors come to you now. Take visitors again, then accept.</source>
        <translation>No new visitors come to you now. Take visitors again, then accept.</translation>
    </message>
    <message>
        <source>End or hand over your conversations first.</source>
        <translation>End or hand over your conversations first.</translation>
    </message>
    <message>
        <source>Renewing {0} needs the recovery kit of your helpline.</source>
        <translation>Renewing {0} needs the recovery kit of your helpline.</translation>
    </message>
    <message>
        <source>{0} does not ask for new keys any more.</source>
        <translation>{0} does not ask for new keys any more.</translation>
    </message>
    <message>
        <source>{0} was not renewed: the wish came with a certificate that was replaced. Let them sign in and ask again.</source>
        <translation>{0} was not renewed: the wish came with a certificate that was replaced. Let them sign in and ask again.</translation>
    </message>
    <message>
        <source>The certificate of {0} ended before it was renewed. Give them a new code.</source>
        <translation>The certificate of {0} ended before it was renewed. Give them a new code.</translation>
    </message>
    <message>
        <source>{0} was not renewed: their access has been ended.</source>
        <translation>{0} was not renewed: their access has been ended.</translation>
    </message>
    <message>
        <source>A wish in the name of {0} could not be verified, so nothing was renewed. Ask them by another way.</source>
        <translation>A wish in the name of {0} could not be verified, so nothing was renewed. Ask them by another way.</translation>
    </message>
    <message>
        <source>The server refused the connection.</source>
        <translation>The server refused the connection.</translation>
    </message>
    <message>
        <source>That is not an address of a server.</source>
        <translation>That is not an address of a server.</translation>
    </message>
    <message>
        <source>That did not work. Nothing was lost; do it again in a moment.</source>
        <translation>That did not work. Nothing was lost; do it again in a moment.</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>connected</translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>connecting…</translation>
    </message>
    <message>
        <source>reconnecting…</source>
        <translation>reconnecting…</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>no connection</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not valid, so nothing is sent. Tell a coordinator.</source>
        <translation>The server&apos;s certificate is not valid, so nothing is sent. Tell a coordinator.</translation>
    </message>
    <message>
        <source>The connection dropped. Your text stays here and goes when it is back.</source>
        <translation>The connection dropped. Your text stays here and goes when it is back.</translation>
    </message>
    <message>
        <source>Nobody is waiting. You will hear it.</source>
        <translation>Nobody is waiting. You will hear it.</translation>
    </message>
    <message>
        <source>The line is closed.</source>
        <translation>The line is closed.</translation>
    </message>
    <message>
        <source>The line is closed. It opens at {0}.</source>
        <translation>The line is closed. It opens at {0}.</translation>
    </message>
    <message>
        <source>The line is paused for new visitors.</source>
        <translation>The line is paused for new visitors.</translation>
    </message>
    <message>
        <source>Nobody can join the queue: it is full.</source>
        <translation>Nobody can join the queue: it is full.</translation>
    </message>
    <message>
        <source>What it showed was not signed by your helpline.</source>
        <translation>What it showed was not signed by your helpline.</translation>
    </message>
    <message>
        <source>What it showed was signed by your helpline once, but holds no longer.</source>
        <translation>What it showed was signed by your helpline once, but holds no longer.</translation>
    </message>
    <message>
        <source>It let someone in whom your helpline does not know.</source>
        <translation>It let someone in whom your helpline does not know.</translation>
    </message>
    <message>
        <source>The lines of a conversation were changed on their way.</source>
        <translation>The lines of a conversation were changed on their way.</translation>
    </message>
    <message>
        <source>What it showed cannot be checked.</source>
        <translation>What it showed cannot be checked.</translation>
    </message>
    <message>
        <source>{0} sent you a word. F4 shows it at the right.</source>
        <translation>{0} sent you a word. F4 shows it at the right.</translation>
    </message>
    <message>
        <source>Luwte speaks that language from the next start on.</source>
        <translation>Luwte speaks that language from the next start on.</translation>
    </message>
    <message>
        <source>This conversation is kept longer.</source>
        <translation>This conversation is kept longer.</translation>
    </message>
    <message>
        <source>The line is as you set it.</source>
        <translation>The line is as you set it.</translation>
    </message>
    <message>
        <source>Your new keys wait for a coordinator.</source>
        <translation>Your new keys wait for a coordinator.</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Shortcuts</source>
        <translation>Shortcuts</translation>
    </message>
</context>
<context>
    <name>ShiftBands</name>
    <message>
        <source>Your shift was planned until {0}.</source>
        <translation>Your shift was planned until {0}.</translation>
    </message>
    <message>
        <source>Go on until {0}</source>
        <translation>Go on until {0}</translation>
    </message>
    <message>
        <source>No new visitors come to you. Take leave of whom you talk with in your own time.</source>
        <translation>No new visitors come to you. Take leave of whom you talk with in your own time.</translation>
    </message>
    <message>
        <source>No new visitors come to you. You can end your shift.</source>
        <translation>No new visitors come to you. You can end your shift.</translation>
    </message>
    <message>
        <source>Take visitors again</source>
        <translation>Take visitors again</translation>
    </message>
    <message>
        <source>Your shift ends by itself at {0}. Hand over or end your conversations.</source>
        <translation>Your shift ends by itself at {0}. Hand over or end your conversations.</translation>
    </message>
    <message>
        <source>Your shift ends by itself at {0}.</source>
        <translation>Your shift ends by itself at {0}.</translation>
    </message>
    <message>
        <source>No new visitors</source>
        <translation>No new visitors</translation>
    </message>
    <message>
        <source>Your shift ends in a few minutes, at {0}. Hand over or end your conversations now.</source>
        <translation>Your shift ends in a few minutes, at {0}. Hand over or end your conversations now.</translation>
    </message>
    <message>
        <source>Your shift ends in a few minutes, at {0}.</source>
        <translation>Your shift ends in a few minutes, at {0}.</translation>
    </message>
    <message>
        <source>This computer has no key store that works for notes: after a crash they cannot come back.</source>
        <translation>This computer has no key store that works for notes: after a crash they cannot come back.</translation>
    </message>
    <message>
        <source>Your notes are not on the disk now: {0} They stay here while Luwte is open.</source>
        <translation>Your notes are not on the disk now: {0} They stay here while Luwte is open.</translation>
    </message>
    <message>
        <source>the disk is full or refuses.</source>
        <translation>the disk is full or refuses.</translation>
    </message>
    <message>
        <source>another program holds their file.</source>
        <translation>another program holds their file.</translation>
    </message>
    <message>
        <source>another Luwte works in the same folder.</source>
        <translation>another Luwte works in the same folder.</translation>
    </message>
    <message>
        <source>their file was damaged.</source>
        <translation>their file was damaged.</translation>
    </message>
    <message>
        <source>their file does not open.</source>
        <translation>their file does not open.</translation>
    </message>
    <message>
        <source>this computer&apos;s key store is locked.</source>
        <translation>this computer&apos;s key store is locked.</translation>
    </message>
    <message>
        <source>this computer&apos;s key store did not work.</source>
        <translation>this computer&apos;s key store did not work.</translation>
    </message>
    <message>
        <source>this computer has no key store that works.</source>
        <translation>this computer has no key store that works.</translation>
    </message>
    <message>
        <source>their file could not be made.</source>
        <translation>their file could not be made.</translation>
    </message>
    <message>
        <source>End my shift</source>
        <translation>End my shift</translation>
    </message>
</context>
<context>
    <name>ShiftButton</name>
    <message>
        <source>Until when I go on, and whether visitors still come (F7)</source>
        <translation>Until when I go on, and whether visitors still come (F7)</translation>
    </message>
    <message>
        <source>No new visitors, I am finishing</source>
        <translation>No new visitors, I am finishing</translation>
    </message>
    <message>
        <source>End my shift…</source>
        <translation>End my shift…</translation>
    </message>
    <message>
        <source>finishing, until {0}</source>
        <translation>finishing, until {0}</translation>
    </message>
    <message>
        <source>shift until {0}</source>
        <translation>shift until {0}</translation>
    </message>
    <message>
        <source>Until when do I go on?</source>
        <translation>Until when do I go on?</translation>
    </message>
    <message>
        <source>Another time…</source>
        <translation>Another time…</translation>
    </message>
    <message>
        <source>{0}, the latest</source>
        <translation>{0}, the latest</translation>
    </message>
</context>
<context>
    <name>ShiftSentences</name>
    <message>
        <source>End your shift?</source>
        <translation>End your shift?</translation>
    </message>
    <message>
        <source>End shift</source>
        <translation>End shift</translation>
    </message>
    <message>
        <source>Stay on shift</source>
        <translation>Stay on shift</translation>
    </message>
    <message>
        <source>End your shift and close Luwte?</source>
        <translation>End your shift and close Luwte?</translation>
    </message>
    <message>
        <source>End shift and close</source>
        <translation>End shift and close</translation>
    </message>
    <message>
        <source>You take no new visitors any more. Hand each of them over, or end it with them.</source>
        <translation>You take no new visitors any more. Hand each of them over, or end it with them.</translation>
    </message>
    <message>
        <source>Hand each of them over, or end it with them. Then your shift can end.</source>
        <translation>Hand each of them over, or end it with them. Then your shift can end.</translation>
    </message>
    <message numerus="yes">
        <source>%n visitor(s) still talk with you</source>
        <translation>
            <numerusform>%n visitor still talks with you</numerusform>
            <numerusform>%n visitors still talk with you</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no connection now: nobody can be handed over or told. Better wait until it is back.</source>
        <translation>There is no connection now: nobody can be handed over or told. Better wait until it is back.</translation>
    </message>
    <message>
        <source>What is not registered is counted nowhere.</source>
        <translation>What is not registered is counted nowhere.</translation>
    </message>
    <message numerus="yes">
        <source>%n registration(s) still wait(s) for you</source>
        <translation>
            <numerusform>%n registration still waits for you</numerusform>
            <numerusform>%n registrations still wait for you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n registration(s) would be lost</source>
        <translation>
            <numerusform>%n registration would be lost</numerusform>
            <numerusform>%n registrations would be lost</numerusform>
        </translation>
    </message>
    <message>
        <source>Close all the same</source>
        <translation>Close all the same</translation>
    </message>
    <message>
        <source>Keep Luwte open</source>
        <translation>Keep Luwte open</translation>
    </message>
    <message numerus="yes">
        <source>This computer&apos;s disk refuses %n registration(s), and the server could not be reached. Make room on the disk: Luwte goes on trying as long as it is open.</source>
        <translation>
            <numerusform>This computer&apos;s disk refuses %n registration, and the server could not be reached. Make room on the disk: Luwte goes on trying as long as it is open.</numerusform>
            <numerusform>This computer&apos;s disk refuses %n registrations, and the server could not be reached. Make room on the disk: Luwte goes on trying as long as it is open.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n registration(s) still wait(s) for you too.</source>
        <translation>
            <numerusform>%n registration still waits for you too.</numerusform>
            <numerusform>%n registrations still wait for you too.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n registration(s) you have not sent is (are) counted nowhere.</source>
        <translation>
            <numerusform>%n registration that you have not sent is counted nowhere.</numerusform>
            <numerusform>%n registrations that you have not sent are counted nowhere.</numerusform>
        </translation>
    </message>
    <message>
        <source>To the registration</source>
        <translation>To the registration</translation>
    </message>
    <message>
        <source>No new visitors</source>
        <translation>No new visitors</translation>
    </message>
    <message>
        <source>Keep talking</source>
        <translation>Keep talking</translation>
    </message>
    <message>
        <source>End all the same and close…</source>
        <translation>End all the same and close…</translation>
    </message>
    <message>
        <source>End all the same…</source>
        <translation>End all the same…</translation>
    </message>
    <message numerus="yes">
        <source>%n visitor(s) come to the head of the queue, where a colleague can take over.</source>
        <translation>
            <numerusform>%n visitor comes to the head of the queue, where a colleague can take over.</numerusform>
            <numerusform>%n visitors come to the head of the queue, where a colleague can take over.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There is no connection: %n visitor(s) see that you are away, and come to the head of the queue after a while.</source>
        <translation>
            <numerusform>There is no connection: %n visitor sees that you are away, and comes to the head of the queue after a while.</numerusform>
            <numerusform>There is no connection: %n visitors see that you are away, and come to the head of the queue after a while.</numerusform>
        </translation>
    </message>
    <message>
        <source>Lines that were not sent are lost.</source>
        <translation>Lines that were not sent are lost.</translation>
    </message>
    <message>
        <source>End your shift while people talk with you?</source>
        <translation>End your shift while people talk with you?</translation>
    </message>
    <message>
        <source>End all the same</source>
        <translation>End all the same</translation>
    </message>
    <message>
        <source>End that shift and wipe it?</source>
        <translation>End that shift and wipe it?</translation>
    </message>
    <message>
        <source>Its notes and drafts are destroyed unread. Nobody can bring them back.</source>
        <translation>Its notes and drafts are destroyed unread. Nobody can bring them back.</translation>
    </message>
    <message>
        <source>End and wipe</source>
        <translation>End and wipe</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Keep it</translation>
    </message>
    <message>
        <source>Unlock first. Then you can end your shift and close Luwte.</source>
        <translation>Unlock first. Then you can end your shift and close Luwte.</translation>
    </message>
    <message>
        <source>Your shift still runs on this computer, until {0}. Sign in to go on.</source>
        <translation>Your shift still runs on this computer, until {0}. Sign in to go on.</translation>
    </message>
    <message>
        <source>Luwte stopped before your shift was closed. Your notes and drafts are still here.</source>
        <translation>Luwte stopped before your shift was closed. Your notes and drafts are still here.</translation>
    </message>
    <message>
        <source>Luwte stopped before your shift was closed. It runs until {0}, and your notes and drafts are still here.</source>
        <translation>Luwte stopped before your shift was closed. It runs until {0}, and your notes and drafts are still here.</translation>
    </message>
    <message>
        <source>You went on at another computer.</source>
        <translation>You went on at another computer.</translation>
    </message>
    <message>
        <source>A coordinator ended your access.</source>
        <translation>A coordinator ended your access.</translation>
    </message>
    <message>
        <source>A coordinator ended your shift.</source>
        <translation>A coordinator ended your shift.</translation>
    </message>
    <message>
        <source>Your shift reached its latest end.</source>
        <translation>Your shift reached its latest end.</translation>
    </message>
    <message>
        <source>Nothing opens your notes any more.</source>
        <translation>Nothing opens your notes any more.</translation>
    </message>
    <message>
        <source>Your notes no longer exist.</source>
        <translation>Your notes no longer exist.</translation>
    </message>
    <message>
        <source>Your notes could not be destroyed yet.</source>
        <translation>Your notes could not be destroyed yet.</translation>
    </message>
    <message>
        <source>Your notes were removed here, but their key is not gone yet.</source>
        <translation>Your notes were removed here, but their key is not gone yet.</translation>
    </message>
    <message>
        <source>Thank you.</source>
        <translation>Thank you.</translation>
    </message>
    <message>
        <source>Destroyed at {0}</source>
        <translation>Destroyed at {0}</translation>
    </message>
    <message>
        <source>What happened at {0}</source>
        <translation>What happened at {0}</translation>
    </message>
    <message numerus="yes">
        <source>What this computer could read of %n conversation(s)</source>
        <translation>
            <numerusform>What this computer could read of %n conversation</numerusform>
            <numerusform>What this computer could read of %n conversations</numerusform>
        </translation>
    </message>
    <message>
        <source>This computer&apos;s half of the key</source>
        <translation>This computer&apos;s half of the key</translation>
    </message>
    <message>
        <source>The server&apos;s half of the key</source>
        <translation>The server&apos;s half of the key</translation>
    </message>
    <message numerus="yes">
        <source>%n registration(s) was (were) sent, among others</source>
        <translation>
            <numerusform>%n registration was sent, among others</numerusform>
            <numerusform>%n registrations were sent, among others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n registration(s) wait(s) here until you sign in again</source>
        <translation>
            <numerusform>%n registration waits here until you sign in again</numerusform>
            <numerusform>%n registrations wait here until you sign in again</numerusform>
        </translation>
    </message>
    <message>
        <source>Whoever has this computer could open what a disk may have kept. Tell a coordinator.</source>
        <translation>Whoever has this computer could open what a disk may have kept. Tell a coordinator.</translation>
    </message>
    <message>
        <source>Until {0}, whoever has this computer could open what a disk may have kept. Tell a coordinator.</source>
        <translation>Until {0}, whoever has this computer could open what a disk may have kept. Tell a coordinator.</translation>
    </message>
    <message>
        <source>A disk may keep old pieces, whatever is written over them. The key is gone; without it they are noise.</source>
        <translation>A disk may keep old pieces, whatever is written over them. The key is gone; without it they are noise.</translation>
    </message>
    <message>
        <source>Luwte closes by itself at {0}.</source>
        <translation>Luwte closes by itself at {0}.</translation>
    </message>
    <message numerus="yes">
        <source>Your %n note(s) and the key of this shift are destroyed. Nobody can bring them back.</source>
        <translation>
            <numerusform>Your note and the key of this shift are destroyed. Nobody can bring them back.</numerusform>
            <numerusform>Your %n notes and the key of this shift are destroyed. Nobody can bring them back.</numerusform>
        </translation>
    </message>
    <message>
        <source>The key of this shift is destroyed. You can begin another one afterwards.</source>
        <translation>The key of this shift is destroyed. You can begin another one afterwards.</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s)</source>
        <translation>
            <numerusform>%n draft</numerusform>
            <numerusform>%n drafts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unsent line(s)</source>
        <translation>
            <numerusform>%n unsent line</numerusform>
            <numerusform>%n unsent lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open registration(s)</source>
        <translation>
            <numerusform>%n open registration</numerusform>
            <numerusform>%n open registrations</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} and {1}</source>
        <translation>{0} and {1}</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message>
        <source>removed, but the disk refused to overwrite</source>
        <translation>removed, but the disk refused to overwrite</translation>
    </message>
    <message>
        <source>overwritten and removed</source>
        <translation>overwritten and removed</translation>
    </message>
    <message>
        <source>A file could not be removed. Restart the computer.</source>
        <translation>A file could not be removed. Restart the computer.</translation>
    </message>
    <message>
        <source>The folder of Luwte could not be read.</source>
        <translation>The folder of Luwte could not be read.</translation>
    </message>
    <message>
        <source>Something could not be removed from the disk.</source>
        <translation>Something could not be removed from the disk.</translation>
    </message>
    <message>
        <source>it is locked</source>
        <translation>it is locked</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>it is not there</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>it is damaged</translation>
    </message>
    <message>
        <source>This computer&apos;s half of the key is still in its key store: {0}.</source>
        <translation>This computer&apos;s half of the key is still in its key store: {0}.</translation>
    </message>
    <message>
        <source>This computer&apos;s half of the key is still in its key store: it did not answer.</source>
        <translation>This computer&apos;s half of the key is still in its key store: it did not answer.</translation>
    </message>
    <message>
        <source>The server could not be told yet. It lets its half go when the shift&apos;s time is up.</source>
        <translation>The server could not be told yet. It lets its half go when the shift&apos;s time is up.</translation>
    </message>
    <message>
        <source>The server could not be told yet. It lets its half go by itself, at {0} at the latest.</source>
        <translation>The server could not be told yet. It lets its half go by itself, at {0} at the latest.</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Accept who waits longest</source>
        <translation>Accept who waits longest</translation>
    </message>
    <message>
        <source>Next conversation</source>
        <translation>Next conversation</translation>
    </message>
    <message>
        <source>Previous conversation</source>
        <translation>Previous conversation</translation>
    </message>
    <message>
        <source>Find one of my conversations</source>
        <translation>Find one of my conversations</translation>
    </message>
    <message>
        <source>Send the reply</source>
        <translation>Send the reply</translation>
    </message>
    <message>
        <source>New line in the reply</source>
        <translation>New line in the reply</translation>
    </message>
    <message>
        <source>Where a word begins: insert a reply or a referral</source>
        <translation>Where a word begins: insert a reply or a referral</translation>
    </message>
    <message>
        <source>Spelling of the word at the caret</source>
        <translation>Spelling of the word at the caret</translation>
    </message>
    <message>
        <source>Take back a line that has not left</source>
        <translation>Take back a line that has not left</translation>
    </message>
    <message>
        <source>To the reply box</source>
        <translation>To the reply box</translation>
    </message>
    <message>
        <source>To the lines: arrows read them, Ctrl+C copies one</source>
        <translation>To the lines: arrows read them, Ctrl+C copies one</translation>
    </message>
    <message>
        <source>Search in this conversation</source>
        <translation>Search in this conversation</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>Ask a colleague along</source>
        <translation>Ask a colleague along</translation>
    </message>
    <message>
        <source>Call a coordinator</source>
        <translation>Call a coordinator</translation>
    </message>
    <message>
        <source>End the conversation</source>
        <translation>End the conversation</translation>
    </message>
    <message>
        <source>Register: to a form that waits, else a new one</source>
        <translation>Register: to a form that waits, else a new one</translation>
    </message>
    <message>
        <source>To my notes, and back to the reply</source>
        <translation>To my notes, and back to the reply</translation>
    </message>
    <message>
        <source>To the team room</source>
        <translation>To the team room</translation>
    </message>
    <message>
        <source>To readers, keeping and words to a colleague</source>
        <translation>To readers, keeping and words to a colleague</translation>
    </message>
    <message>
        <source>Search in the notes of this shift</source>
        <translation>Search in the notes of this shift</translation>
    </message>
    <message>
        <source>In a registration</source>
        <translation>In a registration</translation>
    </message>
    <message>
        <source>In the figures</source>
        <translation>In the figures</translation>
    </message>
    <message>
        <source>All themes; letters find one</source>
        <translation>All themes; letters find one</translation>
    </message>
    <message>
        <source>To the next question</source>
        <translation>To the next question</translation>
    </message>
    <message>
        <source>Register it</source>
        <translation>Register it</translation>
    </message>
    <message>
        <source>Leave it for later</source>
        <translation>Leave it for later</translation>
    </message>
    <message>
        <source>The table behind a chart, and back</source>
        <translation>The table behind a chart, and back</translation>
    </message>
    <message>
        <source>Back, and forget what was opened</source>
        <translation>Back, and forget what was opened</translation>
    </message>
    <message>
        <source>In a note: tick box on this line</source>
        <translation>In a note: tick box on this line</translation>
    </message>
    <message>
        <source>To a colleague&apos;s request, or what a notice offers</source>
        <translation>To a colleague&apos;s request, or what a notice offers</translation>
    </message>
    <message>
        <source>In a note: the time</source>
        <translation>In a note: the time</translation>
    </message>
    <message>
        <source>Show or hide the pane at the right</source>
        <translation>Show or hide the pane at the right</translation>
    </message>
    <message>
        <source>My shift: until when, no new visitors</source>
        <translation>My shift: until when, no new visitors</translation>
    </message>
    <message>
        <source>Begin or end a pause</source>
        <translation>Begin or end a pause</translation>
    </message>
    <message>
        <source>Hide everything</source>
        <translation>Hide everything</translation>
    </message>
    <message>
        <source>At once out of sight, and locked</source>
        <translation>At once out of sight, and locked</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>This sheet</translation>
    </message>
</context>
<context>
    <name>SideBar</name>
    <message>
        <source>Accept</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>Take who waits longest (Ctrl+Enter)</source>
        <translation>Take who waits longest (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Mine</translation>
    </message>
    <message>
        <source>Nobody goes by that nickname.</source>
        <translation>Nobody goes by that nickname.</translation>
    </message>
    <message>
        <source>Who you accept appears here.</source>
        <translation>Who you accept appears here.</translation>
    </message>
    <message>
        <source>Colleagues</source>
        <translation>Colleagues</translation>
    </message>
    <message>
        <source>Nobody else is on shift.</source>
        <translation>Nobody else is on shift.</translation>
    </message>
    <message>
        <source>You are on a pause: no alarm, no new visitor.</source>
        <translation>You are on a pause: no alarm, no new visitor.</translation>
    </message>
    <message>
        <source>No new visitors come to you.</source>
        <translation>No new visitors come to you.</translation>
    </message>
    <message>
        <source>Nobody is sent to you while you rest.</source>
        <translation>Nobody is sent to you while you rest.</translation>
    </message>
    <message>
        <source>You chose not to see who waits.</source>
        <translation>You chose not to see who waits.</translation>
    </message>
    <message>
        <source>Someone is waiting.</source>
        <translation>Someone is waiting.</translation>
    </message>
    <message>
        <source>{0} of {1} colleagues free</source>
        <translation>{0} of {1} colleagues free</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Good to see you</source>
        <translation>Good to see you</translation>
    </message>
    <message>
        <source>Sign in with your password to begin.</source>
        <translation>Sign in with your password to begin.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Six figures from your phone</source>
        <translation>Six figures from your phone</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>Good to see you, {0}</source>
        <translation>Good to see you, {0}</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>One moment…</translation>
    </message>
</context>
<context>
    <name>SilenceBar</name>
    <message>
        <source>Ask gently</source>
        <translation>Ask gently</translation>
    </message>
    <message>
        <source>Sends the question your helpline wrote for this</source>
        <translation>Sends the question your helpline wrote for this</translation>
    </message>
    <message>
        <source>Close with a kind word</source>
        <translation>Close with a kind word</translation>
    </message>
    <message>
        <source>It has been quiet for a while.</source>
        <translation>It has been quiet for a while.</translation>
    </message>
    <message>
        <source>Your question got no answer. You may close the conversation.</source>
        <translation>Your question got no answer. You may close the conversation.</translation>
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
        <translation>Reply</translation>
    </message>
    <message>
        <source>No suggestions</source>
        <translation>No suggestions</translation>
    </message>
    <message>
        <source>Leave this word as it is</source>
        <translation>Leave this word as it is</translation>
    </message>
</context>
<context>
    <name>StillTalking</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>If it cannot wait:</source>
        <translation>If it cannot wait:</translation>
    </message>
</context>
<context>
    <name>TabStrip</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TeamDelegate</name>
    <message>
        <source>You</source>
        <translation>You</translation>
    </message>
    <message>
        <source>A colleague</source>
        <translation>A colleague</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>on its way</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>sent</translation>
    </message>
    <message>
        <source>not sent · say again</source>
        <translation>not sent · say again</translation>
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
        <translation>Sealed to who is on shift now. Gone afterwards.</translation>
    </message>
    <message>
        <source>Say it to everybody on shift</source>
        <translation>Say it to everybody on shift</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>A colleague</source>
        <translation>A colleague</translation>
    </message>
    <message>
        <source>To the team</source>
        <translation>To the team</translation>
    </message>
    <message>
        <source>Nobody else is on shift</source>
        <translation>Nobody else is on shift</translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) too long.</source>
        <translation>
            <numerusform>%n character too long.</numerusform>
            <numerusform>%n characters too long.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing said yet. What you say here, your team reads.</source>
        <translation>Nothing said yet. What you say here, your team reads.</translation>
    </message>
    <message>
        <source>Nobody else is on shift now. Who comes later cannot read back.</source>
        <translation>Nobody else is on shift now. Who comes later cannot read back.</translation>
    </message>
</context>
<context>
    <name>TextField</name>
    <message numerus="yes">
        <source>%n character(s) too many</source>
        <translation>
            <numerusform>%n character too many</numerusform>
            <numerusform>%n characters too many</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} of {1}</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>To what is still to be registered (Ctrl+R)</source>
        <translation>To what is still to be registered (Ctrl+R)</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Pause: no alarm, no new visitor (F8)</source>
        <translation>Pause: no alarm, no new visitor (F8)</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>Hide everything (Ctrl+L)</source>
        <translation>Hide everything (Ctrl+L)</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>What you can choose (F10)</source>
        <translation>What you can choose (F10)</translation>
    </message>
    <message>
        <source>End pause</source>
        <translation>End pause</translation>
    </message>
    <message numerus="yes">
        <source>%n registration(s)</source>
        <translation>
            <numerusform>%n registration</numerusform>
            <numerusform>%n registrations</numerusform>
        </translation>
    </message>
    <message>
        <source>What I see of the queue</source>
        <translation>What I see of the queue</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nothing</translation>
    </message>
    <message>
        <source>That someone waits</source>
        <translation>That someone waits</translation>
    </message>
    <message>
        <source>Everyone who waits</source>
        <translation>Everyone who waits</translation>
    </message>
    <message>
        <source>Conversations at once</source>
        <translation>Conversations at once</translation>
    </message>
    <message>
        <source>Sound when someone waits</source>
        <translation>Sound when someone waits</translation>
    </message>
    <message>
        <source>Hold every line, so that I can take it back</source>
        <translation>Hold every line, so that I can take it back</translation>
    </message>
    <message>
        <source>Help with Dutch spelling</source>
        <translation>Help with Dutch spelling</translation>
    </message>
    <message>
        <source>Housemate mode: cover this when I look elsewhere</source>
        <translation>Housemate mode: cover this when I look elsewhere</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Light or dark</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Pause the line for new visitors</source>
        <translation>Pause the line for new visitors</translation>
    </message>
    <message>
        <source>Register a contact…</source>
        <translation>Register a contact…</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Figures</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Shortcuts</translation>
    </message>
    <message>
        <source>Guide for the first shift</source>
        <translation>Guide for the first shift</translation>
    </message>
    <message>
        <source>End my shift…</source>
        <translation>End my shift…</translation>
    </message>
</context>
<context>
    <name>TotpPage</name>
    <message>
        <source>A second key for your sign-in</source>
        <translation>A second key for your sign-in</translation>
    </message>
    <message>
        <source>Scan this with an authenticator app on your phone. It then shows six figures that change.</source>
        <translation>Scan this with an authenticator app on your phone. It then shows six figures that change.</translation>
    </message>
    <message>
        <source>Square for the authenticator app; the same in letters stands below</source>
        <translation>Square for the authenticator app; the same in letters stands below</translation>
    </message>
    <message>
        <source>No camera? Type this into the app:</source>
        <translation>No camera? Type this into the app:</translation>
    </message>
    <message>
        <source>The six figures it shows now</source>
        <translation>The six figures it shows now</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Finish</translation>
    </message>
</context>
<context>
    <name>TranscriptView</name>
    <message>
        <source>Conversation</source>
        <translation>Conversation</translation>
    </message>
    <message>
        <source>Newest line</source>
        <translation>Newest line</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Send now</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>WordDialog</name>
    <message>
        <source>Ask for a word</source>
        <translation>Ask for a word</translation>
    </message>
    <message>
        <source>Only the colleague you choose can read this.</source>
        <translation>Only the colleague you choose can read this.</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Ask</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>Colleague</translation>
    </message>
    <message>
        <source>What you say</source>
        <translation>What you say</translation>
    </message>
    <message>
        <source>Do you have a moment for me? I just had a heavy conversation and would like a short word.</source>
        <translation>Do you have a moment for me? I just had a heavy conversation and would like a short word.</translation>
    </message>
    <message>
        <source>Nobody else is on shift now. Call the number your helpline gave you.</source>
        <translation>Nobody else is on shift now. Call the number your helpline gave you.</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Go back</translation>
    </message>
    <message>
        <source>coordinator</source>
        <translation>coordinator</translation>
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
        <translation>typing…</translation>
    </message>
    <message>
        <source>away</source>
        <translation>away</translation>
    </message>
    <message>
        <source>away, place kept {0}</source>
        <translation>away, place kept {0}</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>gone</translation>
    </message>
    <message>
        <source>joining…</source>
        <translation>joining…</translation>
    </message>
    <message>
        <source>in another tab</source>
        <translation>in another tab</translation>
    </message>
    <message>
        <source>here</source>
        <translation>here</translation>
    </message>
    <message>
        <source>away {0}</source>
        <translation>away {0}</translation>
    </message>
    <message>
        <source>silent {0}</source>
        <translation>silent {0}</translation>
    </message>
    <message>
        <source>not yet sent</source>
        <translation>not yet sent</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>on its way</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>sent</translation>
    </message>
    <message>
        <source>on their screen</source>
        <translation>on their screen</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>not sent</translation>
    </message>
    <message>
        <source>{0} is away · {1}</source>
        <translation>{0} is away · {1}</translation>
    </message>
    <message>
        <source>{0} is back · {1}</source>
        <translation>{0} is back · {1}</translation>
    </message>
    <message>
        <source>{0} has gone · {1}</source>
        <translation>{0} has gone · {1}</translation>
    </message>
    <message>
        <source>{0} joined · {1}</source>
        <translation>{0} joined · {1}</translation>
    </message>
    <message>
        <source>{0} left · {1}</source>
        <translation>{0} left · {1}</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Yesterday</translation>
    </message>
    <message>
        <source>The conversation was ended.</source>
        <translation>The conversation was ended.</translation>
    </message>
    <message>
        <source>A line could not be verified and is not shown.</source>
        <translation>A line could not be verified and is not shown.</translation>
    </message>
    <message>
        <source>leaves in {0} · take back</source>
        <translation>leaves in {0} · take back</translation>
    </message>
    <message>
        <source>not sent · try again</source>
        <translation>not sent · try again</translation>
    </message>
    <message>
        <source>First words</source>
        <translation>First words</translation>
    </message>
    <message>
        <source>You</source>
        <translation>You</translation>
    </message>
    <message>
        <source>A colleague</source>
        <translation>A colleague</translation>
    </message>
    <message>
        <source>Visitor</source>
        <translation>Visitor</translation>
    </message>
    <message numerus="yes">
        <source>%n unread line(s)</source>
        <translation>
            <numerusform>%n unread line</numerusform>
            <numerusform>%n unread lines</numerusform>
        </translation>
    </message>
    <message>
        <source>No nickname</source>
        <translation>No nickname</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) not sent</source>
        <translation>
            <numerusform>%n line not sent</numerusform>
            <numerusform>%n lines not sent</numerusform>
        </translation>
    </message>
    <message>
        <source>away, may come back</source>
        <translation>away, may come back</translation>
    </message>
    <message>
        <source>first words cannot be read</source>
        <translation>first words cannot be read</translation>
    </message>
    <message>
        <source>free</source>
        <translation>free</translation>
    </message>
    <message>
        <source>in conversation</source>
        <translation>in conversation</translation>
    </message>
    <message>
        <source>on a pause</source>
        <translation>on a pause</translation>
    </message>
    <message>
        <source>reconnecting</source>
        <translation>reconnecting</translation>
    </message>
</context>
<context>
    <name>YesNoField</name>
    <message>
        <source>Yes</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
</context>
</TS>
