"""Lists and creates contacts, and verifies webhooks, with the standard library of Python 3.9 or newer.

CLICKFUNNELS_URL=http://127.0.0.1:4010 CLICKFUNNELS_TOKEN=… python3 example.py
CLICKFUNNELS_WEBHOOKSECRET=… python3 example.py verify SIGNATURE TIMESTAMP <body
"""

import hashlib
import hmac
import json
import os
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request


def call(method, path, body=None):
    """Returns the parsed body and the headers. Repeats a request that surely had no effect: 429 always, 502 to 504 only for a GET."""
    headers = {"Authorization": "Bearer " + os.environ["CLICKFUNNELS_TOKEN"], "User-Agent": "languages-example/1.0"}
    data = None
    if body is not None:
        headers["Content-Type"] = "application/json"
        data = json.dumps(body).encode()
    for attempt in range(1, 6):
        request = urllib.request.Request(os.environ["CLICKFUNNELS_URL"] + "/api/v2/" + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return json.load(response), response.headers
        except urllib.error.HTTPError as error:
            repeatable = error.code == 429 or (method == "GET" and error.code in (502, 503, 504))
            if not repeatable or attempt == 5:
                sys.exit(f"{method} {path} failed with status {error.code}.")
            time.sleep(int(error.headers.get("Retry-After", "1")))


def is_valid(body, signature, timestamp):
    """Compares the HMAC-SHA256 of "TIMESTAMP.BODY" with the signature; body is the raw bytes."""
    if not re.fullmatch("[0-9]{1,12}", timestamp) or abs(time.time() - int(timestamp)) > 600:
        return False
    secret = os.environ["CLICKFUNNELS_WEBHOOKSECRET"].encode()
    expected = hmac.new(secret, timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), signature.encode())


def main():
    teams, _ = call("GET", "teams")
    workspaces, _ = call("GET", f"teams/{teams[0]['id']}/workspaces")
    workspace = workspaces[0]["id"]
    path = f"workspaces/{workspace}/contacts"
    print(f"workspace {workspace}")

    # A page has 20 records. The header Pagination-Next has the cursor of the next one; it is missing after the last.
    cursor, page = None, 0
    while cursor or page == 0:
        contacts, headers = call("GET", path + ("?" + urllib.parse.urlencode({"after": cursor}) if cursor else ""))
        page += 1
        print(f"page {page}: {len(contacts)} contacts")
        cursor = headers.get("Pagination-Next")

    # Bodies are in an envelope that is named after the record.
    created, _ = call("POST", path, {"contact": {"email_address": "ada@example.com", "first_name": "Ada"}})
    print(f"created {created['id']} {created['email_address']}")


if sys.argv[1:2] == ["verify"]:
    valid = is_valid(sys.stdin.buffer.read(), sys.argv[2], sys.argv[3])
    print("valid" if valid else "not valid")
    sys.exit(0 if valid else 1)
main()
