"""Everything that can go wrong, as a tree. Exceptions carry facts; `ui` and `cli` word them.

AppError
├─ UserError                  the user can do something about it
│   ├─ WrongPassphrase        neither the passphrase nor the code opens a key slot
│   ├─ DamagedFile            `what` cannot be read; `detail` says where, for support
│   ├─ NewerFormat            made by a newer program: `found`, `supported`
│   ├─ UpgradeFailed          an older program's `what` is as it was; `backup` is a copy of it
│   ├─ DiskFull               no room left where `what` is kept; nothing was changed
│   ├─ NotWritable            `what` cannot be written (rights, read-only medium)
│   ├─ ProfileInUse           another window or program has the profile open
│   ├─ ProfileMissing         no profile in the folder
│   ├─ ProfileExists          a profile is there already
│   ├─ WeakPassphrase         refused when a passphrase is set
│   ├─ FormRefused            a questionnaire cannot be used: `faults` with their places
│   ├─ PackRefused            `reason`: altered, unsigned, unknown-signer, wrong-format
│   ├─ UnknownReference       `ref` names no node of the form
│   ├─ StepRefused            `ref`, `reason`: readonly, no-such-choice, bad-value, limit, ...
│   ├─ AnswerNotFinished      a status was refused: `broken` constraints or blank answer
│   ├─ DossierMissing         `dossier` names none, or several exist and none was named
│   ├─ MissingFonts           `names` of fonts without which a report cannot be set, or
│   │                         `characters` that no font here has
│   ├─ UpgradeRefused         a pack is no newer version of a dossier's: `reason`, `old`, `new`
│   ├─ ApprovalRefused        a response cannot be approved, or opened again: `reason`
│   ├─ SubmissionRefused      nothing was sent, or it was not taken: `reason`
│   ├─ NotEntitled            `deed` is not for who this is in the dossier
│   ├─ ExchangeRefused        a file from somebody else cannot be used: `reason`, `detail`
│   ├─ SendRefused            no exchange file can be made: `reason`
│   ├─ FileRefused            a working file cannot be attached or given: `reason`, `name`
│   ├─ NotConnected           the dossier knows no server yet: `reason`
│   ├─ ServerUnreachable      no answer of the server came: `reason`
│   ├─ ServerRefused          the server, or what came from it, refuses: `reason`
│   ├─ FaultyMedium           `what` was written, and cannot be read back
│   └─ BadArgument            `name`, `value`, `reason` of a command's argument
└─ BugError                   we are to blame
"""

from __future__ import annotations

from dataclasses import dataclass


class AppError(Exception):
    """The root of what the program itself raises."""


class UserError(AppError):
    """The user can do something about it."""


class BugError(AppError):
    """The program did something that it must never do."""


class WrongPassphrase(UserError):
    """Neither the passphrase nor the recovery code opens a key slot."""


class DamagedFile(UserError):
    """A file cannot be read: `what` it is, and `detail` for support (never content)."""

    def __init__(self, what: str, detail: str = "") -> None:
        super().__init__(f"{what}: {detail}" if detail else what)
        self.what, self.detail = what, detail


class NewerFormat(UserError):
    """A file was made by a newer program."""

    def __init__(self, what: str, *, found: int, supported: int) -> None:
        super().__init__(f"{what}: format {found}, this program reads {supported}")
        self.what, self.found, self.supported = what, found, supported


class UpgradeFailed(UserError):
    """An older program's file could not be brought up to date; it is as it was.

    ``backup`` is the name of the verified copy that was made before.
    """

    def __init__(self, what: str, backup: str) -> None:
        super().__init__(f"{what}: {backup}")
        self.what, self.backup = what, backup


class DiskFull(UserError):
    """There is no room left; nothing was changed."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class NotWritable(UserError):
    """Something cannot be written where it should be."""

    def __init__(self, what: str, detail: str = "") -> None:
        super().__init__(f"{what}: {detail}" if detail else what)
        self.what, self.detail = what, detail


class ProfileInUse(UserError):
    """Another window or program has the profile open."""


class ProfileMissing(UserError):
    """There is no profile in the folder."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder


class ProfileExists(UserError):
    """A profile is in the folder already."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder


class WeakPassphrase(UserError):
    """A passphrase was refused as too easy to guess; `reason` is `short` or `guessable`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why a form cannot be used, and where it stands.

    ``sheet``, ``row`` (1-based, as Excel shows it) and ``column`` (the header's word) are
    "" or 0 where the form has none, as in an XForm; ``severity`` is ``error`` or ``warning``.
    """

    message: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    severity: str = "error"

    def __str__(self) -> str:
        place = [f"sheet {self.sheet}" if self.sheet else ""]
        place.append(f"row {self.row}" if self.row else "")
        place.append(f"column {self.column}" if self.column else "")
        where = ", ".join(filter(None, place))
        return f"{where}: {self.message}" if where else self.message


class FormRefused(UserError):
    """A questionnaire cannot be used; nothing of it was loaded."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


class PackRefused(UserError):
    """A pack cannot be opened: altered, unsigned, unknown-signer, wrong-format, too-large."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason, self.detail = reason, detail


class UnknownReference(UserError):
    """A reference names no node of the form."""

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.ref = ref


class StepRefused(UserError):
    """A step cannot be done on the form; nothing changed.

    ``reason``: readonly, no-such-choice, bad-value, limit, not-a-repeat, not-an-instance,
    counted (the number of instances is fixed by the form), or a word of `Bar`.
    """

    def __init__(self, ref: str, reason: str) -> None:
        super().__init__(f"{ref}: {reason}")
        self.ref, self.reason = ref, reason


class AnswerNotFinished(UserError):
    """A question cannot be called finished: `reason` is blank or broken; `ref` says where."""

    def __init__(self, ref: str, reason: str) -> None:
        super().__init__(f"{ref}: {reason}")
        self.ref, self.reason = ref, reason


class DossierMissing(UserError):
    """No dossier fits: `dossier` is what was asked for; `known` are those there are."""

    def __init__(self, dossier: str, known: tuple[str, ...] = ()) -> None:
        super().__init__(dossier)
        self.dossier, self.known = dossier, known


class MissingFonts(UserError):
    """A report needs fonts that this computer lacks.

    Either their `names` are known, or some `characters` that none of the fonts here has.
    """

    def __init__(self, names: tuple[str, ...] = (), *, characters: str = "") -> None:
        # The characters themselves are somebody's words, and no message shows them in logs.
        super().__init__(", ".join(names) or " ".join(f"U+{ord(c):04X}" for c in characters))
        self.names, self.characters = names, characters


class BadArgument(UserError):
    """An argument of a command cannot be used."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name, self.reason = name, reason


class UpgradeRefused(UserError):
    """A dossier cannot go on with a questionnaire; nothing was changed.

    ``reason``: another-questionnaire (``old`` and ``new`` are their ids), same, not-newer
    (their versions), locked (it was approved as a whole).
    """

    def __init__(self, reason: str, *, old: str, new: str) -> None:
        super().__init__(f"{reason}: {old}, {new}")
        self.reason, self.old, self.new = reason, old, new


class ApprovalRefused(UserError):
    """A response cannot be approved, or not be opened again; nothing was changed.

    ``reason``: locked, to-settle, incomplete (``count`` questions, and no reason was given),
    nothing (is answered), moved (something came in meanwhile), not-locked, ask-secretariat.
    """

    def __init__(self, reason: str, *, count: int = 0) -> None:
        super().__init__(f"{reason}: {count}" if count else reason)
        self.reason, self.count = reason, count


class SubmissionRefused(UserError):
    """What is for the secretariat did not go, was not taken, or a reply is of no use.

    ``reason``: a word of the server's (malformed, newer, role, locked, key, pack, incomplete,
    standing, number, reason, nothing); not-approved, other-content (this program works out
    something else than was approved), other-approval (the secretariat has another
    one of that number), no-receipt (the server has it, and none came); none-approved, none-yet
    (not sent from here), none-waiting, none-carried, none-refused (why there is no receipt);
    no-such-receipt (of this number), opened-again (at another computer),
    nothing-to-reopen, asked-already; bad-receipt; damaged-reply, not-for-us, unknown-reply,
    other-server.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotEntitled(UserError):
    """Something that only another role may do in this dossier; `deed` says what."""

    def __init__(self, deed: str) -> None:
        super().__init__(deed)
        self.deed = deed


class ExchangeRefused(UserError):
    """A file that came from somebody cannot be used; nothing was changed.

    ``reason`` is a word of `FileVerdict`, or wrong-code, already-here, another-purpose;
    ``detail`` is for support, never content; ``file`` is its name, where one is known.
    """

    def __init__(self, reason: str, detail: str = "", *, file: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason, self.detail, self.file = reason, detail, file


class SendRefused(UserError):
    """An exchange file cannot be made; none was.

    ``reason``: nobody-else, unknown-member, not-shared, too-large, small-parts;
    too-many-computers, of which ``who`` has most (a name, and not for a log).
    """

    def __init__(self, reason: str, *, who: str = "") -> None:
        super().__init__(reason)
        self.reason, self.who = reason, who


class FileRefused(UserError):
    """A working file cannot be attached, or given back; nothing was changed.

    ``reason``: unreadable, empty, too-large; unknown, not-here, damaged. ``name`` is the
    file's, as far as it has one; it is not for a log.
    """

    def __init__(self, reason: str, name: str = "") -> None:
        super().__init__(reason)
        self.reason, self.name = reason, name


class FaultyMedium(UserError):
    """A file was written and then read back otherwise, or not at all: a poor stick or disk.

    Nothing was left there.
    """

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class NotConnected(UserError):
    """A dossier cannot be synchronised yet; nothing was sent.

    ``reason``: no-server (nobody has connected it), not-asked (the focal point has; this
    computer was never told to use it), expired, other-server, damaged, newer; other-cluster,
    other-party: an invitation is for ``invited``, and the response is that of ``own``.
    """

    REASONS = (
        "no-server",
        "not-asked",
        "expired",
        "other-server",
        "damaged",
        "newer",
        "other-cluster",
        "other-party",
    )

    def __init__(self, reason: str, *, invited: str = "", own: str = "") -> None:
        super().__init__(reason)
        self.reason, self.invited, self.own = reason, invited, own


class ServerUnreachable(UserError):
    """No answer of the server came; what was to be sent is still to be sent.

    ``reason``: offline, proxy (this network's way out), timeout, certificate (of nobody who
    is known), certificate-expired (or not valid yet), certificate-name (of another address),
    broken (the line, again and again), not-the-server (something else answered: a captive
    portal, a proxy), busy, fault, stopped (by whoever waited for it), address (in clear over a
    network, or none at all: no line was opened).
    """

    REASONS = (
        "offline",
        "proxy",
        "timeout",
        "certificate",
        "certificate-expired",
        "certificate-name",
        "broken",
        "not-the-server",
        "busy",
        "fault",
        "stopped",
        "address",
    )

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ServerRefused(UserError):
    """The server answered that it will not, or answered what cannot be used.

    ``reason``: stranger, removed, invitation, unknown-dossier, full, too-large, newer,
    signature (it has another key), clock, malformed, no-agreement, bad-answer, not-named
    (the response is connected to another server).
    """

    REASONS = (
        "stranger",
        "removed",
        "invitation",
        "unknown-dossier",
        "full",
        "too-large",
        "newer",
        "signature",
        "clock",
        "malformed",
        "no-agreement",
        "bad-answer",
        "not-named",
    )

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
