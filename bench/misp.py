#!/usr/bin/env python3
"""Drives the nine calls of the MISP façade with MISP's own client, unchanged, against a running demonstration.

    ./puente demo                                  in one window
    pip install pymisp && python3 bench/misp.py  in another; --folder where the demonstration has another than .puente

It makes two tokens, adds, gets, finds, changes, publishes and deletes events at mx, reads at us what was published, and sees it gone
there after the withdrawal. Each step is asserted: it ends with 1 at the first that does not hold. See docs/protocol/07-misp.md.
"""

import argparse
import json
import pathlib
import time
import urllib.error
import urllib.request
import uuid

from pymisp import MISPEvent, MISPObject, PyMISP, __version__

ARRIVAL_SECONDS = 20

options = argparse.ArgumentParser()
options.add_argument("--folder", default=".puente", type=pathlib.Path)
options.add_argument("--mx", default="http://localhost:8471")
options.add_argument("--us", default="http://localhost:8472")
given = options.parse_args()


def owner(node):
    """The token of whoever owns the machine, which makes tokens for programs."""
    return (given.folder / node / "data" / "owner.token").read_text().strip()


def token(address, node, agency, scopes):
    asked = urllib.request.Request(
        address + "/api/v1/tokens",
        json.dumps({"name": "pymisp " + uuid.uuid4().hex[:8], "agency": agency, "scopes": scopes}).encode(),
        {"Content-Type": "application/json", "Authorization": "Bearer " + owner(node)},
    )
    return json.load(urllib.request.urlopen(asked))["token"]


def held_by_us(record):
    asked = urllib.request.Request(
        f"{given.us}/api/v1/records/{record}?purpose=arms-trafficking",
        headers={"Puente-Agency": "us/atf", "Authorization": "Bearer " + owner("us")},
    )
    try:
        return json.load(urllib.request.urlopen(asked))
    except urllib.error.HTTPError:
        return None


def wait(holds):
    until = time.monotonic() + ARRIVAL_SECONDS
    while not holds() and time.monotonic() < until:
        time.sleep(0.25)
    assert holds()


writer = PyMISP(given.mx + "/misp/arms-trafficking/", token(given.mx, "mx", "mx/fgr", ["exports", "records.write", "disclosures"]))
reader = PyMISP(given.us + "/misp/arms-trafficking/", token(given.us, "us", "us/atf", ["exports"]))
print("PyMISP", __version__, "connected;", len(writer.describe_types["types"]), "types")

# An event that states no record is kept whole, found, changed and deleted; a marking that no record can carry keeps it here.
event = MISPEvent()
event.info = "Phishing against a port authority"
event.distribution = 3
event.add_attribute("ip-dst", "198.51.100.77", comment="seen twice")
event.add_tag("tlp:green")
event.add_tag("PAP:RED")
added = writer.add_event(event, pythonify=True)
assert writer.event_exists(added.uuid) and not writer.event_exists(str(uuid.uuid4()))
kept = writer.get_event(added.uuid, pythonify=True)
assert kept.info == event.info and kept.attributes[0].comment == "seen twice" and [tag.name for tag in kept.tags] == ["tlp:green", "PAP:RED"]
assert [each.uuid for each in writer.search(value="198.51.100.77", pythonify=True)] == [added.uuid]
query = writer.build_complex_query(or_parameters=["tlp:green"], not_parameters=["tlp:red"])
found = writer.search(tags=query, eventinfo="%port auth%", metadata=True, limit=5, page=1, pythonify=True)
assert added.uuid in [each.uuid for each in found] and not found[0].attributes
assert "PAP:RED" in writer.publish(added)["errors"][1]["reason"]
added.info = "Phishing against two port authorities"
added.add_attribute("domain", "puerto.example")
changed = writer.update_event(added, pythonify=True)
assert changed.info == added.info and len(changed.attributes) == 2
writer.delete_event(changed)
assert not writer.event_exists(added.uuid)
print("an event of indicators: added, seen, got, found, changed, deleted; publishing it was refused with its marking")

# An event that states a record is published as a disclosure, and read on the other side.
event = MISPEvent()
event.info = "Trucks with hidden compartments"
event.distribution = 1
for tag in ("tlp:amber", 'puente:purpose="arms-trafficking"', 'puente:audience="mx"', 'puente:audience="us/atf"', 'puente:grading="B2"'):
    event.add_tag(tag)
vehicle = MISPObject("puente-vehicle")
for relation, value in (
    ("item-status", "stolen"),
    ("item-make-name", "Kenworth T680"),
    ("record-synthetic", "true"),
    ("conveyance-registration-plate-identification", '{"issuer":"MX-SIN","plate":"VXJ1234"}'),
):
    vehicle.add_attribute(relation, type="text", value=value)
event.add_object(vehicle)
added = writer.add_event(event, pythonify=True)
published = writer.publish(added)
assert published["success"] and published["disclosed"] == 1, published
assert writer.get_event(added.uuid, pythonify=True).published
wait(lambda: held_by_us(vehicle.uuid) is not None)
assert held_by_us(vehicle.uuid)["fields"]["itemMakeName"] == "Kenworth T680"
# The demonstration's agreement asks for a second officer before such a record is taken into another tool.
assert reader.get_event(vehicle.uuid)["errors"][1]["code"] == "node.misp.withheld"
assert writer.delete_event(added)["errors"][1]["code"] == "node.misp.published"
PyMISP(given.mx + "/misp/arms-trafficking/", owner("mx")).delete_event(added)
wait(lambda: held_by_us(vehicle.uuid) is None)
print("an event that states a record: published, held by us, withheld there from a program, withdrawn with its deletion, gone at us")
