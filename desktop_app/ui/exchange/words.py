"""What files brought, would bring, or are, in sentences."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.exchanges import (
    Direction,
    ExchangeNote,
    FileLook,
    FileVerdict,
    Plan,
    Tally,
)
from desktop_app.ui.submission_words import not_taken_words
from desktop_app.ui.wording import isolated, moment_words

translate = QCoreApplication.translate


def tally_words(tally: Tally) -> str:
    """How much of each kind: "14 answers, 2 notes"; "" for nothing."""
    parts = []
    if tally.answers:
        parts.append(translate("Exchange", "%n answers", None, tally.answers))
    if tally.statuses:
        parts.append(translate("Exchange", "%n answers marked", None, tally.statuses))
    if tally.rows:
        parts.append(translate("Exchange", "%n rows", None, tally.rows))
    if tally.notes:
        parts.append(translate("Exchange", "%n notes", None, tally.notes))
    if tally.members:
        parts.append(translate("Exchange", "%n things about members", None, tally.members))
    if tally.others:
        parts.append(translate("Exchange", "%n other changes", None, tally.others))
    return ", ".join(parts)


def brought_words(note: ExchangeNote) -> str:
    """All that came, working files too."""
    what = tally_words(note.tally)
    if not note.working_files:
        return what
    files = translate("Exchange", "%n working files", None, note.working_files)
    return ", ".join(filter(None, [what, files]))


def files_words(plan: Plan) -> list[str]:
    """Which working files come along, and which are lacking even then."""
    sentences = []
    if plan.working_files:
        words = translate(
            "Exchange", "%n working files come along", None, len(plan.working_files)
        )
        sentences.append(f"{words} ({size_words(sum(plan.working_files.values()))}).")
    if plan.to_come:
        sentences.append(
            translate("Exchange", "%n working files are still to come.", None, plan.to_come)
        )
    return sentences


def afterwards_words(tally: Tally) -> list[str]:
    """What has to be looked at once it is taken in, a sentence each."""
    sentences = _people_words(tally)
    if tally.to_settle:
        sentences.append(
            translate(
                "Exchange",
                "%n answers will have two versions to settle; both are kept.",
                None,
                len(tally.to_settle),
            )
        )
    if tally.waiting:
        sentences.append(
            translate("Exchange", "%n changes wait for the focal point.", None, tally.waiting)
        )
    if tally.refused:
        sentences.append(
            translate(
                "Exchange",
                "%n changes do not count: their author's role does not allow them.",
                None,
                tally.refused,
            )
        )
    if tally.incomplete:
        sentences.append(
            translate(
                "Exchange",
                "%n parts wait for earlier work that has not come yet. It will be asked for.",
                None,
                tally.incomplete,
            )
        )
    if tally.unreadable or tally.newer:
        sentences.append(
            translate(
                "Exchange",
                "%n parts cannot be read here yet; they are kept.",
                None,
                tally.unreadable + tally.newer,
            )
        )
    return sentences


def _people_words(tally: Tally) -> list[str]:
    """Who decides now, and who is out: what nobody should overlook."""
    sentences = []
    if tally.focal_point:
        words = translate("Exchange", "{name} is the focal point from then on.")
        sentences.append(words.format(name=isolated(tally.focal_point)))
    if tally.removed:
        words = translate("Exchange", "No member any more: {names}.")
        sentences.append(words.format(names=", ".join(map(isolated, tally.removed))))
    return sentences


def look_words(look: FileLook) -> str:
    """What is the matter with a file, in one sentence."""
    words = {
        FileVerdict.GOOD: translate("Exchange", "From {sender}. It brings something new."),
        FileVerdict.NOTHING_NEW: translate(
            "Exchange", "From {sender}. All of it is here already."
        ),
        FileVerdict.NOT_FOR_US: translate(
            "Exchange", "Made for somebody else. Ask its sender to make one for you."
        ),
        FileVerdict.OTHER_DOSSIER: translate("Exchange", "It belongs to another response."),
        FileVerdict.UNKNOWN_SENDER: translate(
            "Exchange",
            "Its sender is not a member as far as is known here. If this profile was put "
            "back from a backup, ask for “Everything once more”.",
        ),
        FileVerdict.NOT_AN_EXCHANGE_FILE: translate("Exchange", "This is no exchange file."),
        FileVerdict.INVITATION: translate(
            "Exchange", "An invitation. Open it with “Join a colleague's response”."
        ),
        FileVerdict.DAMAGED: translate(
            "Exchange", "Damaged, or altered on the way. Ask its sender for a new one."
        ),
        FileVerdict.TRUNCATED: translate(
            "Exchange", "Its end is missing. Copy it again from where it came."
        ),
        FileVerdict.TOO_LARGE: translate(
            "Exchange", "Larger than an exchange file may be. Ask its sender for a new one."
        ),
        FileVerdict.NEWER: translate(
            "Exchange", "A newer program made it. Install the newer Review Desk first."
        ),
        FileVerdict.UNREADABLE: translate("Exchange", "It cannot be read. Copy it again."),
        FileVerdict.MISSING_PARTS: translate(
            "Exchange", "Parts of it are missing. Choose all parts together."
        ),
    }
    return words[look.verdict].format(sender=look.sender_name)


def note_words(note: ExchangeNote) -> str:
    """One line of the log."""
    who = ", ".join(note.members) or translate("Exchange", "somebody with the code")
    when = moment_words(note.at)
    if note.by_courier:
        words = translate("Exchange", "Wrote a file for a courier to {who}, {when}: {file}.")
        return words.format(who=who, when=when, file=isolated(", ".join(note.files)))
    return " ".join([_note_words(note, who, when), *map(not_taken_words, note.not_taken)])


def log_words(note: ExchangeNote) -> str:
    """The same with what there was to look at afterwards, for whoever reads it later."""
    return " ".join([note_words(note), *_left_words(note.tally)])


def _left_words(tally: Tally) -> list[str]:
    sentences = _people_words(tally)
    if number := len(tally.to_settle):
        sentences.append(translate("Exchange", "%n versions to settle.", None, number))
    if tally.waiting:
        waiting = translate("Exchange", "%n changes waited then.", None, tally.waiting)
        sentences.append(waiting)
    if tally.refused:
        refused = translate("Exchange", "%n changes did not count.", None, tally.refused)
        sentences.append(refused)
    return sentences


def _note_words(note: ExchangeNote, who: str, when: str) -> str:
    if note.direction is Direction.SENT:
        words = translate("Exchange", "Made a file for {who}, {when}.")
        return words.format(who=who, when=when)
    what = brought_words(note)
    if note.direction is Direction.SYNCHRONISED:
        return _round_words(who, when, what)
    if not what:
        words = translate("Exchange", "Read a file from {who}, {when}. Nothing in it was new.")
        return words.format(who=who, when=when)
    words = translate("Exchange", "Read {what} from {who}, {when}.")
    return words.format(what=what, who=who, when=when)


def _round_words(who: str, when: str, what: str) -> str:
    if not what:
        words = translate("Exchange", "Synchronised with {who}, {when}. Nothing new came.")
        return words.format(who=who, when=when)
    words = translate("Exchange", "Synchronised with {who}, {when}: {what} came.")
    return words.format(what=what, who=who, when=when)


def size_words(size: int) -> str:
    """A size as people say it."""
    if size < 100_000:
        return translate("Exchange", "{number} kB").format(number=max(1, round(size / 1000)))
    return translate("Exchange", "{number} MB").format(number=f"{size / 1_000_000:.1f}")
