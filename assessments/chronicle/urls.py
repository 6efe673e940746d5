"""Addresses of histories."""

from django.urls import URLPattern, path

from assessments.chronicle import views

urlpatterns: list[URLPattern] = [
    path("riwayat/<str:kind>/<uuid:public_id>/", views.history, name="history"),
    path("log-akses/", views.access_log, name="access_log"),
]
