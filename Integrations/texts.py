"""Messages whose texts are not part of this repository, for the programs that put labels and marks to them."""
import base64
import hashlib
import json


def texts(paths):
    """The number, digest and text of each line: {"id", "text": title, new line, body} or {"id", "title", "body"}.

    The digest, by which our labels and marks know a message, is the first 80 bits of the SHA-256 of its text in letters
    (base 32).
    """
    for path in paths:
        for line in open(path, encoding="utf-8"):
            message = json.loads(line)
            text = message.get("text") or message["title"] + "\n" + message["body"]
            yield message["id"], base64.b32encode(hashlib.sha256(text.encode()).digest()[:10]).decode().lower(), text
