"""The real addresses and one more: a signed-in view that does one UPDATE and one INSERT in a transaction."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from agencies.models import Event, User


@require_POST
@transaction.atomic
def write_two(request: HttpRequest) -> HttpResponse:
    """The least that a save can be: a row changed and a row added, by someone who is signed in."""
    User.objects.filter(pk=request.user.pk).update(last_login=timezone.now())
    Event.objects.create(actor_id=request.user.pk, verb="bench")
    return HttpResponse("ditulis")


urlpatterns = [path("bench/", write_two), path("", include("kepatuhan.urls"))]
