"""A digital signature on a finished PDF (PAdES, ETSI EN 319 142-1), where a certificate was set up.

The signature is added behind the bytes that were drawn, which stay as they are: pages, tags and the fingerprint
before signing do not change. Whether it is a certified electronic signature (TTE tersertifikasi) depends on who
issued the certificate, and only whoever runs the site can say so (SIGNING_CERTIFIED).
"""

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from assessments.models import ReportSignature

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

FIELD = "TandaTangan"
SPOKEN = "Tanda tangan digital penerbit laporan"
REASON = "Penerbitan laporan"


class CertificateError(Exception):
    """The certificate that was set up cannot be used."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"SIGNING_CERTIFICATE ({path}) cannot be opened: it must be a PKCS#12 file whose passphrase is in"
            " SIGNING_PASSPHRASE."
        )


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed PDF, by whom, and what kind of certificate they have."""

    pdf: bytes
    signer: str
    signature: ReportSignature


def signed(pdf: bytes) -> Signed | None:
    """The PDF with a signature behind it; None where no certificate is set up. Raises CertificateError."""
    if not settings.SIGNING_CERTIFICATE:
        return None
    path = Path(settings.SIGNING_CERTIFICATE)
    signer = _signer(path, settings.SIGNING_PASSPHRASE, path.stat().st_mtime if path.exists() else 0.0)
    kind = ReportSignature.CERTIFIED if settings.SIGNING_CERTIFIED else ReportSignature.TEST
    return Signed(_sign(pdf, signer), _name(signer), kind)


@lru_cache(maxsize=2)
def _signer(path: Path, passphrase: str, changed_at: float) -> "SimpleSigner":
    """The opened certificate, opened again once the file has changed."""
    from pyhanko.sign.signers import SimpleSigner  # a large library, only for those who sign

    del changed_at
    opened: SimpleSigner | None = SimpleSigner.load_pkcs12(  # type: ignore[no-untyped-call]  # pyHanko's own gap
        path, passphrase=passphrase.encode() or None
    )
    if opened is None:
        raise CertificateError(path)
    return opened


def _name(signer: "SimpleSigner") -> str:
    subject = getattr(signer.signing_cert, "subject", None)
    return str(subject.native.get("common_name") or subject.human_friendly)[:200] if subject else "tanpa nama"


def _sign(pdf: bytes, signer: "SimpleSigner") -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf

    # A field without a place on the page, hidden: nothing on paper, and nothing for a screen reader to stumble over
    # (ISO 14289-1, 7.18.1); its name is spoken where a viewer lists signatures (7.18.4).
    field = SigFieldSpec(
        FIELD,
        readable_field_name=SPOKEN,
        invis_sig_settings=InvisSigSettings(set_print_flag=True, set_hidden_flag=True),
    )
    metadata = PdfSignatureMetadata(
        field_name=FIELD, reason=REASON, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256", certify=True
    )
    signed_pdf = sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), metadata, signer=signer, new_field_spec=field)
    content: bytes = signed_pdf.getvalue()
    return content
