"""Every address of the application, by app."""

from django.contrib import admin
from django.urls import include, path

from kepatuhan import views

urlpatterns = [
    path("kelola/", admin.site.urls),
    path("", include("assessments.urls")),
    path("", include("agencies.urls")),
    path("bantuan/", views.help_page, name="help"),
    path("", views.home, name="home"),
]
