"""For how many days backups can bring back what was deleted: the one declaration behind the tables' recovery periods and
the certificates of erased teams, in plain Python (`python -m infra.evidence`).
"""

KEYS_DAYS, DAYS = 7, 35
BACKUPS = {"keys": KEYS_DAYS, "rest": DAYS}
