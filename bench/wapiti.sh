#!/bin/sh
# Scans a running demonstration with wapiti (Debian: apt-get install wapiti) and fails where it reports anything.
#
#   ./puente demo        in one window
#   bench/wapiti.sh      in another; ADDRESS=http://localhost:8471 where it is elsewhere
#
# The page is drawn by script, so the addresses to try come from the node's own openapi.yaml: every address that is read, with each of
# its query parameters. The report (JSON) is left in ${REPORT:-target/wapiti.json}.
# SECONDS_MAX bounds the crawl; the attacks take as long as they need, an hour or more on two cores. Modules that fetch lists from the internet are left out.
set -eu
ADDRESS=${ADDRESS:-http://localhost:8471}
REPORT=${REPORT:-target/wapiti.json}
command -v wapiti >/dev/null || { echo "install wapiti first: apt-get install wapiti" >&2; exit 2; }
command -v python3 >/dev/null || { echo "install python3 first: apt-get install python3" >&2; exit 2; }
mkdir -p "$(dirname "$REPORT")"
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
python3 - "$ADDRESS" >"$WORK/addresses" <<'PYTHON'
import re
import sys
import urllib.request

base = sys.argv[1]
path, reads, names, references = "", False, {}, {}
text = urllib.request.urlopen(base + "/openapi.yaml").read().decode()
component = ""
for line in text.splitlines():
    found = re.match(r"    ([A-Za-z]+):\s*(?:\{.*\bname: ['\"]?([A-Za-z\[\]_]+)['\"]?.*\bin: query\b.*)?$", line)
    if found and not line.startswith("    get"):
        component = found.group(1)
        if found.group(2):
            references[component] = found.group(2)
for line in text.splitlines():
    if re.match(r"  /\S*:\s*$", line):
        path, reads = line.strip()[:-1], False
        names.setdefault(path, [])
    elif re.match(r"    [a-z]+:\s*$", line):
        reads = line.strip() == "get:"
        if reads:
            names[path].append("lang")
    elif path and reads:
        named = re.search(r"name: ['\"]?([A-Za-z\[\]_]+)['\"]?,? ?in: query", line)
        if named:
            names[path].append(named.group(1))
        for reference in re.findall(r"#/components/parameters/([A-Za-z]+)", line):
            if reference in references:
                names[path].append(references[reference])
for path, queries in names.items():
    if queries and not path.startswith("/taxii2") and "auth" not in path:
        filled = path.replace("{from}", "mx").replace("{to}", "us").replace("{view}", "records").replace("{item}", "x")
        filled = re.sub(r"\{[A-Za-z0-9]+\}", "00000000-0000-4000-8000-000000000000", filled)
        print(base + filled + "?" + "&".join(name + "=x" for name in dict.fromkeys(queries)))
print(base + "/")
PYTHON
set --
while read -r each; do set -- "$@" -s "$each"; done <"$WORK/addresses"
echo "wapiti tries $(wc -l <"$WORK/addresses") addresses of $ADDRESS" >&2
wapiti -u "$ADDRESS/" "$@" --scope domain --max-scan-time "${SECONDS_MAX:-900}" --store-session "$WORK" --flush-session \
    -m "${MODULES:-all,-wapp,-nikto}" --no-bugreport -v 0 -f json -o "$REPORT" >&2
python3 - "$REPORT" <<'PYTHON'
import json
import sys

report = json.load(open(sys.argv[1]))
# Said of every address, and not meant: browsers have removed the filter that X-XSS-Protection steered, and a promise of TLS
# (Strict-Transport-Security) is made over TLS alone, never by a demonstration on loopback.
IGNORED = ("X-XSS-Protection is not set", "Strict-Transport-Security is not set")
found = [(kind, each) for part in ("vulnerabilities", "anomalies") for kind, all in report[part].items() for each in all
         if each["info"] not in IGNORED]
for kind, each in found:
    print(kind, each["method"], each["path"], each.get("parameter", ""), each["info"])
print("wapiti reports", len(found) or "nothing")
sys.exit(1 if found else 0)
PYTHON
