"""Text messages by SNS, on moto: what the function on Lambda sends."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import botocore.session
import pytest
from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID
from moto.sns import sns_backends

from chalicelib import settings
from chalicelib.notices import sms
from chalicelib.store import tables

REGION = "ap-northeast-1"
AWS = {
    "IZWORK_MODE": "aws", "AWS_REGION": REGION, "IZWORK_SITE": "https://izwork.com", "IZWORK_MAIL": "ses",
    "IZWORK_MAIL_FROM": "no-reply@izwork.com", "IZWORK_SMS": "sns", "IZWORK_SMS_SENDER": "IZwork",
    "IZWORK_KMS_CONTENT": "c", "IZWORK_KMS_ACCOUNT": "a", "IZWORK_KMS_LOOKUP": "l", "IZWORK_KMS_RECEIPT": "r",
    "IZWORK_KMS_DESK": "d",
}  # fmt: skip


@pytest.fixture
def sns(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    told = settings.read(AWS)
    monkeypatch.setattr(settings, "current", lambda: told)
    with mock_aws():
        line = SimpleNamespace(session=botocore.session.get_session())
        monkeypatch.setattr(tables, "line", lambda: line)
        sms.sns.cache_clear()
        yield sns_backends[DEFAULT_ACCOUNT_ID][REGION]
        sms.sns.cache_clear()


def test_a_code_goes_to_the_number_alone(sns: SimpleNamespace) -> None:
    sms.send("+84912345678", "sms_code", "vi", code="123456", site="izwork.com")
    ((number, text, *_),) = [tuple(sent) for sent in sns.sms_messages.values()]
    assert number == "+84912345678"
    # The last line is what phones fill in by themselves, for this site only.
    assert text == "Mã IZwork: 123456. Đừng đưa mã cho ai.\n@izwork.com #123456"
    assert len(text) <= 70, "one message in Vietnamese letters"


def test_a_missing_setting_does_not_start() -> None:
    for name in ("IZWORK_SMS",):
        with pytest.raises(settings.SettingMissing, match=name):
            settings.read(AWS | {name: ""})
    assert settings.read(AWS).sms_sender == "IZwork"
    assert settings.read({k: v for k, v in AWS.items() if k != "IZWORK_SMS_SENDER"}).sms_sender is None
