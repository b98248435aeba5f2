"""What is excepted from checkov's rules (tests/test_checkov.py): dated, each with its reason. cdk-nag's are in excepted.py.

A finding that is not here fails the build, and so does a row that no longer excepts anything.
"""

from typing import NamedTuple


class Waived(NamedTuple):
    """One rule of checkov's that some constructs need not keep; `where`: patterns of "stack/construct"."""

    rule: str
    where: tuple[str, ...]
    since: str
    reason: str


FUNCTIONS = (
    "izwork-api-*/Function",
    "izwork-desk-*/Function",
    "izwork-jobs-*/Function",
    "izwork-watch-*/Checks",
    "izwork-watch-*/Health",
)
LOGS = (
    "izwork-api-*/Said",
    "izwork-api-*/Asked-log",
    "izwork-desk-*/Said",
    "izwork-desk-*/Asked-log",
    "izwork-jobs-*/Said",
    "izwork-watch-*/Said-*",
)
RESTS = ("izwork-api-*/Rest", "izwork-desk-*/Rest")
BUCKETS = ("izwork-api-*/Client", "izwork-watch-*/Calls", "izwork-watch-*/CheckMail")
DEPLOYMENT = ("izwork-deploy/Deployment",)
CHECKOV: tuple[Waived, ...] = (
    Waived("CKV_AWS_115", FUNCTIONS, "2026-11-23",
           "a limit of its own would turn people away while the account still has room; the quota has an alarm"),
    Waived("CKV_AWS_116", FUNCTIONS, "2026-11-23",
           "the API is asked and answers, the jobs run again in a minute, the checks' failures go to a destination"),
    Waived("CKV_AWS_117", FUNCTIONS, "2026-11-23",
           "they talk to AWS's own services by TLS and keep no network of their own: a VPC would add a way to fail"),
    Waived("CKV_AWS_173", FUNCTIONS, "2026-11-23",
           "encrypted by Lambda's own key; the one secret among them lies in Secrets Manager, which both ends read"),
    Waived("CKV_AWS_158", LOGS, "2026-11-23",
           "encrypted by CloudWatch's own key; they name nobody, and a key out of reach would silence them"),
    Waived("CKV_AWS_18", BUCKETS, "2026-11-23",
           "public files, a log, and mail that goes after a day; a log of readers would hold people's addresses"),
    Waived("CKV_AWS_21", ("izwork-watch-*/CheckMail",), "2026-11-23",
           "the checks' own mail, which goes after a day: an older version of one is of no use"),
    Waived("CKV_AWS_26", ("izwork-watch-*/Page", "izwork-watch-*/Ticket"), "2026-11-23",
           "CloudWatch cannot write to a topic under AWS's own key; what it says is which alarm rang"),
    Waived("CKV_AWS_27", ("izwork-watch-*/DeadLetters",), "2026-11-23",
           "encrypted by SQS's own key; what fails must not also need a key"),
    Waived("CKV_AWS_35", ("izwork-watch-*/Trail",), "2026-11-23",
           "encrypted by S3's own key; who used the keys must be readable when a key is the trouble"),
    Waived("CKV_AWS_67", ("izwork-watch-*/Trail",), "2026-11-23",
           "each Region has its own, so that either can be read while the other is lost"),
    Waived("CKV_AWS_7", ("izwork-keys-*/Key-lookup",), "2026-11-23",
           "KMS does not rotate HMAC keys; another key would find nobody who signed up before"),
    Waived("CKV_AWS_73", RESTS, "2026-11-23",
           "traces hold addresses and paths of people; the access log's measures say how it went"),
    Waived("CKV_AWS_86", ("izwork-site/Site", "izwork-desk-site/Site"), "2026-11-23",
           "CloudFront's access logs hold people's addresses, which we do not keep"),
    Waived("CKV_AWS_120", RESTS, "2026-11-23",
           "answers are each person's own; what all share is cached by CloudFront"),
    Waived("CKV_AWS_149", ("izwork-data/Edge",), "2026-11-23",
           "read by CloudFormation alone when something is deployed, and of use only together with our own origin"),
    Waived("CKV_AWS_111", ("izwork-deploy/Bounds",), "2026-11-23",
           "it grants nothing: what a role may do is what its own policy and these bounds both say"),
    *(
        Waived(rule, DEPLOYMENT, "2026-11-23",
               "it deploys: reading and writing data is denied by name, and what its roles may is bounded")
        for rule in ("CKV_AWS_108", "CKV_AWS_109", "CKV_AWS_110", "CKV_AWS_111")
    ),
)  # fmt: skip
