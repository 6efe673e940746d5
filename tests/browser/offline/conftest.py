"""The small assessment and the sign-in of the sheet's journeys."""

from tests.assessments.offline.conftest import device_of  # noqa: F401  # a fixture of the same name
from tests.browser.fieldwork.conftest import (  # noqa: F401  # fixtures of the same names
    answered,
    browser_context_args,
    dinsos,
    dinsos_muba,
    muba_2026,
    opini_2026,
    puskesmas,
    sign_in,
    small,
    subject_of,
)
