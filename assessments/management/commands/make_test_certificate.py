"""`manage.py make_test_certificate`: a certificate of one's own, to try signed reports with; it certifies nothing."""

import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from assessments.management.refused import InputRefusedError

NAME = "Kepatuhan, sertifikat uji (bukan TTE tersertifikasi)"
DAYS = 365


class Command(BaseCommand):
    help = "Make a self-signed test certificate (PKCS#12) and print the variables that let reports be signed with it."

    def add_arguments(self, parser: CommandParser) -> None:
        default = Path(settings.VAR_DIR) / "test-certificate.p12"
        parser.add_argument("--out", type=Path, default=default, help=f"the file to write (default: {default})")

    def handle(self, *args: Any, **options: Any) -> None:
        out: Path = options["out"]
        if out.exists():
            raise InputRefusedError([f"{out} sudah ada; hapus dahulu, atau pilih berkas lain dengan --out."])
        passphrase = secrets.token_urlsafe(18)
        out.parent.mkdir(parents=True, exist_ok=True)
        out.touch(mode=0o600)
        out.write_bytes(test_certificate(passphrase))
        self.stdout.write(f"SIGNING_CERTIFICATE={out}\nSIGNING_PASSPHRASE={passphrase}")


def test_certificate(passphrase: str) -> bytes:
    """A self-signed certificate with its key as PKCS#12: P-256, a year, for signatures only."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Sertifikat uji"),
            x509.NameAttribute(NameOID.COMMON_NAME, NAME),
        ]
    )
    now = timezone.now()
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(
        NAME.encode(), key, certificate, None, BestAvailableEncryption(passphrase.encode())
    )
