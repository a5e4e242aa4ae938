"""Certificates for servers on loopback, and whoever gives them out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


class Authority:
    """Gives out certificates; who trusts it has the file that `write` makes."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Ruritania CA")])
        builder = _builder(self._name, self._name, self._key, (-30, 30))
        self._certificate = builder.add_extension(
            x509.BasicConstraints(ca=True, path_length=0), True
        ).sign(self._key, hashes.SHA256())

    def write(self, file: Path) -> Path:
        """Its own certificate, to be trusted."""
        file.write_bytes(self._certificate.public_bytes(serialization.Encoding.PEM))
        return file

    def certify(self, address: str, days: tuple[int, int] = (-1, 1)) -> bytes:
        """Key and certificate (PEM) of a server at an address or of a name, valid between two
        days.
        """
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, address)])
        known = x509.SubjectAlternativeName([_called(address)])
        builder = _builder(name, self._name, key, days).add_extension(known, False)
        private = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        signed = builder.sign(self._key, hashes.SHA256())
        return private + signed.public_bytes(serialization.Encoding.PEM)


def _called(address: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(address))
    except ValueError:
        return x509.DNSName(address)


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    days: tuple[int, int],
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
    )
