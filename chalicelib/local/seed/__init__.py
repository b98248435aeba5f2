"""The demo: a Vietnamese vocational school at work, written through the public API as people would."""
