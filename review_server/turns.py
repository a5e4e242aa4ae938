"""Whose turn it is to give notices, for all processes on one database."""

from __future__ import annotations

import secrets

from sqlalchemy import insert, select, update

from review_server.database import Transaction
from review_server.problems import ServerError
from review_server.rounds import Server
from review_server.schema import notice_runs

TURN_S = 600
"""How long a run that died keeps the others waiting."""


class TurnLost(ServerError):
    """Another run has taken over: this one was too slow."""


class Turn:
    """One run's turn."""

    def __init__(self, server: Server) -> None:
        self._server, self._me = server, secrets.token_hex(16)

    def take(self) -> bool:
        """Whether it is ours now."""
        return self._server.database.run(self._take_in)

    def renew(self) -> None:
        """It stays ours. Raises TurnLost."""
        with self._server.database.begin() as transaction:
            mine = update(notice_runs).filter_by(id=1, holder=self._me)
            if not transaction.execute(mine.values(until=self._until())).rowcount:
                raise TurnLost

    def give_back(self) -> None:
        """Let the next one run."""
        with self._server.database.begin() as transaction:
            mine = update(notice_runs).filter_by(id=1, holder=self._me)
            transaction.execute(mine.values(holder="", until=0))

    def _take_in(self, transaction: Transaction) -> bool:
        query = select(notice_runs).filter_by(id=1).with_for_update()
        row = transaction.execute(query).one_or_none()
        values = {"holder": self._me, "until": self._until()}
        if row is None:
            transaction.execute(insert(notice_runs), {"id": 1, "journal": "", **values})
            return True
        if row.holder and row.until > self._server.clock():
            return False
        transaction.execute(update(notice_runs).filter_by(id=1).values(**values))
        return True

    def _until(self) -> int:
        return self._server.clock() + TURN_S
