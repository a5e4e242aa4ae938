"""Answers in the manner of legal prose, the same in every run, for measuring sizes.

The texts say nothing of any country, nor anything at all. They are made like those on which
other programs were measured (overlapping windows of 600 characters on one long text) and
compress like them: a thousand in one JSON file 99 kB there and 106 kB here under zstd -19,
twenty edited ones 4.7 kB both, one alone 330 and 350 bytes on the average.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

TEXTS = 1_000
CHARACTERS = 600
STEP = 432  # so that a window repeats a part of the one before, as people repeat themselves
EDITED = 20

_PHRASES = """the competent authority|in accordance with|the public prosecutor|subject to
the investigating judge|by virtue of|the Ministry of Justice|without prejudice to|is liable to
the central authority|within the meaning of|as provided for in|proceeds of crime|may order
mutual legal assistance|on the basis of|joint investigations|shall ensure|bail conditions
special investigative techniques|notwithstanding|the liability of legal persons|as well as
an organized criminal group|pursuant to|has established|is entitled to|the protection of
witnesses and victims|in the light of|must be notified of|the extradition of its nationals
law enforcement agencies|where the offence is|the statute of limitations|participation in
not later than|the requesting State|for the purposes of|has not yet been|a term of|or both"""
_PARTICLES = """the of and to in a or for by that is with as on be shall may any which an
such under its at from where has not if this other than it are no if"""
_STEMS = """confisc restitut legisl prosecut judic jurisdic extradit investig obstruct testif
regul sanct corrupt traffick migr bord fraud launder tax bank regist notif consult assess
statist train fund budget coordin superv monit evalu report document evid forens warrant
detent arrest bail sentenc appeal remed compens victim witness minor guard counsel defend
notar magistr minist parliament constitut treat protocol convent annex ratif reserv declar
conspir facilit organ profit materi seriou financ freez seiz forfeit instrument properti asset
trust benefici owner compan corpor associ partner liabil civ crimin administr fisc custom
transit vessel aircraft passport visa ident biometr data priv secrec confid discl intercept
surveil undercov inform deliver control transfer proceed recognit enforc requit request refus
postpon condit grant deni limit period prescri attempt incit abet negl intent purpos motiv
circumst aggrav mitig penalt fine impris probat parol rehabilit educat aware prevent risk"""
_SUFFIXES = "|s|ed|ing|ion|ions|ment|able|al|ive|ory|ance|er|ary|ity|ally"


@dataclass(frozen=True, slots=True)
class Answer:
    """A text and the question that it answers."""

    question: str
    text: str


def answers() -> list[Answer]:
    """The thousand texts."""
    whole = _text(Random(2026), STEP * (TEXTS - 1) + CHARACTERS)
    windows = (whole[at : at + CHARACTERS] for at in range(0, STEP * TEXTS, STEP))
    return [Answer(f"q{number:04}", text) for number, text in enumerate(windows)]


def edited(texts: Sequence[Answer]) -> dict[int, Answer]:
    """Twenty of them with a passage replaced, by their places."""
    random = Random(7)
    changed = {}
    for at in sorted(random.sample(range(len(texts)), EDITED)):
        start = random.randrange(100, 400)
        passage = f" [revised {random.randrange(1000)} after consultation] "
        old = texts[at].text
        changed[at] = Answer(texts[at].question, old[:start] + passage + old[start + 40 :])
    return changed


def _text(random: Random, length: int) -> str:
    sentences, size = [], 0
    for sentence in _sentences(random):
        sentences.append(sentence)
        size += len(sentence) + 1
        if size > length:
            break
    return " ".join(sentences)[:length]


def _sentences(random: Random) -> Iterator[str]:
    """A few words belong to what is spoken of at the moment, and stretches are said again."""
    lexicon = _lexicon(random)
    phrases = [phrase for line in _PHRASES.splitlines() for phrase in line.split("|")]
    phrases += [
        " ".join(random.choices(lexicon, k=random.randrange(2, 5))) for _ in range(1000)
    ]
    particles = _PARTICLES.split()
    earlier: list[str] = []
    topic: list[str] = []
    while True:
        if not topic or random.random() < 0.3:
            topic = [_favourite(random, lexicon) for _ in range(8)]
        parts: list[str] = []
        for _ in range(random.randrange(3, 12)):
            chance = random.random()
            if chance < 0.12 and earlier:
                parts.append(random.choice(earlier))
            elif chance < 0.27:
                parts.append(random.choice(phrases))
            else:
                source = topic if random.random() < 0.7 else lexicon
                parts += _favourite(random, particles), _favourite(random, source)
        if random.random() < 0.3:
            parts.append(f"under article {random.randrange(1, 400)}")
        at = random.randrange(len(parts))
        earlier.append(" ".join(parts[at : at + 4]))
        sentence = " ".join(parts)
        yield sentence[0].upper() + sentence[1:] + "."


def _lexicon(random: Random) -> list[str]:
    """Words of the law, and names such as places and offices have."""
    forms = [stem + after for stem in _STEMS.split() for after in _SUFFIXES.split("|")]
    words = random.sample(forms, 2100) + [_name(random) for _ in range(1500)]
    random.shuffle(words)
    return words


def _name(random: Random) -> str:
    syllables = (
        random.choice("bcdfghjklmnprstvz") + random.choice("aeiou") + random.choice("  nrstl")
        for _ in range(random.randrange(1, 4))
    )
    return "".join(syllables).replace(" ", "")


def _favourite(random: Random, choices: Sequence[str]) -> str:
    """The first ones are said more often than the last."""
    return choices[int(len(choices) * random.random() ** 1.9)]
