"""The sealed, ordered log of every space, and the small records beside it. Imports nothing else of ours."""
