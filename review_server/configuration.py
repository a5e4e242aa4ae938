"""What an operator has decided: where the server is reached, and where its database is.

It lies in `server.json` in the server's folder, beside the keys and, unless PostgreSQL is
used, the database.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from review_protocol.addresses import is_address
from review_server.problems import Unusable

FILE = "server.json"
DATABASE = "server.db"
FOLDER = "REVIEW_SERVER_FOLDER"
"""The environment's variable that names the folder."""
MIB = 1024 * 1024
MAX_DOSSIER_MIB = 1024
PASSWORD = "REVIEW_SERVER_DATABASE"  # noqa: S105  # the name of a variable
"""The environment's variable that takes the place of the database's address, if it is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """``database`` is an address as SQLAlchemy takes it; "" is a file in the folder.

    Without an ``smtp_host`` no e-mail is sent. ``smtp_security`` is starttls, tls or none;
    ``smtp_ca`` a file with the certificate of an own authority.
    """

    folder: Path
    url: str
    database: str = ""
    max_dossier_mib: int = MAX_DOSSIER_MIB
    smtp_host: str = ""
    smtp_port: int = 0
    smtp_security: str = "starttls"
    smtp_user: str = ""
    smtp_ca: str = ""
    mail_from: str = ""

    @property
    def database_url(self) -> str:
        """Where the database is."""
        given = os.environ.get(PASSWORD) or self.database
        return given or f"sqlite:///{(self.folder / DATABASE).absolute()}"


def expect_address(url: str) -> None:
    """Raises Unusable for an address that no invitation may hold."""
    if not is_address(url):
        raise Unusable(
            "The address must begin with https:// (http:// for 127.0.0.1) and hold a host,"
            " perhaps a port and a path, and nothing else."
        )


def write_configuration(configuration: Configuration) -> None:
    """Keep it in its folder. Raises Unusable for an address that no invitation may hold."""
    expect_address(configuration.url)
    content = {key: value for key, value in asdict(configuration).items() if key != "folder"}
    path = configuration.folder / FILE
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(json.dumps(content, indent=1) + "\n")


def read_configuration(folder: Path) -> Configuration:
    """What stands in a folder. Raises Unusable."""
    try:
        text = (folder / FILE).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Unusable(
            f"{folder.absolute()} is no server's folder. Name one by --folder or {FOLDER};"
            " a new one is made by: review-server init"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise Unusable(f"{folder / FILE} cannot be read.") from error
    try:
        made = Configuration(folder=folder, **json.loads(text))
        for each in fields(Configuration):
            value = getattr(made, each.name)
            if value is not folder and type(value).__name__ != each.type:
                raise TypeError(each.name)
    except (ValueError, TypeError) as error:
        raise Unusable(
            f"{folder / FILE} is damaged: correct it, or put its copy back."
        ) from error
    if not is_address(made.url):
        raise Unusable(
            f"{folder / FILE} has a url that no client uses ({made.url}). It must begin with"
            " https:// (http:// for 127.0.0.1) and hold a host, perhaps a port and a path, and"
            " nothing else."
        )
    return made
