"""The app that knows who, and Django's administration with a site of our own."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class AgenciesConfig(AppConfig):
    name = "agencies"
    verbose_name = "Instansi dan orang"
    default = True


class AdministrationConfig(admin_apps.AdminConfig):
    """`django.contrib.admin`, opened by memberships; named in full in INSTALLED_APPS."""

    default = False
    default_site = "agencies.administration.AdministrationSite"
