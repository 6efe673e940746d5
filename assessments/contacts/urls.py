"""Addresses of contacts."""

from django.urls import path

from assessments.contacts import views

_UNIT = "persiapan/unit/<uuid:public_id>/kontak/"

urlpatterns = [
    path(_UNIT, views.contacts, name="contacts"),
    path(f"{_UNIT}<uuid:contact>/buka/", views.reveal, name="contact_reveal"),
    path(f"{_UNIT}<uuid:contact>/hapus/", views.remove, name="contact_remove"),
]
