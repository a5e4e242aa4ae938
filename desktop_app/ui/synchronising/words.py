"""How it stands with the server, in sentences."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from desktop_app import errors
from desktop_app.domain.moments import here
from desktop_app.domain.servers import Schedule, ServerStatus, Synchronised, Trouble
from desktop_app.domain.submissions import NotTaken
from desktop_app.ui.exchange.words import afterwards_words, size_words, tally_words
from desktop_app.ui.submission_words import not_taken_words
from desktop_app.ui.wording import day_words, moment_words, time_words
from review_protocol.message_kinds import Kind

translate = QCoreApplication.translate


def schedule_words(schedule: Schedule) -> str:
    """When it synchronises."""
    words = {
        Schedule.BUTTON: translate("Synchronising", "Only when I press the button"),
        Schedule.QUARTER: translate("Synchronising", "Every 15 minutes"),
        Schedule.HOUR: translate("Synchronising", "Every hour"),
        Schedule.LINE: translate(
            "Synchronising", "When a line appears, and every hour while it lasts"
        ),
    }
    return words[schedule]


def submissions_not_taken(status: ServerStatus) -> tuple[NotTaken, ...]:
    """What is said until something was done about it; of a wish to reopen the inbox tells."""
    return tuple(each for each in status.not_taken if each.kind is Kind.SUBMISSION)


def when_words(moment: datetime) -> str:
    """Short: the time if it was today, else the day."""
    shown = here(moment)
    if shown.date() == datetime.now(UTC).astimezone().date():
        return time_words(moment)
    return day_words(shown.date())


def fact_words(status: ServerStatus) -> str:
    """The fact for the bar at the top: what the secretariat did not take comes first."""
    if submissions_not_taken(status):
        return translate("Synchronising", "Not taken by the secretariat")
    if status.trouble is not None:
        words = translate("Synchronising", "Not synchronised since {when}")
        if status.trouble.kind == errors.ServerUnreachable.__name__:
            words = translate("Synchronising", "Cannot reach the server since {when}")
        return words.format(when=when_words(status.trouble.since))
    if status.in_step_at is None:
        return translate("Synchronising", "Never synchronised")
    words = translate("Synchronising", "Last synchronised {when}")
    return words.format(when=when_words(status.in_step_at))


def short_fact_words(status: ServerStatus) -> str:
    """The same where there is little room."""
    if submissions_not_taken(status):
        return translate("Synchronising", "Not taken")
    if status.trouble is not None:
        return when_words(status.trouble.since)
    if status.in_step_at is None:
        return translate("Synchronising", "Never")
    return when_words(status.in_step_at)


def in_step_words(status: ServerStatus) -> str:
    """When both held the same."""
    if status.in_step_at is None:
        return translate("Synchronising", "Never in step with the server yet.")
    words = translate("Synchronising", "Last in step with the server: {when}.")
    return words.format(when=moment_words(status.in_step_at))


def tip_words(status: ServerStatus) -> str:
    """More of the fact than there is room for."""
    if refused := submissions_not_taken(status):
        return " ".join(map(not_taken_words, refused))
    return f"{fact_words(status)}. {waiting_words(status)}"


def waiting_words(status: ServerStatus) -> str:
    """What is here and not there yet."""
    found = []
    if status.messages:
        found.append(
            translate(
                "Synchronising",
                "A message to the secretariat waits to go there: it does not have it.",
            )
        )
    if status.pending:
        found.append(
            translate("Synchronising", "%n changes wait to go there.", None, status.pending)
        )
    elif status.unsent:
        found.append(
            translate("Synchronising", "%n sealed parts wait to go there.", None, status.unsent)
        )
    if status.files:
        found.append(
            translate("Synchronising", "%n working files wait to go there.", None, status.files)
        )
    return " ".join(found) or translate("Synchronising", "Nothing waits to go there.")


def bytes_words(done: Synchronised) -> str:
    """How much went over the line."""
    words = translate("Synchronising", "{out} out, {into} in")
    return words.format(out=size_words(done.bytes_sent), into=size_words(done.bytes_received))


def last_words(done: Synchronised) -> str:
    """What went and came the last time."""
    came = tally_words(done.tally)
    if came:
        first = translate("Synchronising", "Then {what} came").format(what=came)
    elif done.came:
        first = translate("Synchronising", "Then something came that shows nowhere by itself")
    else:
        first = translate("Synchronising", "Then nothing new came")
    second = translate("Synchronising", "nothing had to go")
    if done.went:
        second = translate("Synchronising", "%n sealed parts went", None, done.went)
    words = translate("Synchronising", "{came}; {went} ({bytes}).")
    whole = words.format(came=first, went=second, bytes=bytes_words(done))
    if done.messages_went:
        whole += " " + translate(
            "Synchronising", "%n messages to the secretariat went.", None, done.messages_went
        )
    return " ".join([whole, *files_words(done)])


def files_words(done: Synchronised) -> list[str]:
    """Which working files came and went, and which are still lacking; a sentence each."""
    sentences = []
    if done.files_came:
        sentences.append(
            translate("Synchronising", "%n working files came.", None, done.files_came)
        )
    if done.files_went:
        sentences.append(
            translate("Synchronising", "%n working files went.", None, done.files_went)
        )
    if done.files_to_come:
        sentences.append(
            translate(
                "Synchronising", "%n working files are still to come.", None, done.files_to_come
            )
        )
    return sentences


def clock_words(minutes: int) -> str:
    """That this computer's clock is wrong; the minutes are negative when it is slow."""
    if minutes > 0:
        happened = translate(
            "Synchronising", "This computer's clock is %n minutes fast.", None, minutes
        )
    else:
        happened = translate(
            "Synchronising", "This computer's clock is %n minutes slow.", None, -minutes
        )
    done = translate(
        "Synchronising",
        "It was synchronised nevertheless. Set the clock right: the times of what you write "
        "come from it.",
    )
    return f"{happened} {done}"


def came_words(done: Synchronised) -> str:
    """What came, and what has to be looked at."""
    what = tally_words(done.tally)
    first = translate("Synchronising", "Something new came from the server.")
    if what:
        first = translate("Synchronising", "From the server: {what}.").format(what=what)
    refused = map(not_taken_words, done.not_taken)
    return " ".join([*refused, first, *files_words(done), *afterwards_words(done.tally)])


def error_of(trouble: Trouble) -> Exception:
    """The error that was noted, to be worded like any other."""
    kinds = {each.__name__: each for each in (errors.ServerUnreachable, errors.ServerRefused)}
    return kinds.get(trouble.kind, errors.ServerUnreachable)(trouble.reason)
