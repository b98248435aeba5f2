"""The table of doors through API Gateway and the packaged function: everyone before every door."""

from tests.test_doors import test_each_person_with_what_the_team_owns, troupe, world

__all__ = ["test_each_person_with_what_the_team_owns", "troupe", "world"]
