"""Addresses of second judgements."""

from django.urls import URLPattern, path

from assessments.second_rating import views

urlpatterns: list[URLPattern] = [
    path("penilaian-kedua/", views.mine, name="second_mine"),
    path("penilaian-kedua/<uuid:public_id>/", views.sheet, name="second_sheet"),
    path("penilaian-kedua/<uuid:public_id>/nyatakan/", views.declare, name="second_declare"),
    path("penilaian-kedua/<uuid:public_id>/isi/<str:dimension>/", views.part, name="second_part"),
    path("penilaian-kedua/<uuid:public_id>/bukti/<int:version>/", views.evidence, name="second_evidence"),
    path("penilaian-kedua/<uuid:public_id>/serahkan/", views.hand_in, name="second_hand_in"),
    path("penilaian-kedua/<uuid:public_id>/tugaskan/", views.assign, name="second_assign"),
    path("penilaian-kedua/<uuid:public_id>/banding/", views.comparison, name="second_comparison"),
    path("penilaian-kedua/<uuid:public_id>/putuskan/<int:answer>/", views.moderate, name="second_moderate"),
    path("periode/<uuid:public_id>/penilaian-kedua/", views.period, name="second_period"),
    path("periode/<uuid:public_id>/penilaian-kedua/undi/", views.draw, name="second_draw"),
    path("periode/<uuid:public_id>/penilaian-kedua.csv", views.export, name="second_export"),
]
