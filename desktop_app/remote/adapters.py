"""How requests go out: certificates checked by the system, sockets that can be stopped."""

from __future__ import annotations

import socket
import ssl
from functools import partial
from typing import Any

import truststore
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

from desktop_app.remote.stopping import Sockets


class Adapter(HTTPAdapter):
    """Opens its connections through ``sockets``."""

    def __init__(self, sockets: Sockets) -> None:
        self._sockets = sockets
        super().__init__()

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self._open_by(self.poolmanager)

    def proxy_manager_for(self, *args: Any, **options: Any) -> Any:
        made = super().proxy_manager_for(*args, **options)
        self._open_by(made)
        return made

    def _open_by(self, manager: Any) -> None:
        manager.pool_classes_by_scheme = {
            "http": partial(_Pool, sockets=self._sockets),
            "https": partial(_SecurePool, sockets=self._sockets),
        }


class SystemTrust(Adapter):
    """Certificates are checked by the operating system, not by a list that came along."""

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, ssl_context=_trust(), **options)

    def proxy_manager_for(self, *args: Any, **options: Any) -> Any:
        return super().proxy_manager_for(*args, ssl_context=_trust(), **options)

    def cert_verify(self, *_: Any) -> None:
        """Nothing to add: requests would put its own list into the context."""


def _trust() -> ssl.SSLContext:
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class _Connection(HTTPConnection):
    def __init__(self, *args: Any, sockets: Sockets, **options: Any) -> None:
        super().__init__(*args, **options)
        self._sockets = sockets

    def _new_conn(self) -> socket.socket:
        return _opened(self, self._sockets)


class _SecureConnection(HTTPSConnection):
    def __init__(self, *args: Any, sockets: Sockets, **options: Any) -> None:
        super().__init__(*args, **options)
        self._sockets = sockets

    def _new_conn(self) -> socket.socket:
        return _opened(self, self._sockets)


class _Pool(HTTPConnectionPool):
    def __init__(self, *args: Any, sockets: Sockets, **options: Any) -> None:
        self.ConnectionCls = partial(_Connection, sockets=sockets)  # type: ignore[assignment]  # called alone
        super().__init__(*args, **options)


class _SecurePool(HTTPSConnectionPool):
    def __init__(self, *args: Any, sockets: Sockets, **options: Any) -> None:
        self.ConnectionCls = partial(_SecureConnection, sockets=sockets)  # type: ignore[assignment]  # called alone
        super().__init__(*args, **options)


def _opened(connection: HTTPConnection, sockets: Sockets) -> socket.socket:
    """As the library does it itself, with the same errors."""
    host, port = connection._dns_host, connection.port
    timeout = connection.timeout
    assert isinstance(timeout, int | float)
    try:
        return sockets.connect(host, port, timeout, connection.socket_options or ())
    except socket.gaierror as error:
        raise NameResolutionError(connection.host, connection, error) from error
    except TimeoutError as error:
        raise ConnectTimeoutError(connection, "nobody answers") from error
    except OSError as error:
        raise NewConnectionError(connection, "no connection") from error
