"""The addresses that signing in needs, for the tests of its forms."""

from django.contrib.auth import views
from django.urls import include, path

urlpatterns = [
    path("", include("kepatuhan.urls")),
    path("masuk-uji/", views.LoginView.as_view(), name="login"),
    path("sandi-uji/<uidb64>/<token>/", views.PasswordResetConfirmView.as_view(), name="password_reset_confirm"),
]
