"""Rehearsals of losing a Region: two servers over one strongly consistent engine, clients that keep writing, and a
checker that compares what they were told with what the log holds."""
