"""The front door of the surface that the settings choose: its features are listed there."""

import os
from importlib import import_module

from chalicelib import settings
from chalicelib.web import openapi
from chalicelib.web.endpoints import mount
from chalicelib.web.frontdoor import FrontDoor

# The other one is not imported: a cold start should not wait for doors that stay shut.
surface = import_module(f"chalicelib.surfaces.{settings.surface(os.environ)}")
app = FrontDoor(app_name="izwork", orders=surface.ORDERS)
app.api.binary_types.extend(("application/x-ndjson", "application/pdf"))
openapi.describe(surface.FEATURES)
mount(app, surface.FEATURES)
