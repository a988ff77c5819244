#!/bin/sh
# Builds the page into CLASSES/puente/web, when node (20.19 or newer) and npm are there; what has not changed is not done again.
#
#   sh build.sh CLASSES [SKIP]
set -eu
cd "$(dirname "$0")"
classes=$1
page=$classes/puente/web
case ${2:-false} in false) ;; *) rm -rf "$page"; exit 0 ;; esac

enough='const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)'
if ! command -v npm >/dev/null 2>&1 || ! node -e "$enough" 2>/dev/null; then
    rm -rf "$page"
    echo "[WARNING] No node 20.19 or newer with npm: the page is left out; everything else is built." >&2
    exit 0
fi

# Where the lock has not changed, what it names is already there.
if ! cmp -s package-lock.json node_modules/.puente-lock.json; then
    npm ci --no-fund --no-audit --loglevel=error || {
        echo "[ERROR] The page's libraries could not be fetched. With -DskipWeb everything else is built without the page." >&2
        exit 1
    }
    cp package-lock.json node_modules/.puente-lock.json
fi

# What is printed is set in the page's own font: in this form the yearly report unpacks it.
mkdir -p "$classes/puente/print"
cp node_modules/@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff node_modules/@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff "$classes/puente/print/"

stamp=target/.page
if [ -e "$stamp" ] && [ -e "$page/files.json" ] && [ -z "$(find src scripts ./*.json ./*.ts index.html public.html ../record/src/main/resources ../gateway/src/main/resources/puente/gateway/indicators.yaml -newer "$stamp" -print | head -n 1)" ]; then
    exit 0
fi
mkdir -p target
PUENTE_PAGE=$page npm run -s all
touch "$stamp"
