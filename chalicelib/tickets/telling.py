"""The mail that there is an answer: a link to the ticket, and nothing of what it says."""

from chalicelib import settings
from chalicelib.accounts import account as accounts
from chalicelib.notices import outbox
from chalicelib.store import rows
from chalicelib.store.case_tables import Case as Row
from chalicelib.tickets import ticket

LASTS = 3 * 24 * 3600 * 1000  # milliseconds


def tell(id: str) -> bool:
    """Mail the ticket's person; False when there is nobody to tell, or they have read it already."""
    row = rows.find(Row, ticket.KIND, id)
    if row is None or row.account is None or id not in ticket.unseen(row.account):
        return False
    held = accounts.personal(row.account)
    link = f"{settings.current().site}/help/tickets/{id}"
    outbox.send(held.email, "ticket_answered", held.language, LASTS, link=link)
    return True
