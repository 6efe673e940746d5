"""The addresses that the program in the field calls; each answers in JSON."""

import json
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments import permissions
from assessments.fieldwork.selectors.worklist import worklist_of
from assessments.fieldwork.views.access import locus_to_fill, locus_to_read, person
from assessments.offline.errors import OtherPersonError, PieceError, PieceRefusedError
from assessments.offline.selectors.pack import pack_of
from assessments.offline.services import (
    deliver,
    is_known_event,
    known_device,
    received_bytes,
    take_along,
    take_piece,
)
from assessments.offline.services.journal import Receipt

MOST_EVENTS = 200
"""Events in one delivery."""


@login_not_required
@never_cache
@require_GET
def pulse(request: HttpRequest) -> JsonResponse:
    """Whether the server answers, who is signed in, what the time is; with the token for what is sent next.

    That nobody is signed in it says itself: a redirect may come from any network's own sign-in page.
    """
    time = timezone.now().isoformat(timespec="milliseconds")
    if not request.user.is_authenticated:
        return JsonResponse({"person": None, "time": time})
    user = person(request)
    return JsonResponse(
        {"person": {"id": str(user.public_id), "name": user.full_name}, "token": get_token(request), "time": time}
    )


@never_cache
@require_GET
def takeable(request: HttpRequest) -> JsonResponse:
    """The sheets that a person may take along: their own teams' open loci."""
    user = person(request)
    if not permissions.can_work_offline(user):
        raise PermissionDenied
    return JsonResponse(
        {
            "loci": [
                {
                    "id": str(each.locus.public_id),
                    "unit": each.locus.unit.name,
                    "agency": each.locus.assessment.agency.name,
                    "period": each.locus.assessment.period.name,
                }
                for each in worklist_of(user).open
            ]
        }
    )


@never_cache
@require_POST
def pack(request: HttpRequest, public_id: UUID) -> JsonResponse:
    """Take a sheet along: everything that its pages need without a connection."""
    locus = locus_to_fill(request, public_id)
    device_id = _uuid(_body(request).get("device"))
    if device_id is None:
        return _refused("Perangkat ini tidak menyebut kuncinya.")
    try:
        device = take_along(actor=person(request), locus=locus, device_id=device_id)
    except OtherPersonError:
        return _refused("Perangkat ini terdaftar atas nama orang lain.", status=409)
    return JsonResponse(pack_of(locus, person(request), device))


@never_cache
@require_POST
def journal(request: HttpRequest) -> JsonResponse:
    """Take in events in their order, and answer each with a receipt."""
    user = person(request)
    if not permissions.can_work_offline(user):
        raise PermissionDenied
    body = _body(request)
    events, device_id = body.get("events"), _uuid(body.get("device"))
    if device_id is None or not isinstance(events, list) or not all(isinstance(each, dict) for each in events):
        return _refused("Kiriman ini tidak terbaca.")
    if len(events) > MOST_EVENTS:
        return _refused(f"Kirim paling banyak {MOST_EVENTS} isian sekaligus.", status=413)
    if _uuid(body.get("person")) != user.public_id:
        return _refused("Yang masuk sekarang bukan pemilik isian ini.", status=409)
    try:
        device = known_device(user=user, device_id=device_id)
    except OtherPersonError:
        return _refused("Perangkat ini terdaftar atas nama orang lain.", status=409)
    receipts = deliver(user=user, device=device, events=events)
    return JsonResponse({"receipts": [_receipt(each) for each in receipts]})


@never_cache
@require_http_methods(["GET", "POST"])
def photo(request: HttpRequest, public_id: UUID, upload_id: UUID) -> HttpResponse:
    """Say how many bytes of a photo are here, and whether its event `?isian=` came already; or take the next ones."""
    locus = locus_to_read(request, public_id)
    user = person(request)
    if permissions.place_in_team(user, locus.assessment) is None:
        raise PermissionDenied
    if request.method == "GET":
        event_id = _uuid(request.GET.get("isian"))
        is_known = event_id is not None and is_known_event(user=user, event_id=event_id)
        return JsonResponse({"received": received_bytes(user=user, upload_id=upload_id), "is_known": is_known})
    try:
        start, size = int(request.GET.get("mulai", "")), int(request.GET.get("ukuran", ""))
        received = take_piece(
            user=user,
            locus=locus,
            upload_id=upload_id,
            sha256=request.GET.get("sidik", "")[:64],
            size=size,
            start=start,
            content=request.body,
        )
    except PieceError as error:
        return JsonResponse({"received": error.received}, status=409)
    except (PieceRefusedError, ValueError) as error:
        return _refused(str(error), status=400)
    return JsonResponse({"received": received})


def _receipt(receipt: Receipt) -> dict[str, object]:
    return {
        "id": str(receipt.id),
        "sha256": receipt.sha256,
        "state": receipt.state,
        "reason": receipt.reason,
        "version": receipt.version,
        "needs_photo": receipt.needs_photo,
    }


def _body(request: HttpRequest) -> dict[str, Any]:
    """The JSON object of a request; empty for anything else."""
    try:
        found = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _uuid(value: object) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _refused(words: str, *, status: int = 400) -> JsonResponse:
    return JsonResponse({"problem": words}, status=status)
