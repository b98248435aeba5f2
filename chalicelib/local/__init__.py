"""One machine without AWS: engine, server, mailbox. Never imported on Lambda, never packaged."""
