"""People at their browsers. A package of its own, so that its browser ends with it (conftest.py)."""
