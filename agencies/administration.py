"""The administration site under /kelola/: for administrators, who sign in where everyone does."""

from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache


class AdministrationSite(admin.AdminSite):
    """Opens by `User.is_staff`, which reads the memberships of today."""

    site_header = "Kelola Kepatuhan"
    site_title = "Kelola Kepatuhan"
    index_title = "Orang, daftar instansi, dan kantor"

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """Send a visitor to the one sign-in page, where guesses are counted; refuse everyone else."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index", current_app=self.name))
