"""A line to the engine that is lost is told apart: a write that may have been applied is not called undone."""

import pytest
from botocore.exceptions import ConnectionClosedError, EndpointConnectionError, ReadTimeoutError
from botocore.parsers import ResponseParserError
from pynamodb.exceptions import PutError

from chalicelib.store.busy import Busy, FateUnknown
from chalicelib.store.engine import reaching

LOST = [
    EndpointConnectionError(endpoint_url="http://127.0.0.1:1"),
    ConnectionClosedError(endpoint_url="http://127.0.0.1:1"),
    ReadTimeoutError(endpoint_url="http://127.0.0.1:1"),
    ResponseParserError("half an answer"),
]


@pytest.mark.parametrize("cause", LOST, ids=lambda cause: type(cause).__name__)
def test_a_lost_write(cause: Exception) -> None:
    with pytest.raises(FateUnknown), reaching(writing=True):
        raise PutError("lost", cause)


@pytest.mark.parametrize("cause", LOST, ids=lambda cause: type(cause).__name__)
def test_a_lost_read(cause: Exception) -> None:
    with pytest.raises(Busy), reaching():
        raise PutError("lost", cause)
