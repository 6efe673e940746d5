"""Addresses of the catalogue."""

from django.urls import path

from assessments.catalogue import views

urlpatterns = [
    path("instrumen/", views.instrument_list, name="instrument_list"),
    path("instrumen/<slug:code>/", views.instrument_detail, name="instrument_detail"),
]
