"""The doors of the features that keep their rows beside their tests."""

from tests.abuse.doors import ABUSE
from tests.billing.doors import BILLING
from tests.consent.doors import CONSENTS
from tests.contacts.doors import CONTACTS
from tests.desk.product_doors import DESK_LOG
from tests.factors.doors import FACTORS
from tests.leave.doors import LEAVING
from tests.mine.doors import MINE
from tests.recovery.doors import RECOVERY
from tests.sponsorship.doors import SPONSORSHIP
from tests.tickets.doors import TICKETS

FEATURES = [
    *FACTORS,
    *CONSENTS,
    *CONTACTS,
    *MINE,
    *LEAVING,
    *RECOVERY,
    *BILLING,
    *DESK_LOG,
    *SPONSORSHIP,
    *ABUSE,
    *TICKETS,
]
