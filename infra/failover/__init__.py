"""What the operator does when a Region or a team's work is in trouble, from a laptop: `python -m infra.failover --help`.

Runs in the product's own environment (make setup), not in the deployment's, and needs no Region that is down: it
talks to whichever lives, and every look at the others is bounded.
"""
