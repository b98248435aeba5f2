"""How long to wait, as one says it."""

UNITS = ((24 * 3600, "ngày", "days"), (3600, "giờ", "hours"), (60, "phút", "minutes"))


def told(seconds: int, language: str) -> str:
    """In the largest unit of which there are two, rounded up, so that whoever waits as long has waited enough."""
    for size, vi, en in UNITS:
        if seconds >= 2 * size:
            return f"{-(-seconds // size)} {en if language == 'en' else vi}"
    return f"{seconds} " + ("giây" if language != "en" else "second" if seconds == 1 else "seconds")
