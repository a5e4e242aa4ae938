<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Appearing</name>
    <message numerus="yes">
        <source>%n more questions</source>
        <translation>
            <numerusform>%n more question</numerusform>
            <numerusform>%n more questions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AssignMember</name>
    <message numerus="yes">
        <source>Assign %n articles</source>
        <translation>
            <numerusform>Assign %n article</numerusform>
            <numerusform>Assign %n articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message numerus="yes">
        <source>%n answers given before are shown again.</source>
        <translation>
            <numerusform>%n answer given before is shown again.</numerusform>
            <numerusform>%n answers given before are shown again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answers hidden; they are kept, and undo brings them back.</source>
        <translation>
            <numerusform>%n answer hidden; it is kept, and undo brings it back.</numerusform>
            <numerusform>%n answers hidden; they are kept, and undo brings them back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answers hidden; they come back with “{choice}”.</source>
        <translation>
            <numerusform>%n answer hidden; it comes back with “{choice}”.</numerusform>
            <numerusform>%n answers hidden; they come back with “{choice}”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Exchange</name>
    <message numerus="yes">
        <source>%n answers</source>
        <translation>
            <numerusform>%n answer</numerusform>
            <numerusform>%n answers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answers marked</source>
        <translation>
            <numerusform>%n answer marked</numerusform>
            <numerusform>%n answers marked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notes</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n things about members</source>
        <translation>
            <numerusform>%n thing about members</numerusform>
            <numerusform>%n things about members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other changes</source>
        <translation>
            <numerusform>%n other change</numerusform>
            <numerusform>%n other changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working files</source>
        <translation>
            <numerusform>%n working file</numerusform>
            <numerusform>%n working files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working files come along</source>
        <translation>
            <numerusform>%n working file comes along</numerusform>
            <numerusform>%n working files come along</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working files are still to come.</source>
        <translation>
            <numerusform>%n working file is still to come.</numerusform>
            <numerusform>%n working files are still to come.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answers will have two versions to settle; both are kept.</source>
        <translation>
            <numerusform>%n answer will have two versions to settle; both are kept.</numerusform>
            <numerusform>%n answers will have two versions to settle; both are kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes wait for the focal point.</source>
        <translation>
            <numerusform>%n change waits for the focal point.</numerusform>
            <numerusform>%n changes wait for the focal point.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes do not count: their author&apos;s role does not allow them.</source>
        <translation>
            <numerusform>%n change does not count: its author&apos;s role does not allow it.</numerusform>
            <numerusform>%n changes do not count: their author&apos;s role does not allow them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n parts wait for earlier work that has not come yet. It will be asked for.</source>
        <translation>
            <numerusform>%n part waits for earlier work that has not come yet. It will be asked for.</numerusform>
            <numerusform>%n parts wait for earlier work that has not come yet. It will be asked for.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n parts cannot be read here yet; they are kept.</source>
        <translation>
            <numerusform>%n part cannot be read here yet; it is kept.</numerusform>
            <numerusform>%n parts cannot be read here yet; they are kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n versions to settle.</source>
        <translation>
            <numerusform>%n version to settle.</numerusform>
            <numerusform>%n versions to settle.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes waited then.</source>
        <translation>
            <numerusform>%n change waited then.</numerusform>
            <numerusform>%n changes waited then.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes did not count.</source>
        <translation>
            <numerusform>%n change did not count.</numerusform>
            <numerusform>%n changes did not count.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message numerus="yes">
        <source>%n questions</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n places found</source>
        <translation>
            <numerusform>%n place found</numerusform>
            <numerusform>%n places found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Nominations</name>
    <message numerus="yes">
        <source>Title, e-mail or telephone of %n members are not known yet: write them into the file, or here and make it again.</source>
        <translation>
            <numerusform>Title, e-mail or telephone of %n member is not known yet: write it into the file, or here and make it again.</numerusform>
            <numerusform>Title, e-mail or telephone of %n members are not known yet: write them into the file, or here and make it again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RestrictDialog</name>
    <message numerus="yes">
        <source>Restrict to %n articles</source>
        <translation>
            <numerusform>Restrict to %n article</numerusform>
            <numerusform>Restrict to %n articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SendCard</name>
    <message numerus="yes">
        <source>With %n working files</source>
        <translation>
            <numerusform>With %n working file</numerusform>
            <numerusform>With %n working files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n others are still to come here.</source>
        <translation>
            <numerusform>%n other is still to come here.</numerusform>
            <numerusform>%n others are still to come here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There was no room for %n working files.</source>
        <translation>
            <numerusform>There was no room for %n working file.</numerusform>
            <numerusform>There was no room for %n working files.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettlingPage</name>
    <message numerus="yes">
        <source>Keep all %n removed entries</source>
        <translation>
            <numerusform>Keep the %n removed entry</numerusform>
            <numerusform>Keep all %n removed entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove all %n of these entries</source>
        <translation>
            <numerusform>Remove this %n entry</numerusform>
            <numerusform>Remove all %n of these entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Synchronising</name>
    <message numerus="yes">
        <source>%n changes wait to go there.</source>
        <translation>
            <numerusform>%n change waits to go there.</numerusform>
            <numerusform>%n changes wait to go there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sealed parts wait to go there.</source>
        <translation>
            <numerusform>%n sealed part waits to go there.</numerusform>
            <numerusform>%n sealed parts wait to go there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working files wait to go there.</source>
        <translation>
            <numerusform>%n working file waits to go there.</numerusform>
            <numerusform>%n working files wait to go there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sealed parts went</source>
        <translation>
            <numerusform>%n sealed part went</numerusform>
            <numerusform>%n sealed parts went</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n messages to the secretariat went.</source>
        <translation>
            <numerusform>%n message to the secretariat went.</numerusform>
            <numerusform>%n messages to the secretariat went.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working files came.</source>
        <translation>
            <numerusform>%n working file came.</numerusform>
            <numerusform>%n working files came.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working files went.</source>
        <translation>
            <numerusform>%n working file went.</numerusform>
            <numerusform>%n working files went.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working files are still to come.</source>
        <translation>
            <numerusform>%n working file is still to come.</numerusform>
            <numerusform>%n working files are still to come.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This computer&apos;s clock is %n minutes fast.</source>
        <translation>
            <numerusform>This computer&apos;s clock is %n minute fast.</numerusform>
            <numerusform>This computer&apos;s clock is %n minutes fast.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This computer&apos;s clock is %n minutes slow.</source>
        <translation>
            <numerusform>This computer&apos;s clock is %n minute slow.</numerusform>
            <numerusform>This computer&apos;s clock is %n minutes slow.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message numerus="yes">
        <source>%n months</source>
        <translation>
            <numerusform>%n month</numerusform>
            <numerusform>%n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message numerus="yes">
        <source>%n to settle</source>
        <translation>
            <numerusform>%n to settle</numerusform>
            <numerusform>%n to settle</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VersionView</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
</TS>
