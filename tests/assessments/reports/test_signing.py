"""A signature stands behind the bytes that were drawn, proves them, and leaves the tags for screen readers whole."""

import io
from hashlib import sha256

import outloud
import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from assessments.management.commands.make_test_certificate import NAME
from assessments.management.commands.make_test_certificate import test_certificate as certificate
from assessments.models import Report, ReportKind, ReportSignature
from assessments.paper.rendering import render_pdf
from assessments.reports.services import issue_report
from assessments.reports.signing import CertificateError, signed
from tests.assessments.reports.many import four_results, small_paper

__all__ = ["four_results", "small_paper"]

HTML = '<!doctype html><html lang="id"><head><title>Laporan uji</title></head><body><h1>Laporan</h1></body></html>'


@pytest.fixture
def signing(settings, tmp_path):
    path = tmp_path / "test.p12"
    path.write_bytes(certificate("rahasia"))
    settings.SIGNING_CERTIFICATE, settings.SIGNING_PASSPHRASE = str(path), "rahasia"
    return settings


@pytest.fixture(scope="module")
def drawn():
    return render_pdf(HTML, stylesheet="reports/report.css")


def standing(pdf):
    (signature,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    return validate_pdf_signature(signature, ValidationContext(trust_roots=[]))


def test_without_a_certificate_nothing_is_signed(drawn, settings):
    assert settings.SIGNING_CERTIFICATE == ""
    assert signed(drawn) is None


def test_the_signature_proves_the_bytes_and_follows_them(drawn, signing):
    found = signed(drawn)
    assert found.pdf.startswith(drawn)
    assert (found.signer, found.signature) == (NAME, ReportSignature.TEST)
    state = standing(found.pdf)
    assert (state.intact, state.valid, state.trusted) == (True, True, False)
    assert not standing(found.pdf.replace(b"%PDF-1.7", b"%PDF-1.6", 1)).intact


def test_a_signed_pdf_is_still_found_whole_by_the_checker(drawn, signing, tmp_path):
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed(drawn).pdf)
    checked = outloud.check(str(path))
    assert (checked.error, checked.findings) == (None, [])


def test_only_a_certificate_that_is_said_to_be_certified_is_called_so(drawn, signing):
    signing.SIGNING_CERTIFIED = True
    assert signed(drawn).signature == ReportSignature.CERTIFIED


def test_a_wrong_passphrase_is_said_in_a_sentence(drawn, signing):
    signing.SIGNING_PASSPHRASE = "keliru"
    with pytest.raises(CertificateError, match="SIGNING_PASSPHRASE"):
        signed(drawn)


@pytest.mark.django_db
def test_a_signed_report_keeps_both_fingerprints(request, signing):
    period = request.getfixturevalue("four_results")
    request.getfixturevalue("small_paper")
    result = period.assessments.first().results.with_names().get()
    report = issue_report(result=result, kind=ReportKind.AGENCY, actor=None)
    handed_out = report.file.open("rb").read()
    assert sha256(handed_out).hexdigest() == report.sha256
    assert report.unsigned_sha256 not in {"", report.sha256}
    assert sha256(handed_out[: _end_of_first(handed_out)]).hexdigest() == report.unsigned_sha256
    assert Report.objects.get().signer == NAME


def _end_of_first(pdf):
    """Where the bytes that were drawn end: behind the first end-of-file mark."""
    at = pdf.index(b"%%EOF") + len(b"%%EOF")
    return at + (pdf[at : at + 1] == b"\n")


def test_the_command_makes_a_certificate_and_never_overwrites_one(tmp_path, capsys):
    path = tmp_path / "certificate.p12"
    call_command("make_test_certificate", "--out", str(path))
    assert f"SIGNING_CERTIFICATE={path}" in capsys.readouterr().out
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(SystemCheckError, match="sudah ada"):
        call_command("make_test_certificate", "--out", str(path))
