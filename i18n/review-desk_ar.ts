<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Review Desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A program to answer the questionnaires of the review mechanism of the United Nations Convention against Transnational Organized Crime, offline and encrypted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unofficial working text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The wording of the questions is this program&apos;s own. It is not the official text and takes its place nowhere. The program is neither made nor endorsed by the United Nations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What leaves this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing, unless you export, print or back it up. There is no account, and the program reports nothing to anybody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review Desk is free software under the Apache License 2.0. It uses Qt (LGPL), SQLCipher (BSD), Lucide icons (ISC), and others named in its documentation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Acknowledgement</name>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnswerList</name>
    <message>
        <source>Show {count} more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Appearing</name>
    <message numerus="yes">
        <source>%n more questions</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Approval</name>
    <message>
        <source>The response is approved and locked already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it again first, with a reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are two versions of an answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settle them first, on the page “To settle”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions that are not complete: {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complete them, or say why it is approved all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been answered yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer the first questions, then come back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something came in while you were about to approve.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at it, and approve again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The response is not locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can go on editing it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The response was submitted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the secretariat can open it again: ask it to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be done now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ApproveCard</name>
    <message>
        <source>Approve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approving, and working out what is frozen…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approving what is finished…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The focal point approves: {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The focal point approves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve what is finished ({count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approving the whole response freezes it as it is now and locks it for everybody, until you open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two versions of an answer have to be settled before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to “To settle”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve and lock the response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions that are not complete: {count}. Everybody can read this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it is approved although something is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve it all the same, and lock it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ApprovedCard</name>
    <message>
        <source>Approved and locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another approval of this number was made at the same time. This one counts, on every computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approved although {count} questions are not complete: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digest of what was approved; it stands on the printed response too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as Word…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it has to be opened again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the response again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was approved is kept as it was. Everybody can read this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask to open it again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the secretariat to open it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was submitted, so only the secretariat can open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If something has to change, ask {name} to open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If something has to change, ask the focal point to open it again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ArticleChoice</name>
    <message>
        <source>Articles</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ArticleHead</name>
    <message>
        <source>Unofficial working text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the article as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print or export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assign to somebody…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve what is finished here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ArticleView</name>
    <message>
        <source>Nothing in this article is finished and not yet approved.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AssignArticle</name>
    <message>
        <source>Assign to somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole article: {article}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To whom</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AssignDialog</name>
    <message>
        <source>Due on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due on which day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assigned so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everybody sees who does what. They learn of it by an exchange file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AssignMember</name>
    <message>
        <source>Assign articles to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A single question is assigned on the page of its article.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Assign %n articles</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Assign articles</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Assignments</name>
    <message>
        <source>Finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overdue: it was due on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions finished: {done} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {what}. {due}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two versions: choose on “To settle”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BackupDialog</name>
    <message>
        <source>Make a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose where…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup is made, and was read back to be sure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make another…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the backup…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One file holds everything in your profile, encrypted as it is here. Your passphrase or the recovery sheet opens it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A good place is a stick that you keep elsewhere, not this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups ({pattern})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Barred</name>
    <message>
        <source>Not in your part: the focal point restricted you to other questions. You can read this, and leave a note if something should change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are an observer: you can read everything and change nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This response is approved and locked. The focal point can open it again on the page “Submission”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are no longer a member of this response. You can read this; what you would write is not taken.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ButtonChoice</name>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the choice back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer the question before you call it finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not finished yet: “{question}” needs an answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not finished yet: “{question}” has an answer that is not allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written by {names}, whom the focal point has not confirmed yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No legal reference yet. A Yes is expected to name the law and its article; the question can be finished without.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n answers given before are shown again.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answers hidden; they are kept, and undo brings them back.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answers hidden; they come back with “{choice}”.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangedCard</name>
    <message>
        <source>Changed after approval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was approved is not altered by this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And {count} more.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CodeFileDialog</name>
    <message>
        <source>Choose where to save the file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have noted the code: close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files of Review Desk ({pattern})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CodePaper</name>
    <message>
        <source>Print the sheet…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet was saved. Print it, then delete the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not protected: whoever opens it can read the code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet could not be saved there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your profile is not concerned. Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>Outline and search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help, history, notes and files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous question (Alt+Up)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next question (Alt+Down)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Confirm {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call {name} at a number that you know, and have them read out the digits on their page “People”. Confirm only if they are these:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits of the computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than one computer waits. Choose the one whose digits they read out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The digits are the same: confirm</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Something in the program went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was saved is safe. You can continue; if it happens again, close the program and start it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To have it mended, send this report to support. It names places in the program and nothing that you wrote.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Damaged</name>
    <message>
        <source>Your profile cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some of its files are damaged or missing. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is in the folder {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If you have a backup, restore it: what is in the folder now is moved aside, not deleted. Without a backup, ask support before you change anything there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DateControl</name>
    <message>
        <source>Calendar</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DateTimeControl</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetailsDialog</name>
    <message>
        <source>Name, title, telephone of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title or office</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep these</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DirectionMenu</name>
    <message>
        <source>Direction of the paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By the text itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left to right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right to left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Doorway</name>
    <message>
        <source>One moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review Desk is starting…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Entrance</name>
    <message>
        <source>Making your profile…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the backup of your profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups ({pattern})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restoring the backup…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup is restored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it with the passphrase it had when it was made.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>The questionnaire has no such step any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the timeline again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This day is still to come in Vienna.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note what is done once it is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the page “People” again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This person is not a member of this response any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is more than one member of this name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose by e-mail address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The focal point cannot be removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand over to somebody else first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The response cannot be handed over to this person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm them first, or choose somebody else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This day is over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one that is still to come, or hand over for good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The role of focal point is not given like another role.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand over to somebody instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to confirm about this person any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two computers used this invitation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the digits, and choose the right computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer does not wait to be confirmed any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer is not in the response any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the only computer of the focal point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand over, or add another computer first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have had too many computers in this response.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the focal point to invite you with the new computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody without a name cannot be invited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type their name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This work waits no longer: it was decided about.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is chosen for this part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a member, or type the name of an organisation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This assignment was taken back already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing in the note yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write something first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The note is too long: 10,000 characters are the most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make two of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you wrote is too long to be shared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it shorter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no reason yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write why; everybody in the response can read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reason is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum it up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This note is not yours, or was taken back already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only whoever wrote a note can take it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the questionnaire file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the keys of the profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the folder of the profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the exchange file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something in the program went wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was saved is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on working or start the program again, and report this to support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This passphrase or code does not open the profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check caps lock and the keyboard layout, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review Desk cannot read {what}: it is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the latest backup, or ask support with the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A newer program made {what}: its format is {found}, this program reads {supported}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newer Review Desk to open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your profile could not be brought to this program&apos;s format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is as it was, and a copy was made: {backup}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with the older program, and ask support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room left on the disk that holds {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was saved before is safe, and nothing was half written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space on that disk, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review Desk is not allowed to write {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was saved before is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close it if it is open in another program, check the rights of its folder, or choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This profile is open in another window or program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on in that window, or close it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no profile in the folder {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a profile there, or restore one from a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a profile in the folder {folder} already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an empty folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This passphrase is too easy to guess.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take four or more words that do not belong together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This passphrase is too short.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This questionnaire cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of it was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the details to whoever made it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This questionnaire cannot be used: {fault}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask whoever sent it for a new copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The questionnaire file was altered after it was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has signed this questionnaire file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This questionnaire is signed by somebody whom you have not accepted yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is not a questionnaire of Review Desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program came without its questionnaires.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is larger than a questionnaire can be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This questionnaire file cannot be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the program again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The questionnaire has no question “{reference}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for the question by its words instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This answer is given by the questionnaire itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This choice is not offered here any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not an answer of the kind asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room for more here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The questionnaire itself says how many there are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The focal point restricted you to your part of the questionnaire.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Observers read everything and change nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are no longer a member of this response.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The response is approved and locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are two versions of this answer to settle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be done here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer is as it was before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This question cannot be called finished yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend what is marked in it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This response is not in the profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another response on the home page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report needs fonts that this computer lacks: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your answers are not concerned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install them and make the PDF again, or take Word, which needs none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No font on this computer has the character {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install a font that has it, write it otherwise, or take Word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be used: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not the whole code: it has {digits} digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A code has digits only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group {number} of the code has a slip in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare it with what you noted, digit by digit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file was made for somebody else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file belongs to another response.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file comes from somebody who is not a member of this response.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no exchange file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is an invitation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The end of this file is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is larger than an exchange file may be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A newer program made this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of this file are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file cannot be read from where it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All that this file brings is here already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code is not that of this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This response is in the profile already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is for something else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This invitation counts no more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer that this file is for was removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This reserve was replaced by a later one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask its sender to make one for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it with “Join a colleague&apos;s response”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy it again from where it came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newer Review Desk, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose all parts together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have the code told to you again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose it from the list of responses. Only a computer that was removed has to join again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the focal point for another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make another file at your other computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the file and the code of that one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is damaged or was altered on the way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask its sender for a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No exchange file was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invite somebody first: there is nobody to send to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose again whom it is for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An older program made this response; it cannot be shared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a file instead of text, or larger parts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose larger parts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It would be for too many computers, most of them of {who}. Choose whom it is for, or have the focal point remove computers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that it is a file, and your rights to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file that has the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is too large: a file may have 15 MiB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach the part of it that matters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is still to come.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for an exchange file with working files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask whoever attached it to attach it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is not attached any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the list of files again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was written of {what} could not be read back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take another stick or disk: this one may be faulty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your role in this response does not let you do this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the focal point to do it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is another questionnaire: {new}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This response has this version already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This response is approved and locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is version {new}, and the response has version {old} already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a newer version of the same questionnaire.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The focal point can open it again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Exchange</name>
    <message numerus="yes">
        <source>%n answers</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answers marked</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n things about members</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other changes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working files</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working files come along</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working files are still to come.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answers will have two versions to settle; both are kept.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes wait for the focal point.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes do not count: their author&apos;s role does not allow them.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n parts wait for earlier work that has not come yet. It will be asked for.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n parts cannot be read here yet; they are kept.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is the focal point from then on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No member any more: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {sender}. It brings something new.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {sender}. All of it is here already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made for somebody else. Ask its sender to make one for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It belongs to another response.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its sender is not a member as far as is known here. If this profile was put back from a backup, ask for “Everything once more”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no exchange file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An invitation. Open it with “Join a colleague&apos;s response”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged, or altered on the way. Ask its sender for a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its end is missing. Copy it again from where it came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger than an exchange file may be. Ask its sender for a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A newer program made it. Install the newer Review Desk first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be read. Copy it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of it are missing. Choose all parts together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>somebody with the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrote a file for a courier to {who}, {when}: {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n versions to settle.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes waited then.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes did not count.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Made a file for {who}, {when}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read a file from {who}, {when}. Nothing in it was new.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read {what} from {who}, {when}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronised with {who}, {when}. Nothing new came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronised with {who}, {when}: {what} came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} kB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} MB</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExchangePage</name>
    <message>
        <source>Exchange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do we hold the same?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read these digits to a colleague by telephone. The same digits there mean that both of you hold exactly the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What went out and came in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was to another response, that of {party}. Open that one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is written. Send it to the secretariat; drop its reply under “Receive”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Filled in by the questionnaire.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needed before the question can be finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This answer is not allowed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This needs an answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was chosen here is no longer offered. Choose again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileAndCode</name>
    <message>
        <source>Choose the file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file is chosen yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>24 digits in four groups; spaces do not matter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code that you were told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file that you were sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files of Review Desk ({pattern})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileEntry</name>
    <message>
        <source>Save a copy…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged: it cannot be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still to come: {come} of {size} are here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still to come: {size}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilesPanel</name>
    <message>
        <source>Working files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is attached to this question yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving {name}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or drop files here: a law&apos;s text, a letter, up to 15 MiB each. They are encrypted, for the members alone, and never part of what is submitted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to a question, and its files stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypting {name}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {path}. It is not encrypted there: whoever gets hold of it can read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to attach</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a copy outside the profile?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The copy is not encrypted: whoever gets hold of it can read it. Keep it where only you can, and delete it when it is no longer needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose where to save it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it in the profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this file from the response?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other members lose it with the next exchange: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterButton</name>
    <message>
        <source>My part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <comment>between filters</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only some questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the treaty asks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all questions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>Search questions and answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the outline</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n questions</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing found. Try fewer or shorter words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n places found</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>Before you go on, ask those who look after your computer to put the profile on one of its own disks. The folder is named when the program is started, after --profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your profile would lie on a network share, where a broken line can damage it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your profile would lie in a folder that is copied to a cloud while you write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your profile was checked, and a part of it did not agree with the record of changes. It was made anew from that record: nothing is lost, and you need do nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile was checked, and something in it is not sound.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can go on reading and writing. Make a backup under a new name now, keep the older ones, and ask support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This profile is older than the one that was last used here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you sent since then, or took in, comes back with the next exchange file from anybody who has it. You can go on writing: nothing is overwritten. If nobody has it, on no stick either, it is gone; then there is no need to be told again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not tell me again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your profile lies on a network share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A broken line can damage it there. Make a backup, and have the profile moved to a disk of this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your profile lies in a folder that is copied to a cloud.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies made while you write may not fit together. Have the profile moved to a folder that is not copied, and make backups instead.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FinishStep</name>
    <message>
        <source>Note that it is done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done on this day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not done after all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note it as done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have a backup of a profile…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make my profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet is in my hands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet is right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review Desk helps you fill the questionnaire on this computer, without a network. First, make it easy to read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who are you?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colleagues with whom you share your work will see this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything you write is encrypted on this computer. The passphrase opens it, each time you start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the recovery sheet safe</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Giving</name>
    <message>
        <source>One moment…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GuideDialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HandOverDialog</name>
    <message>
        <source>Hand over to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} decides about people and approves from then on. You stay a member as an expert.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until which day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The day is shown to everybody. When it has come, choose “Take back” here; nothing happens by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remain focal point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpPanel</name>
    <message>
        <source>Go to a question, and its help stands here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy question and answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to an answer, and its versions stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This question has not been answered yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HitModel</name>
    <message>
        <source>in the answer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>Continue where I was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answers can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read from the first page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The questionnaire is ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin with the first page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version} of the questionnaire came with the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what would become of your answers before you decide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what would change…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{article}, at {question}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print or export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress by article</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Inbox</name>
    <message>
        <source>Coming: {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missed: {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moved: {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done: {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date taken back: {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secretariat gave a receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer to a request to reopen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} waits to be confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A message without a title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is due on {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was due on {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secretariat moved it to {day}. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secretariat noted it as done on {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The planned date counts again. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answers have arrived; the receipt is their proof.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was granted. {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was refused. {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the digits by telephone, then confirm.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start of the review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}, from the secretariat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}, worked out on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does not hold any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the submission</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inbox: {count} unread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New in the inbox: {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InboxButton</name>
    <message>
        <source>Deadlines, and what the secretariat writes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InboxDialog</name>
    <message>
        <source>Inbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also what was read or is past</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is unread.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deadlines that come or were missed are told here, and what the secretariat writes, once this response exchanges with its server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unread · {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InviteDialog</name>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The others see it. They can correct it themselves later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail (if you know it)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every member sees the whole response. Experts may edit any question, unless you restrict them to a part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invite somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invite {name} again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For another computer, after a loss. What they wrote stays theirs. Remove the lost computer afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell this code by telephone. Never send it along with the file. It is shown only now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install Review Desk, choose “Join a colleague&apos;s response”, choose the file, and type the digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Destroy this sheet when the invitation has been used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the invitation…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The invitation is written, and was read back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code of an invitation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made on {day}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Join</name>
    <message>
        <source>You need the file that you were sent, and the code that you were told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join a colleague&apos;s response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of a second computer of yours and the reserve from the safe are opened here too. Whoever opens the reserve becomes focal point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the response…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keys and short ways</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questionnaire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Submission</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To settle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This question is finished: go to the next unanswered one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search questions and answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go from column to column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help on this question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronise with the server now, or stop it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back what was typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back a choice, a removed row or a status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy question and answer as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print or export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is what I write saved?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes, within a second, encrypted, on this computer. The bar at the top says when. There is no save button because none is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where did my answers go when I chose No?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are hidden and kept. They come back when you choose Yes again, and never enter what is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have forgotten my passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the recovery sheet from the safe and choose “I have forgotten my passphrase” where the passphrase is asked for.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LanguageStep</name>
    <message>
        <source>Language of the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LawBox</name>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a legal reference</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LawLine</name>
    <message>
        <source>Add a law, or type to pick one already entered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>art.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LawRow</name>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this legal reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Legal reference {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>art.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A law without a title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your last words are not saved yet. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are kept, hidden, and saving is tried again every few seconds. {advice} With your passphrase you can go back to them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{reason} If you close the window now, what you wrote since it was last saved is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your last words are not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close and lose the last words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LeftView</name>
    <message>
        <source>This answer was settled while you were writing. What you wrote is kept here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you wrote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let what you wrote stand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete what you wrote</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Levels</name>
    <message>
        <source>required</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>required, with room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to be considered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>optional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>safeguard or definition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>notification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The treaty obliges parties to do this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The treaty obliges parties to do this, but leaves room for their legal system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The treaty obliges parties to consider this, or to endeavour to do it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The treaty allows this; no party has to do it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This defines a term or protects something; it asks for no measure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The treaty asks parties to inform the Secretary-General.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ListChoice</name>
    <message>
        <source>Choose, or type to search</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Mark</name>
    <message>
        <source>User guide (F1)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MemberCard</name>
    <message>
        <source>{name} (you)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two people wrote different details: choose on “To settle”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What can be done about {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the computer {digits}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · </source>
        <comment>between title, e-mail and telephone</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assigned: {what}. {due}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And {count} more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not confirmed yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Missing</name>
    <message>
        <source>Files are not carried in a response. Put the document into SHERLOC and give its link; working files come with a later version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This kind of answer can be read here, not given: {value}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MissingCard</name>
    <message>
        <source>What is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing. Every question is complete.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MoveStep</name>
    <message>
        <source>Move to another day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new day; it ends in Vienna</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it is moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other members learn of it with the next exchange.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write why it is moved.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MyPart</name>
    <message>
        <source>My part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only my part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And {count} more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go there</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewPassphrase</name>
    <message>
        <source>New passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two are not the same yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewResponse</name>
    <message>
        <source>Begin a response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The review has a start date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Party</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The State or regional organization that answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In force for this party</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of the questionnaire on the others stay hidden. You can change this later; no answer is lost by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start of the review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dates of the following steps are reckoned from it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing the questionnaire…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NextArticle</name>
    <message>
        <source>Next: {article}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Nominations</name>
    <message>
        <source>Nominations for the review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To go with a note verbale. The secretariat is to be told again when somebody is replaced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The nomination list is written: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can be read by anybody who has the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Title, e-mail or telephone of %n members are not known yet: write them into the file, or here and make it again.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NotesPanel</name>
    <message>
        <source>A note for the other members</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave this note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Members read it with the next exchange file. It is never sent on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to a question, and its notes stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has left a note here yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NumberControl</name>
    <message>
        <source>This is not a whole number. What stood here before is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a number. What stood here before is kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OfferView</name>
    <message>
        <source>Both are the same party</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These are the server&apos;s digits. Compare them with the secretariat&apos;s letter, or by telephone: they show that it is the right one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server can see that this response exists, how many computers take part in it and in which roles, when they synchronise, and how much comes and goes. It cannot read answers, notes, names or files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is sent before you synchronise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The invitation is to this server:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The focal point has named this server:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review {review}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The invitation expired on {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For {party}, cluster {cluster}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The review began on {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The review began on {day}. This response has {own}, and that stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This response is of another cluster: {own}. The invitation cannot be used for it. Ask the secretariat for the right one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This response is that of another party: {own}. If you go on, the secretariat registers it for {other}, and the receipts name {other}. Ask it for the right invitation, unless both are the same party.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutlineModel</name>
    <message>
        <source>{answered} of {all} questions answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hidden: not in force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hidden: does not apply</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutlineView</name>
    <message>
        <source>Parts and articles</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OwnDeeds</name>
    <message>
        <source>Also here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take over as focal point…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the role of focal point…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a second computer…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the reserve for the safe…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try whether the reserve opens…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nomination list for a note verbale…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a new reserve…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OwnView</name>
    <message>
        <source>Or a text of your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or another answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}  Let this text stand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}  Let this answer stand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put both here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Exchange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To settle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Submission</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PartBlock</name>
    <message>
        <source>Hidden: not in force for this party. Answers in it are kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>Change the passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Present passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase is changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your recovery sheet stays valid. Backups made before open with the old passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your answers are not encrypted anew; only what opens them changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changing the passphrase…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PassphraseEdit</name>
    <message>
        <source>Hide what is typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what is typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caps lock is on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard: {language}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PasteView</name>
    <message>
        <source>Paste it as text…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of it, from the line with RDTEXT to the last one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The invitation as text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>Confirm…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, title, telephone…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assign articles…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give another role…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restrict to a part…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lift the restriction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand over to this person…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invite again with another computer…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove a computer…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the response…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are no longer a member of this response.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can read what you have. What you write is not taken any more. If that is a mistake, ask the focal point for a new invitation, and open it at “Other responses”, “Join a colleague&apos;s response”: you go on with what is here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The focal point has to confirm you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send them an exchange file, and compare the digits below by telephone. You can begin to work meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call them, and compare the digits of their computer. Until then their work is shown as not confirmed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare and confirm…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work waits for your decision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The focal point has to confirm this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody wrote it after they had been removed or given another role.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the reserve for the safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file and a printed code. If the focal point is ill, or their computer is lost, whoever opens it becomes focal point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the reserve…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm the new computer of {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call them, and compare its digits. Until then what they write there is shown as not confirmed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invite experts: they get a file and a code, and work on their own computers, without a network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a second computer of your own, to work in two places.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the reserve for the safe, so that the response survives an illness or a lost computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You work on this response alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invite somebody…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Focal point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deputy of the focal point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Observer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decides about people and approves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers, gives out work, and can take over as focal point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers any question, unless you restrict them to a part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads everything and changes nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody without a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{role}, removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{role}, not confirmed yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{role} until {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{role}, restricted to a part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed: it reads nothing new.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has come from it yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last heard from: {moment}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It had everything then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has not confirmed all that is here: send it a file, or synchronise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last file made for them: {moment}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A member</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile of {name} was used in two places at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is lost. Ask them to go on at one place only, and to add a second computer for the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The response was handed over to two people at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is focal point now. Agree by telephone whether that is right; they can hand over to the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two computers used the same invitation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else may have got hold of it. Compare the digits by telephone, and confirm only the right computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} decided about people after handing over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no effect until the focal point of today does it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some work in a file could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was left out. Ask whoever sent it for a new file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PeopleDeeds</name>
    <message>
        <source>{name} is confirmed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new computer of {name} is confirmed. If the old one is lost, remove it now, in their menu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The details are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has another role.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is restricted to a part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} may edit any question again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is focal point now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this computer?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It reads nothing that is written from now on. What it has stays there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer is removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What {name} wrote stays in the response. They keep what they have, but read nothing that is written from now on, and what they write is not taken any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {name} from the response?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take over as focal point?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You decide about people and approve from then on. Do this only if the focal point cannot hand over; they become an expert.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Become the focal point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are the focal point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the role of focal point?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You handed it over for a time. From now on you decide and approve again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Be the focal point again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nomination list for a note verbale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nominations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word files ({pattern})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The work is in the response.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never take this work?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What {name} wrote stays out of the response for good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it out for good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The work stays out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The others learn of it with the next exchange file.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>Invite somebody…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Members</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The digits are those of a computer, to compare by telephone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invited, not here yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {role}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invited on {day}. Nothing has come back yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody without a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for a decision</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PersonStep</name>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it should stand beside your answers, for example “Ana Petrov”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your e-mail address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is stored in your profile. Nothing is sent to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This does not look like an e-mail address: name@place.country</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgressCounts</name>
    <message>
        <source>No question applies here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <comment>between counts</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuestionnairePage</name>
    <message>
        <source>No unanswered question is left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Ranking</name>
    <message>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the order</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReceiptView</name>
    <message>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Physically received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} (this time counts)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its signature is the server&apos;s, and it is of what was approved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could not be verified: it is not the server&apos;s, or not of what was approved. Tell the secretariat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify the receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the receipt as PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the signed receipt…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipts ({pattern})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the receipt</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReceiptsCard</name>
    <message>
        <source>All receipts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deadlines run from the first one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReceiveCard</name>
    <message>
        <source>Choose files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A whole folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and {count} more files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taking it in…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken in: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secretariat&apos;s reply was taken in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secretariat&apos;s reply was taken in: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop files here, or choose them. You see what they would bring before anything changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to take in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This brings no new work. It tells what others have by now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This brings {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This brings nothing that shows by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exchange files ({pattern})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose what was sent to you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files ({pattern})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder or stick</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordView</name>
    <message>
        <source>You may not choose here. The focal point settles it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}  Keep this version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the version of {author}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Records</name>
    <message>
        <source>Who {about} is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assignment of {about}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date of {about}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note on {about}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File {about}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server {about}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title or office</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To whom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moved to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Recover</name>
    <message>
        <source>Open with the recovery code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is on the sheet that was printed for the safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open and set the new passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The old code opens nothing any more. This is the new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the new recovery sheet safe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>48 digits in 8 groups; spaces do not matter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet is in my hands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet is right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening your profile…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message>
        <source>New recovery sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new recovery sheet is valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The old one opens nothing any more: destroy it. Backups made before still open with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the sheet was lost, or somebody may have seen it, put a new one into the safe. The old one stays valid until the new one is confirmed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the new sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet is in my hands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet is right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the new sheet…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Putting the new sheet in force…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecoverySheet</name>
    <message>
        <source>For the profile of {name}, made on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the passphrase is forgotten, this code opens the profile: start Review Desk, choose “I have forgotten my passphrase”, and type all digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this sheet in a safe, away from the computer. Whoever has both can read everything in the profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody can open the profile without the passphrase or this code, neither the makers of the program nor the secretariat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecoveryStep</name>
    <message>
        <source>Recovery sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If you forget your passphrase, this code is the only way to your answers. It is shown now and never again: print it, or write it down, and put the sheet into a safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group {number} of the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the sheet, and type two of its groups, so that we both know it is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not what the sheet says in this place.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RemovedAnswers</name>
    <message>
        <source>Answers that have no place now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From rows that were removed, and questions that are not asked any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are none: every answer has its place.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RepeatBox</name>
    <message>
        <source>Add an entry</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportChoices</name>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which articles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only what is answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a block to sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To fill in by hand or to pass on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The blank questionnaire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To print and to read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To go on editing in a word processor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For other programs: every answer that applies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ODK XML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The one I am at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only some</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is marked “Approved”: the focal point has approved all of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is marked “Draft” until the focal point has approved all of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not encrypted: whoever gets hold of it can read it. Keep it where only those can who should.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Open the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print or export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its check code is {code}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{file}” is ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. No file was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as Word file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as XML…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF files ({pattern})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word files ({pattern})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>XML files ({pattern})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No program on this computer opens {path}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Reserve</name>
    <message>
        <source>If the focal point is ill or their computer is lost, whoever opens the reserve becomes focal point. It is a file and a printed code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put both into the ministry&apos;s safe, in two envelopes. Whoever has both can read and decide everything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reserve made before is worth nothing from then on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the reserve for the safe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the reserve…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reserve is written, and was read back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print this code for the safe. It is shown only now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code of the reserve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever has to become focal point: install Review Desk, choose “Join a colleague&apos;s response”, choose the file of the reserve, and type the digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this sheet in the safe, apart from the file.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReserveTrialDialog</name>
    <message>
        <source>Try whether the reserve opens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch the file and the printed code from the safe. They are opened and compared with what this response knows of its reserve. Nobody becomes focal point, nothing is changed, and the reserve can be used later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reserve opens, and is the one in force.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put file and code back into the safe, in two envelopes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file opens, but it is not the reserve in force any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another one was made or used since. Destroy this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file opens, but it is no reserve of this response.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look in the safe for the right one, or make a new reserve.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the reserve…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Responses</name>
    <message>
        <source>Your responses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your profile is ready. Here is what you can do now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would you like to do?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{questionnaire}. Begun on {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin: {questionnaire}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer for your country. The questionnaire came with the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the practice response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A made-up country to try everything with. Nothing in it counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a questionnaire file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a stick or a message: a file that ends in .rdpack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join a colleague&apos;s response…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the file that you were sent, and the code that you were told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a questionnaire file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questionnaires ({pattern})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RestrictDialog</name>
    <message>
        <source>Restrict {name} to a part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} goes on seeing everything, but may edit only these articles. What is assigned to them is ticked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Restrict to %n articles</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Restrict to these articles</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultList</name>
    <message>
        <source>Search results</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RoleDialog</name>
    <message>
        <source>Role of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The others learn of it with the next exchange file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give this role</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>Remove this entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry {number}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowView</name>
    <message>
        <source>An entry that was removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} removed this entry: {moment}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Meanwhile it was written in, which they had not seen:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}  Keep the entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}  Remove the entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeping it keeps all that stands in it; it can be removed later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(cleared)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written by {name}, {moment}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SavedButton</name>
    <message>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether what you wrote is stored on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScaleControl</name>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{question} As a number</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SecondComputer</name>
    <message>
        <source>Add a second computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file brings this response to another computer of yours, with keys of its own. What you write there is yours, and exchange files keep both alike.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not copy the profile&apos;s folder instead: two copies of one profile get in each other&apos;s way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is written, and was read back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note this code apart from the file. It is shown only now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code of a second computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the other computer choose “Join a colleague&apos;s response”, choose the file, and type the digits. Then destroy this sheet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SecondLook</name>
    <message>
        <source>Read it again. Change the answer, or say that it still holds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It still holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This question asks for another kind of answer now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wording and choices have changed since this was answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The choices have changed since this was answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The wording has changed since this was answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was answered under an older version of the questionnaire.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SendCard</name>
    <message>
        <source>Nobody else works on this response yet. Invite a colleague on the page “People”; then you can send each other files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For whom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder or stick…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>With %n working files</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n others are still to come here.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Making the file, and reading it back to be sure…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done. The file was read back and is whole: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done. {count} parts, beginning with {name}; send all of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size}, encrypted: only its addressees can open it. Hand it over in any way you like; if it is lost, the next one has all of it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>There was no room for %n working files.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file with everything that the others lack. Put it on a stick or into a mail: only they can open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a colleague whose computer was put back from a backup, and who cannot take in your files since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody without a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My other computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has come from them yet; they get everything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last heard from them: {when}. They had everything then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last heard from them: {when}. Not all that is here is confirmed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has come from it yet; it gets everything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last heard from it: {when}. It had everything then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last heard from it: {when}. Not all that is here is confirmed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to put the file</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SendingCard</name>
    <message>
        <source>Submission</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Submit by line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a file for the courier…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secretariat has it. Receipt:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secretariat has the other approval of this number. Receipt:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A receipt came that you cannot rely on:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the file for the courier</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SendingErrands</name>
    <message>
        <source>Submitting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A synchronisation is under way. Submit when it has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file for the courier is written: {name}. Send it to the secretariat, and take its reply in on the page “Exchange”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secretariat has it already: no file was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request is ready. It goes with the next synchronisation, or in a file for a courier.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the secretariat…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting the pages…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {name}. The file is not encrypted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Submitted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The receipt does not fit what was approved. Tell the secretariat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The receipt is the server&apos;s, and it is of what was approved.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Server</name>
    <message>
        <source>The focal point has named a server: choose to use it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The focal point has named another server: ask which one counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newer Review Desk, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This response is not connected to a server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was saved is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect it with the secretariat&apos;s invitation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has expired: ask the secretariat for a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is damaged, or something else: ask for it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This invitation cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no line to the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy of this network does not answer, or lets nothing through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server did not answer in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something else answered in the server&apos;s place, perhaps this network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell the secretariat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in to the network in a browser, or try another network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The line to the server broke again and again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was saved is safe, and what came until then is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This invitation is for another cluster: {invited}, not {own}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the secretariat for the right one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This invitation is for another party: {invited}, not {own}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the secretariat for the right one, unless it is the same party spelled in another way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody whom this computer trusts vouches for the server&apos;s certificate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate has expired, or is not valid yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What answered showed the certificate of another address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server is busy, or does not run just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s address is not safe to use. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask whoever runs this network, or try another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in to the network in a browser if it asks for that; else tell the secretariat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See whether this computer&apos;s clock is right; else tell the secretariat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next try goes on from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in some minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later, and tell the secretariat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next time goes on from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the secretariat for a new invitation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server does not know this computer yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You were removed from this response. What you wrote until then was still taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The response is connected to another server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for a newer Review Desk, and tell the secretariat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; if it stays so, tell the secretariat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The invitation has expired, or was used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server does not know this response yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server has no room left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is more than the server takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server speaks with newer programs only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not the server that the response was connected to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clock of this computer is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server does not understand this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server and this computer do not come to hold the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the server sent is not of this response; nothing of it was kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the focal point to synchronise first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the focal point if this is a mistake.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the secretariat for a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the secretariat whether the server has a new invitation for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set it right, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server and this computer do not come to an agreement.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ServerCard</name>
    <message>
        <source>Use this server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the secretariat&apos;s server, what you write reaches the others whenever there is a line. You can connect now, later or never: files work beside it, and without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the invitation…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop the secretariat&apos;s invitation here (it ends in {suffix}), or choose it. You see which server it is before it is used. Everything you have stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronise now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a file for a courier…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only while this response is open. What fails by itself stays quiet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another invitation…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronising…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronising: {bytes}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the invitation…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since {when} nothing could be synchronised.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its digits: {digits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invitations to a server ({pattern})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the secretariat&apos;s invitation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to write the file for the courier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files for a courier ({pattern})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ServerFact</name>
    <message>
        <source>Synchronising…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something came. It is shown as soon as you pause.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you wrote is saved first. You come back to where you were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock the window when nobody has used it for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell on the desktop that the inbox has something new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It says how much is new, and nothing of what it says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system has it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettlingPage</name>
    <message>
        <source>There is nothing to settle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To settle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number {number} of {count}. Nothing is lost: every version stays in the history.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number {number} of {count}. What you keep takes the place of the others for everybody. It can be changed again afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What all of them began with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show it in the questionnaire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}  Keep this version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the version of {author}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the version of {author} in {count} answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing there yet. Write or choose what shall stand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When two people change the same answer without knowing of each other, both versions are kept, and you choose here which one stands. The same when one removes an entry in which another was writing, and of what people wrote about a member, an assignment or a date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Keep all %n removed entries</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove all %n of these entries</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled. {count} left.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Shelf</name>
    <message>
        <source>Opening the response…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at your responses…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing the questionnaire…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ruritania (practice)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You take part again. What you had here is here still; what you wrote before you knew that you were removed waits for the focal point to decide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the questionnaire…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>My part</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Signer</name>
    <message>
        <source>Do you know who signed this questionnaire?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the office that published it, by telephone or letter, for the digits of its key. Go on only if they are these:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are the same: open it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not open it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusBadge</name>
    <message>
        <source>Not answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished by expert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approved by focal point</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusButton</name>
    <message>
        <source>Status: {status}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the status of this question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StrengthBar</name>
    <message>
        <source>less than a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>some minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>some hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>days or months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>centuries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it longer: at least 12 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out your name and address: they are tried first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Avoid neighbouring keys: they are among the first things tried.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Avoid dates, repetitions and sequences: they are quickly tried.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These are words that many people choose. Add rarer ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add words. Four or five that do not belong together are good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is hard to guess.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Four or five words that do not belong together are easy to keep in mind and hard to guess.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody who stole this computer would need {time} to guess it. {advice}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Submission</name>
    <message>
        <source>Two versions to settle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a legal reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not as the questionnaire asks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes that wait for a decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed after approval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes that were refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be approved before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Yes is expected to name the law and its article.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The focal point decides on the page “People”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not as the focal point approved it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For your information; they have no effect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approval {number}, {when}, by {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened again by the secretariat, {when}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened again by {name}, {when}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be checked on this computer: its questionnaire is not here, or needs a newer version of this program. Synchronise, or take in an exchange file, and verify it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is the server&apos;s, and of another approval that was made at the same time: {approval}. That is what the secretariat has. If it is not what you want to submit, have the response opened again and approve it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent from this computer, and no receipt has come.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handed to the server on {when}. No receipt has come yet: synchronise once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written into a file for the courier on {when}. No receipt has come yet: the secretariat has it only once the reply is here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It waits to be sent: the secretariat does not have it. It goes with the next synchronisation, or in a file for the courier.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked on {when}. The answer comes with a synchronisation, or with the reply to a courier&apos;s file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request was written into a file for the courier on {when}. The secretariat knows of it once it has that file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request waits to be sent: the secretariat does not know of it. It goes with the next synchronisation, or in a file for the courier.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was handed to the server on {when}. Synchronise first: a receipt that comes later locks the response again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was written into a file for the courier on {when}. If the secretariat gets that file, it has what was approved then, and its receipt locks the response again. Call the file back first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So the server said on {when}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Submission {number}: {when}, by line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Submission {number}: {when}, by courier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This receipt is for another party: {other}. The response is that of {own}. Tell the secretariat, unless that is meant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This receipt is for another cluster: {other}. The response is of cluster {own}. Tell the secretariat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{utc} UTC · {vienna} in Vienna · {here} here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secretariat did not take it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was approved stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request to open it again was not taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The submission was not taken: the secretariat has none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell the secretariat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronise, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server could not read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other side has a newer program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newer Review Desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server knows this computer as none of the focal point&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server is not ready to take submissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes with the next synchronisation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secretariat uses another key by now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Submit once more, or write a new file for the courier.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secretariat does not accept this version of the questionnaire.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the secretariat which one it accepts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server found questions that are not complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the response again, and approve it with a reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An earlier submission stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the secretariat to open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server has a later submission already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A reason is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say in a sentence why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to open again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The response is not approved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secretariat has another approval of this number, made at the same time at another computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the receipt, or ask to open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was opened again at another computer, so it was not sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve it again when it is ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program works out something else than was approved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the version it was approved with, or open it again and approve it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No receipt has come yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server took it, and no receipt came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronise: it comes then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no receipt of this number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the list of receipts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No submission needs the secretariat to be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the response here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secretariat was asked already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its answer comes with a synchronisation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve the response first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The response was not sent from this computer: the focal point submits it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The submission waits: synchronise, and it goes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The submission is in a file for a courier: take the reply in when it comes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused the submission: the page “Submission” says why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is no receipt, or was altered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reply is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the secretariat for it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reply is for another computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it in on the computer that wrote the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It replies to no file that was written here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for the reply to the last file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another server signed the reply.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SubmissionPage</name>
    <message>
        <source>Submission</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at what is missing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier approvals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The response is approved and locked: {approval}. Tell the others by an exchange file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the response again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The response is open again. Tell the others by an exchange file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word (*.docx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save what was approved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting the pages…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {name}. The file is not encrypted.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Synchronising</name>
    <message>
        <source>Only when I press the button</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every 15 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a line appears, and every hour while it lasts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not taken by the secretariat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not synchronised since {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot reach the server since {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never synchronised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last synchronised {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never in step with the server yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last in step with the server: {when}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A message to the secretariat waits to go there: it does not have it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n changes wait to go there.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sealed parts wait to go there.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working files wait to go there.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing waits to go there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{out} out, {into} in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Then {what} came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Then something came that shows nowhere by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Then nothing new came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing had to go</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n sealed parts went</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{came}; {went} ({bytes}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n messages to the secretariat went.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working files came.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working files went.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working files are still to come.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This computer&apos;s clock is %n minutes fast.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This computer&apos;s clock is %n minutes slow.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>It was synchronised nevertheless. Set the clock right: the times of what you write come from it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something new came from the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the server: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TextBox</name>
    <message>
        <source>Write what stands instead</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TextControl</name>
    <message>
        <source>Write large (F11)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TextForm</name>
    <message>
        <source>As text, for mail that takes no such attachments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each part at most</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeControl</name>
    <message>
        <source>This is not a time. Write it as 14:30; what stood here before is kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Done on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missed: it was due on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coming: due on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planned for {planned}; moved by the secretariat: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moved by the secretariat: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planned for {planned}; moved: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moved: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secretariat&apos;s date, {day}, counts until it takes it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two people entered different dates or reasons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter it once more to settle that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other date: {days}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the receipt of the answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the start of the review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{months} and {days}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No date yet: with {base}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No date yet: {span} after {base}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one month</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n months</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>one day</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimelineCard</name>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the start of the review…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not known when the review began.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The review began on {day}. Days end in Vienna.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}. {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start of the review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimelinePicture</name>
    <message>
        <source>Timeline as a line; the list below says the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today, {day}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ToDo</name>
    <message>
        <source>To do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers whose question has changed: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers that cannot be right as they stand: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions with a remark, such as a missing law: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions in draft: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unanswered questions: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is left: every question is finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Print or export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other responses…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Official wording…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newer questionnaire…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a backup…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the passphrase…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New recovery sheet…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys and short ways</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Review Desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronise now ({keys})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop it</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n to settle</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo: {what} ({keys})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Trail</name>
    <message>
        <source>Step {number} of {count}: {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Unlock</name>
    <message>
        <source>Everything you wrote is saved. You will come back to where you were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good to see you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your passphrase opens your work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have forgotten my passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening your profile…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Upgrade</name>
    <message>
        <source>{party} answers version {version} of “{questionnaire}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a newer questionnaire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The office that published the questionnaire may send a newer version as a file. You will see what becomes of your answers before anything happens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a questionnaire file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This would happen to the answers of {party}. Nothing has changed yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {new} in the place of version {old}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open another file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with version {new}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To be looked at again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No place any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers kept as they are: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers kept, to be looked at again: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers without a place, which stay in the history: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New questions: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It came with the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a questionnaire file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questionnaires ({pattern})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other wording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other choices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another kind of answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>given under an older version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no longer asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asked in another table now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>worked out by the questionnaire now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does not fit the question any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{answer}”: {why}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Upgrading</name>
    <message>
        <source>Looking for newer versions…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the questionnaire…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing the questions…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Going on with the newer questionnaire…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the response…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Version</name>
    <message>
        <source>It waits for the focal point&apos;s decision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not confirmed yet: nobody has compared the digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was outside the part that its author could write in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its author was not allowed to write it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could not be done when it was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It came from a computer that nobody knew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its author had been removed meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its author had been given another role meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its author had handed over meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The focal point decided not to take it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of it could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VersionView</name>
    <message>
        <source>New: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hardly a word is left of what all of them began with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too long to mark word by word what differs: read all of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken out: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cleared</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WaitingCard</name>
    <message>
        <source>{name} wrote this after being removed or given another role:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And {count} more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The focal point decides about it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it into the response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never take it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status of an answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note or entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>As the system has it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}, {time} {zone}</source>
        <comment>a moment</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WordingDialog</name>
    <message>
        <source>Official wording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load a filled sheet…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a blank sheet…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loaded for {count} questions. It stands above our own wording.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet is written. Fill in what you have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The questions are worded by this program. Where the secretariat has given out its own wording, or its own numbers, they can be shown as well. Answers stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet has a row for every question. Fill in “number” and “text” where you have them, leave the rest blank, and save it as CSV in UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the focal point and the deputy can load it. Give them the filled sheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load official wording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the sheet…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a blank sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the sheet…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sheets ({pattern})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questionnaire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything you wrote is stored on this computer, encrypted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything you wrote is stored on this computer, encrypted: {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A backup on another disk protects it if this computer is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your last words are kept in this window. {advice}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This response is approved and locked: it can be read, not edited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to “Submission”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{page} ({count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the inbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choice in “{title}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clearing of “{title}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>adding to “{title}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>removal from “{title}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>status of “{title}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WriteLarge</name>
    <message>
        <source>Back to the page (F11)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Changed</name>
    <message>
        <source>Approved: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve as it is now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring the approved text back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cleared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>removed with its row</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Content</name>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_DayLine</name>
    <message>
        <source>This is not a date. Write it as {example} or 2024-03-31; what stood here before is kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Details</name>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Entry</name>
    <message>
        <source>This is the answer now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this version again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled by {name} between: {versions}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cleared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take this note back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its row was removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The questionnaire does not ask this any more.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Group</name>
    <message>
        <source>{what}: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show more ({count} are left)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Job</name>
    <message>
        <source>Reading the answers…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the questionnaire…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting the pages…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Official</name>
    <message>
        <source>Official wording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number in the official questionnaire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unofficial working text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_ScaleLine</name>
    <message>
        <source>This is not a number. What stood here before is kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Tools</name>
    <message>
        <source>Direction of the paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write large (F11)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
