"""Evidence at the Dinas Sosial."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.fieldwork.evidence.services import add_evidence, replace_evidence
from assessments.files.checking import CheckedFile, checked
from assessments.files.kinds import JPEG
from assessments.models import Evidence
from tests.assessments.files.hostile import photo, picture


@pytest.fixture
def photograph():
    """`photograph("loket.jpg", shade=9)`: a photo as a browser sends it; another shade is another photo."""

    def take(name="loket.jpg", shade=120, **more):
        content = photo(**more) if more else picture(colour=(shade, shade, shade))
        return SimpleUploadedFile(name, content, content_type="image/jpeg")

    return take


@pytest.fixture
def file(photograph):
    def check(name="loket.jpg", shade=120, **more) -> CheckedFile:
        return checked(photograph(name, shade, **more))

    return check


@pytest.fixture
def plain_file():
    """A checked file without the check, for tests that need many."""

    def make(number) -> CheckedFile:
        return CheckedFile(
            name=f"foto-{number}.jpg",
            kind=JPEG,
            content=b"foto %d" % number,
            sha256=f"{number:064d}",
            screen=b"layar",
            thumbnail=b"kecil",
        )

    return make


@pytest.fixture
def given(plain_file):
    """`given(sari, dinsos, "IN-01")`: a piece of evidence of these indicators."""

    def add(actor, locus, *indicators, number=1, title="Renstra") -> Evidence:
        return add_evidence(
            actor=actor, locus=locus, indicators=indicators, file=plain_file(number), title=title
        ).evidence

    return add


@pytest.fixture
def replaced(plain_file):
    def replace(actor, locus, evidence, number=2):
        return replace_evidence(actor=actor, locus=locus, evidence=evidence, file=plain_file(number))

    return replace


@pytest.fixture
def url_of():
    """`url_of("evidence_detail", evidence)`, `url_of("evidence_add", dinsos, "IN-01")`."""

    def url(name, of, *more):
        first = [of.locus.public_id, of.public_id] if isinstance(of, Evidence) else [of.public_id]
        return reverse(name, args=[*first, *more])

    return url
