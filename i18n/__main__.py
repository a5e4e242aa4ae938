"""`python3 dev.py texts`: extract the window's texts, compile them, say how far they are."""

from __future__ import annotations

import argparse
import sys

from i18n.building import compile_all, extract, is_up_to_date
from i18n.sources import LANGUAGES, messages, read, source_of


def main() -> int:
    """Do what is asked for; the exit code is 1 when a translation cannot be used."""
    parser = argparse.ArgumentParser(prog="dev.py texts", description=__doc__)
    parser.add_argument(
        "--if-needed", action="store_true", help="only compile, and only what is out of date"
    )
    if parser.parse_args().if_needed:
        if not is_up_to_date():
            compile_all()
        return 0
    extract()
    left_out = compile_all()
    for language in LANGUAGES:
        all_texts = list(messages(read(source_of(language))))
        usable = [text for text in all_texts if text.is_finished and not text.fault]
        print(f"{language}: {len(usable)} of {len(all_texts)} texts are translated")
    faults = [(tag, text) for tag, texts in left_out.items() for text in texts]
    for language, text in faults:
        print(f"{language}: {text.context}: “{text.source}” {text.fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
