"""Sends a message to a Wardcast hook, signed as the Standard Webhooks convention has it (standardwebhooks.com).

Used by hook-sms and hook-mail; Python's own library only.
"""

import base64
import hashlib
import hmac
import json
import os
import time
import urllib.error
import urllib.request

TIMEOUT_S = 20


class Temporary(Exception):
    """It may work later: try again with the same id."""


class Refused(Exception):
    """It will not work: wrong secret, wrong address, message not taken."""


def read_secret(file):
    """The secret from a file, or from WARDCAST_HOOK_SECRET; as `wardcast source add SLUG hook` printed it."""
    if file:
        with open(file, encoding="ascii") as opened:
            secret = opened.read().strip()
    else:
        secret = os.environ.get("WARDCAST_HOOK_SECRET", "").strip()
    if not secret.startswith("whsec_"):
        raise SystemExit("no secret: give --secret-file or set WARDCAST_HOOK_SECRET to the whsec_… of the source")
    return base64.b64decode(secret[len("whsec_"):])


def stable_id(*parts):
    """An id that is the same when the same message is delivered again, and tells nothing of it."""
    return "m_" + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:40]


def send(url, key, message_id, message):
    """Posts the message; returns the server's answer. The same id twice counts once."""
    body = json.dumps(message, ensure_ascii=False).encode()
    timestamp = str(int(time.time()))
    signed = message_id.encode() + b"." + timestamp.encode() + b"." + body
    signature = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    request = urllib.request.Request(url, data=body, method="POST", headers={
        "content-type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": "v1," + signature,
    })
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:
            return json.loads(answer.read())
    except urllib.error.HTTPError as error:
        words = error.read(2000).decode(errors="replace")
        if error.code == 429 or error.code >= 500:
            raise Temporary(f"{url} answered {error.code}: {words}") from error
        raise Refused(f"{url} answered {error.code}: {words}") from error
    except (OSError, ValueError) as error:
        raise Temporary(f"{url} cannot be reached: {error}") from error
