# SPDX-License-Identifier: Apache-2.0
"""What a line of the log may be: the table of docs/ops.md names the events and their keys, and a line has no others."""
import json
import pathlib
import re

TABLE = pathlib.Path(__file__).resolve().parent.parent.parent / "docs" / "ops.md"
NUMBERS = {"status", "bytes", "us", "free_mib", "attempt", "uid", "thread", "line"}
SHAPES = {
    "at": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", "level": "info|warn|error", "method": "GET|HEAD|POST|PUT|DELETE|PATCH",
    # the pattern of a route, never an address as it came: no id, no name, no query
    "route": r"-|/metrics|/healthz|/api(/[a-z_-]+(\.[a-z]+)?|/\{[a-z_]+\})+", "id": r"[0-9a-z]{10}|[0-9a-f-]{36}", "code": "[a-z_.0-9]+", "kind": "[a-z_.]+",
}


def agreed():
    """Event -> keys, from the rows | `event` | `key` `key` | … | of the table."""
    rows = re.findall(r"^\| `([a-z_.]+)` \|([^|]*)\|", TABLE.read_text("utf-8").partition("## The log")[2], re.M)
    return {event: set(re.findall(r"`([a-z_]+)`", keys)) for event, keys in rows}


def wrong_with(line, events):
    """What is not as agreed in a line; empty when all is."""
    try:
        said = json.loads(line)
    except ValueError:
        return "no JSON"
    if not isinstance(said, dict) or list(said)[:3] != ["at", "level", "event"]:
        return "does not begin with at, level, event"
    if said["event"] not in events:
        return f"an event that docs/ops.md does not name: {said['event']}"
    if beyond := set(said) - {"at", "level", "event"} - events[said["event"]]:
        return f"keys that docs/ops.md does not name: {sorted(beyond)}"
    for key, value in said.items():
        if isinstance(value, int) != (key in NUMBERS):
            return f"{key} of another type"
        if key in SHAPES and not re.fullmatch(SHAPES[key], value):
            return f"{key} of another shape"
    return ""
