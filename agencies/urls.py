"""Addresses of agencies: signing in and one's own account."""

from django.contrib.auth import views as auth
from django.urls import path

from agencies.forms import PasswordResetByTaskForm
from agencies.views import accounts

urlpatterns = [
    path("masuk/", accounts.SignInView.as_view(), name="login"),
    path("keluar/", accounts.SignOutView.as_view(), name="logout"),
    path("akun/", accounts.account, name="account"),
    path("akun/kata-sandi/", accounts.ChangePasswordView.as_view(), name="password_change"),
    path("akun/kata-sandi/selesai/", auth.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path(
        "lupa-kata-sandi/",
        auth.PasswordResetView.as_view(form_class=PasswordResetByTaskForm),
        name="password_reset",
    ),
    path("lupa-kata-sandi/terkirim/", auth.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path("kata-sandi-baru/<uidb64>/<token>/", accounts.NewPasswordView.as_view(), name="password_reset_confirm"),
    path("kata-sandi-baru/selesai/", auth.PasswordResetCompleteView.as_view(), name="password_reset_complete"),
]
