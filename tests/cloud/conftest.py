"""Both Regions, deployed once for all of these tests into an emulator of AWS."""

from collections.abc import Iterator

import pytest

from infra.emulator.deploy import Cloud
from infra.emulator.process import Emulator
from infra.regions import REGIONS
from tests.cloud.site import RegionSite
from tests.conftest import Cast


@pytest.fixture(scope="session")
def cloud() -> Iterator[Cloud]:
    """Where the emulator cannot be installed or a stack does not deploy, this fails and says why."""
    emulator = Emulator()
    try:
        yield Cloud(emulator.start()).deploy()
    finally:
        emulator.stop()


@pytest.fixture(scope="session")
def leader(cloud: Cloud) -> RegionSite:
    return RegionSite(cloud, REGIONS.leader)


@pytest.fixture(scope="session")
def standby(cloud: Cloud) -> RegionSite:
    return RegionSite(cloud, REGIONS.standby)


@pytest.fixture(scope="session")
def site(leader: RegionSite) -> RegionSite:
    """What tests that know nothing of Regions come to."""
    return leader


@pytest.fixture(scope="session")
def cast(site: RegionSite) -> Cast:
    return Cast(site)
