"""Addresses of review."""

from django.urls import URLPattern, path

from assessments.review import views

urlpatterns: list[URLPattern] = [
    path("lokus/<uuid:public_id>/tinjau/", views.review, name="locus_review"),
    path("lokus/<uuid:public_id>/verifikasi/", views.verify, name="locus_verify"),
    path("lokus/<uuid:public_id>/validasi/", views.validate, name="locus_validate"),
    path("lokus/<uuid:public_id>/kembalikan/", views.send_back, name="locus_return"),
    path("lokus/<uuid:public_id>/buka/", views.unlock, name="locus_unlock"),
    path("lokus/<uuid:public_id>/komentar/<str:code>/", views.comment, name="locus_comment"),
    path("lokus/<uuid:public_id>/nilai/<int:answer>/", views.change_value, name="locus_value"),
    path("periode/", views.period_list, name="period_list"),
    path("periode/<uuid:public_id>/", views.period_detail, name="period_detail"),
    path("periode/<uuid:public_id>/jejak-audit.csv", views.audit_csv, name="period_audit"),
]
