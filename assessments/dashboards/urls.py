"""Addresses of the overviews."""

from django.urls import path

from assessments.dashboards import views

urlpatterns = [
    path("instansi/", views.agency_list, name="agency_list"),
    path("instansi/<uuid:public_id>/", views.agency_detail, name="agency_detail"),
]
