#!/bin/sh
# Scans a running demonstration with wapiti (Debian: apt-get install wapiti) and fails where it reports anything.
#
#   ./puente demo        in one window
#   bench/wapiti.sh      in another; ADDRESS=http://localhost:8471 where it is elsewhere
#
# It signs in as a supervisor of the demonstration. The page is drawn by script, so the addresses to try come from the node's own
# openapi.yaml: every address that is read, with each of its query parameters, filled in so that it is answered and not refused
# before anything looks at it. The report (JSON) is left in ${REPORT:-target/wapiti.json}.
#
# It ends within some six minutes: the crawl after CRAWL_SECONDS, each kind of attack after ATTACK_SECONDS (a last request may take
# as long as it takes). On two cores that is enough for each but blindsql, whose questions would take ten seconds each if they worked. Left out are the modules that fetch lists from the internet (nikto, wapp), that ask a server there whether it was
# called (ssrf, xxe), or that need a form of another sort than this page has (brute_login_form, drupal_enum).
set -eu
ADDRESS=${ADDRESS:-http://localhost:8471}
REPORT=${REPORT:-target/wapiti.json}
command -v wapiti >/dev/null || { echo "install wapiti first: apt-get install wapiti" >&2; exit 2; }
command -v curl >/dev/null || { echo "install curl first: apt-get install curl" >&2; exit 2; }
command -v python3 >/dev/null || { echo "install python3 first: apt-get install python3" >&2; exit 2; }
STANDARD=backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss
mkdir -p "$(dirname "$REPORT")"
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
python3 - "$ADDRESS" >"$WORK/addresses" <<'PYTHON'
import json
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
# What is asked for where a word without meaning would be refused at once.
good = {"kind": "seizure", "area": "MX-SIN", "from": "2024", "to": "2026", "purpose": "drug-trafficking", "limit": "2", "q": "fentanyl", "agency": "mx",
        "bbox": "22,-118,34,-96", "channel": "mx/us", "state": "active", "act": "read", "format": "jsonl", "indicator": "us.cbp.drug-seizure-weight",
        "by": "area", "lang": "es", "field": "substanceCategory:fentanyl"}
left_out = ("cursor", "dimension", "import", "after", "record")
# A seizure of the node itself, so that addresses with a record in them find one.
with urllib.request.urlopen(base + "/api/v1/records?kind=seizure&limit=1") as answer:
    record = json.load(answer)["records"][0]["id"]
for path, queries in names.items():
    if queries and not path.startswith("/taxii2") and "auth" not in path:
        filled = path.replace("{from}", "mx").replace("{to}", "us").replace("{view}", "records").replace("{item}", "x")
        filled = filled.replace("/records/{id}", "/records/" + record).replace("{tile}", "0/000")
        filled = re.sub(r"\{[A-Za-z0-9]+\}", "00000000-0000-4000-8000-000000000000", filled)
        print(base + filled + "?" + "&".join(name + "=" + good.get(name, "x") for name in dict.fromkeys(queries) if name not in left_out))
        for name in queries:
            if name in left_out:
                print(base + filled + "?" + name + "=x")
print(base + "/")
PYTHON
set --
while read -r each; do set -- "$@" -s "$each"; done <"$WORK/addresses"
cookie=$(curl -fsS -D - -o /dev/null -H 'Content-Type: application/json' -d "{\"role\":\"${ROLE:-mx.fgr.supervisor}\"}" "$ADDRESS/api/v1/session" |
    sed -n 's/^[Ss]et-[Cc]ookie: \([^;]*\);.*/\1/p')
[ -n "$cookie" ] || { echo "the node at $ADDRESS gave no session" >&2; exit 3; }
echo "wapiti tries $(wc -l <"$WORK/addresses") addresses of $ADDRESS, signed in" >&2
begun=$(date +%s)
wapiti -u "$ADDRESS/" "$@" -H "Cookie: $cookie" --scope domain --depth 3 --max-files-per-dir 40 --max-links-per-page 60 \
    --max-scan-time "${CRAWL_SECONDS:-60}" --max-attack-time "${ATTACK_SECONDS:-150}" --timeout 10 \
    --store-session "$WORK" --flush-session -m "${MODULES:-$STANDARD}" --no-bugreport -v "${VERBOSE:-1}" -f json -o "$REPORT" >"$REPORT.log" 2>&1 ||
    { tail -n 20 "$REPORT.log" >&2; exit 3; }
echo "wapiti took $(($(date +%s) - begun)) s; what it did is in $REPORT.log" >&2
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
