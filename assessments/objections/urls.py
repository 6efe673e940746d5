"""Addresses of the right of reply."""

from django.urls import URLPattern, path

from assessments.objections import views

urlpatterns: list[URLPattern] = [
    path("hak-jawab/", views.reply_list, name="reply_list"),
    path("hak-jawab/<uuid:public_id>/", views.reply_detail, name="reply_detail"),
    path("hak-jawab/<uuid:public_id>/buka/", views.reply_open, name="reply_open"),
    path("hak-jawab/<uuid:public_id>/selesai/", views.reply_end, name="reply_end"),
    path("hak-jawab/<uuid:public_id>/<uuid:locus_id>/<slug:code>/sanggah/", views.objection_new, name="objection_new"),
    path("sanggahan/<uuid:public_id>/", views.objection_detail, name="objection_detail"),
    path("sanggahan/<uuid:public_id>/bukti/", views.objection_evidence, name="objection_evidence"),
    path("sanggahan/<uuid:public_id>/putuskan/", views.objection_decide, name="objection_decide"),
    path("sanggahan/berkas/<uuid:public_id>/", views.objection_file, name="objection_file"),
    path("periode/<uuid:public_id>/sanggahan/", views.period_objections, name="period_objections"),
]
