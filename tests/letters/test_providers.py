"""Mail that came back, as Postmark, Mailgun and Amazon SES tell of it: bodies in the shapes they document."""

import base64
import hmac
import json
from datetime import UTC, timedelta

import pytest
import time_machine
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID
from django.core.cache import cache
from django.test import Client

from newsroom.letters import providers
from newsroom.letters.models import Subscription
from newsroom.letters.vouching import is_amazons
from tests.makers import NOON

from .conftest import LATER, take

SECRET, KEY = "a long secret", "key-of-mailgun"
TOPIC = "arn:aws:sns:eu-west-1:123456789012:bounces"
ONE, TWO = "one@example.net", "two@example.net"
WHEN = "2026-11-22T12:59:00.000Z"


@pytest.fixture(autouse=True)
def _two_readers(letter, mails, settings):
    settings.BOUNCE_SECRET, settings.MAILGUN_KEY, settings.SNS_TOPIC = SECRET, KEY, TOPIC
    settings.SNS_CERTIFICATE = ""
    cache.clear()
    take(letter, ONE, TWO)


def tell(provider: str, said, at=LATER, password: str | None = SECRET, kind="application/json"):
    basic = base64.b64encode(f"newsroom:{password}".encode()).decode()
    headers = {} if password is None else {"Authorization": f"Basic {basic}"}
    body = said if isinstance(said, bytes) else json.dumps(said)
    with time_machine.travel(at, tick=False):
        return Client().post(f"/newsletters/bounces/{provider}/", body, content_type=kind, headers=headers)


def standing() -> dict[str, str]:
    """Return each reader with what is known of mail to them."""
    rows = Subscription.objects.order_by("pk")
    return {row.address: "gone" if row.suspended_at else f"{row.bounces} soft" for row in rows}


def postmark(kind: str = "HardBounce", record: str = "Bounce", number: int = 42) -> dict:
    return {
        "RecordType": record,
        "ID": number,
        "Type": kind,
        "TypeCode": 1,
        "Name": "Hard bounce",
        "Tag": "",
        "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
        "ServerID": 23,
        "MessageStream": "broadcast",
        "Description": "The server was unable to deliver your message.",
        "Details": "smtp;550 5.1.1 The email account that you tried to reach does not exist",
        "Email": ONE,
        "From": "newsroom@example.org",
        "BouncedAt": "2026-11-22T12:59:54.9070259Z",
        "DumpAvailable": True,
        "Inactive": True,
        "CanActivate": True,
        "Subject": "Harbour news",
    }


def mailgun(event: str = "failed", severity: str = "permanent", at=LATER, token: str = "a" * 50) -> dict:
    seconds = str(int(at.timestamp()))
    signature = hmac.new(KEY.encode(), f"{seconds}{token}".encode(), "sha256").hexdigest()
    return {
        "signature": {"timestamp": seconds, "token": token, "signature": signature},
        "event-data": {
            "event": event,
            "severity": severity,
            "id": "G9Bn5sl1TC6nu79C8C0bwg",
            "timestamp": at.timestamp() - 5.25,
            "log-level": "error",
            "reason": "suppress-bounce",
            "recipient": ONE,
            "recipient-domain": "example.net",
            "delivery-status": {"attempt-no": 1, "code": 605, "message": "", "description": "Not delivering"},
            "flags": {"is-routed": False, "is-authenticated": True, "is-test-mode": False},
        },
    }


def sns(message: dict, at=LATER, number: str = "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324", **fields) -> dict:
    return {
        "Type": "Notification",
        "MessageId": number,
        "TopicArn": TOPIC,
        "Message": json.dumps(message),
        "Timestamp": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "SignatureVersion": "2",
        "Signature": "EXAMPLEw6JRN",
        "SigningCertURL": "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-f3ecfb7224.pem",
        "UnsubscribeURL": "https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe",
        **fields,
    }


def ses_bounce(kind: str = "Permanent", address: str = ONE) -> dict:
    return {
        "notificationType": "Bounce",
        "bounce": {
            "feedbackId": "0100017f",
            "bounceType": kind,
            "bounceSubType": "General",
            "bouncedRecipients": [
                {"emailAddress": address, "action": "failed", "status": "5.1.1", "diagnosticCode": "smtp; 550 5.1.1"}
            ],
            "timestamp": WHEN,
            "reportingMTA": "dns; a8-50.smtp-out.amazonses.com",
        },
        "mail": {
            "timestamp": WHEN,
            "source": "newsroom@example.org",
            "messageId": "0000014644fe5ef6",
            "destination": [ONE],
        },
    }


def ses_complaint(**fields) -> dict:
    complaint = {"complainedRecipients": [{"emailAddress": ONE}], "timestamp": WHEN, "feedbackId": "1", **fields}
    return {"eventType": "Complaint", "complaint": complaint, "mail": {"timestamp": WHEN}}


class TestPostmark:
    @pytest.mark.parametrize(
        ("said", "becomes"),
        [
            (postmark(), "gone"),
            (postmark("BadEmailAddress"), "gone"),
            (postmark("SoftBounce"), "1 soft"),
            (postmark("Transient"), "1 soft"),
            (postmark("SpamComplaint", "SpamComplaint"), None),
            (postmark("AutoResponder"), "0 soft"),
            (postmark("HardBounce", "Delivery"), "0 soft"),
        ],
    )
    def test_each_kind_does_what_it_should(self, said, becomes):
        assert tell("postmark", said).json() == {"taken": True}
        assert (standing().get(ONE), standing()[TWO]) == (becomes, "0 soft")

    def test_the_same_bounce_counts_once(self):
        assert [tell("postmark", postmark("Transient")).json()["taken"] for _time in range(3)] == [True, False, False]
        assert tell("postmark", postmark("Transient", number=43)).json() == {"taken": True}
        assert standing()[ONE] == "2 soft"

    @pytest.mark.parametrize("password", [None, "", "wrong", f"{SECRET} ", "é"])
    def test_without_the_secret_there_is_no_such_address(self, password):
        assert tell("postmark", postmark(), password=password).status_code == 404
        assert standing()[ONE] == "0 soft"


class TestMailgun:
    @pytest.mark.parametrize(
        ("said", "becomes"),
        [
            (mailgun(), "gone"),
            (mailgun(severity="temporary"), "1 soft"),
            (mailgun("complained"), None),
            (mailgun("delivered"), "0 soft"),
        ],
    )
    def test_each_kind_does_what_it_should(self, said, becomes):
        assert tell("mailgun", said, password=None).json() == {"taken": True}
        assert (standing().get(ONE), standing()[TWO]) == (becomes, "0 soft")

    def test_a_token_works_once(self):
        said = mailgun(severity="temporary")
        assert [tell("mailgun", said, password=None).json()["taken"] for _time in range(2)] == [True, False]
        assert standing()[ONE] == "1 soft"

    @pytest.mark.parametrize("change", [{"token": "b" * 50}, {"timestamp": "1"}, {"signature": ""}, {"timestamp": "²"}])
    def test_what_its_key_did_not_sign_is_nobodys(self, change):
        said = mailgun()
        said["signature"] |= change
        assert tell("mailgun", said, password=None).status_code == 404
        assert standing()[ONE] == "0 soft"

    def test_what_is_too_old_is_nobodys(self):
        late = LATER + timedelta(hours=9, minutes=1)
        assert tell("mailgun", mailgun(), at=late, password=None).status_code == 404

    def test_where_no_key_is_set_nothing_opens_it(self, settings):
        settings.MAILGUN_KEY = ""
        assert tell("mailgun", mailgun(), password=None).status_code == 404


class TestAmazon:
    @pytest.mark.parametrize(
        ("message", "becomes"),
        [
            (ses_bounce(), "gone"),
            (ses_bounce(address=f"A Reader <{ONE}>"), "gone"),
            (ses_bounce("Transient"), "1 soft"),
            (ses_bounce("Undetermined"), "1 soft"),
            (ses_complaint(), None),
            (ses_complaint(complaintFeedbackType="not-spam"), "0 soft"),
            ({"notificationType": "Delivery", "delivery": {}}, "0 soft"),
        ],
    )
    def test_each_kind_does_what_it_should(self, message, becomes):
        answer = tell("ses", sns(message), kind="text/plain; charset=UTF-8")
        assert answer.json() == {"taken": True}
        assert (standing().get(ONE), standing()[TWO]) == (becomes, "0 soft")

    def test_it_is_asked_for_its_password(self):
        answer = tell("ses", sns(ses_bounce()), password=None)
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Basic realm="bounces"')
        assert tell("ses", sns(ses_bounce()), password="wrong").status_code == 404
        assert standing()[ONE] == "0 soft"

    @pytest.mark.parametrize(
        "change",
        [
            {"TopicArn": f"{TOPIC}-another"},
            {"TopicArn": ""},
            {"Timestamp": "yesterday"},
            {"Timestamp": "2026-11-22T03:00:00.000Z"},
            {"SigningCertURL": "https://sns.eu-west-1.amazonaws.com.example.net/x.pem"},
            {"SigningCertURL": ""},
        ],
    )
    def test_another_topic_another_time_another_signer_is_nobodys(self, change):
        assert tell("ses", sns(ses_bounce()) | change).status_code == 404
        assert standing()[ONE] == "0 soft"

    def test_a_message_is_taken_once(self):
        said = sns(ses_bounce("Transient"))
        assert [tell("ses", said).json()["taken"] for _time in range(2)] == [True, False]
        assert standing()[ONE] == "1 soft"

    def test_its_question_whether_it_may_is_put_to_the_operator(self, caplog):
        url = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=2336412f37"
        said = sns({}, Type="SubscriptionConfirmation", SubscribeURL=url, Token="2336412f37")
        assert tell("ses", said).json() == {"taken": False}
        assert f"To say yes, open {url}" in caplog.text
        caplog.clear()
        tell("ses", said | {"SubscribeURL": "https://example.net/?Action=ConfirmSubscription"})
        assert "To say yes" not in caplog.text

    def test_where_its_certificate_lies_here_the_signature_is_checked(self, settings, tmp_path):
        key = rsa.generate_private_key(65537, 2048)
        settings.SNS_CERTIFICATE = str(tmp_path / "sns.pem")
        assert tell("ses", sns(ses_bounce())).status_code == 404, "one that cannot be read vouches for nothing"
        (tmp_path / "sns.pem").write_bytes(certificate(key))
        assert tell("ses", sns(ses_bounce())).status_code == 404
        for version, method in (("1", hashes.SHA1()), ("2", hashes.SHA256())):
            said = sns(ses_bounce("Transient"), SignatureVersion=version, number=version)
            names = ("Message", "MessageId", "Timestamp", "TopicArn", "Type")
            text = "".join(f"{name}\n{said[name]}\n" for name in names)
            said["Signature"] = base64.b64encode(key.sign(text.encode(), padding.PKCS1v15(), method)).decode()
            assert tell("ses", said | {"Message": json.dumps(ses_bounce())}).status_code == 404
            assert tell("ses", said).json() == {"taken": True}
        assert standing()[ONE] == "2 soft"


def certificate(key) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sns.amazonaws.com")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(NOON).not_valid_after(NOON + timedelta(days=1))
    return made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


@pytest.mark.parametrize(
    "url",
    [
        "http://sns.eu-west-1.amazonaws.com/x.pem",
        "https://sns.eu-west-1.amazonaws.com:8443/x.pem",
        "https://sns.eu-west-1.amazonaws.com@example.net/x.pem",
        "https://example.net/sns.eu-west-1.amazonaws.com",
        "https://sns.amazonaws.com.example.net/",
        "https://[/",
        "https://sns.eu-west-1.amazonaws.com:port/",
    ],
)
def test_what_only_looks_like_amazon_is_not(url):
    assert not is_amazons(url)


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (providers.mailgun, {}),
        (providers.mailgun, {"event-data": {"event": "failed", "recipient": 7}}),
        (providers.postmark, {"RecordType": "Bounce", "Type": "HardBounce"}),
        (providers.postmark, postmark() | {"BouncedAt": "soon"}),
        (providers.ses, {"Message": 7}),
        (providers.ses, {"Message": "[]"}),
        (providers.ses, {"Message": '{"notificationType": "Bounce"}'}),
        (providers.ses, {"Message": '{"notificationType": "Bounce", "bounce": {"bouncedRecipients": [1]}}'}),
        (providers.ses, {"Message": '{"eventType": "Complaint", "complaint": {"complainedRecipients": [{}]}}'}),
    ],
)
def test_what_is_not_in_their_form_is_said(read, said):
    with pytest.raises(providers.NotUnderstood):
        read(said)


@pytest.mark.parametrize("provider", ["nobody", "own", "SES"])
@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff"])
def test_of_anybody_else_there_is_no_such_address(provider, body):
    assert tell(provider, body).status_code == 404
    assert tell("postmark", body).status_code == 404
