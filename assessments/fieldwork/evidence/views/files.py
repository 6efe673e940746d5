"""The bytes of evidence: originals as downloads that are written down, pictures for the screen."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from agencies.models import Event
from assessments.fieldwork.views.access import locus_to_read, person
from assessments.files import serving
from assessments.models import EvidenceVersion, Locus


@require_GET
def download(request: HttpRequest, public_id: UUID, evidence_id: UUID, number: int) -> FileResponse:
    """The original of one version, as it came; who took it is written down."""
    locus = locus_to_read(request, public_id)
    version = _version(locus, evidence_id, number)
    response = serving.download(version.file, name=version.name, media_type=version.media_type)
    Event.objects.record(
        actor=person(request),
        verb="download_evidence",
        target=version,
        agency=locus.assessment.agency,
        detail={"locus": locus.pk, "name": version.name, "version": version.number, "sha256": version.sha256},
    )
    return response


@require_GET
def picture(request: HttpRequest, public_id: UUID, evidence_id: UUID, number: int, size: str) -> FileResponse:
    """The copy of a version for the screen: "layar" to read, "kecil" for lists; 404 where the kind has none."""
    version = _version(locus_to_read(request, public_id), evidence_id, number)
    copies = {"layar": version.screen, "kecil": version.thumbnail}
    if not copies.get(size):
        raise Http404
    return serving.screen_copy(copies[size])


def _version(locus: Locus, evidence_id: UUID, number: int) -> EvidenceVersion:
    return get_object_or_404(EvidenceVersion, evidence__locus=locus, evidence__public_id=evidence_id, number=number)
