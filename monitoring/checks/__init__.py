"""Looking at IZwork from outside, as people do, and telling what was found.

Nothing here imports the product or goes past its public door, and all of it runs on Python's own library and the SDK
that Lambda's runtime brings: what watches must not fall with what it watches.
"""
