// Lists what was built, for the node that serves it: path, type, digest, and whether a gzip form stands beside it. Only
// what stands in this list is served. Fails where the first view has grown past its budget.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a browser loads before the first view stands, without the map: 400 kB. */
const FIRST_VIEW_BYTES_MAX = 400_000;
/** All that a reader of the public pages may load, in one language or the other, every chart and map included: 250 kB. */
const PUBLIC_BYTES_MAX = 250_000;

const page = resolve(process.env.PUENTE_PAGE ?? 'target/classes/puente/web');
const TYPES = {
    '.html': 'text/html; charset=utf-8',
    '.js': 'text/javascript; charset=utf-8',
    '.mjs': 'text/javascript; charset=utf-8',
    '.css': 'text/css; charset=utf-8',
    '.json': 'application/json',
    '.svg': 'image/svg+xml',
    '.ico': 'image/x-icon',
    '.woff2': 'font/woff2',
};

const files = [];
for (const name of readdirSync(page, { recursive: true }).map((each) => each.replaceAll('\\', '/')).sort()) {
    const file = join(page, name);
    if (statSync(file).isDirectory()) continue;
    if (name.endsWith('.gz') || name === 'files.json') {
        rmSync(file);
        continue;
    }
    const type = TYPES[extname(name)];
    if (!type) throw new Error(`no content type for ${name}`);
    const bytes = readFileSync(file);
    const zipped = gzipSync(bytes, { level: 9 });
    const gzip = zipped.length < bytes.length * 0.9;
    if (gzip) writeFileSync(`${file}.gz`, zipped);
    files.push({
        path: `/${name}`,
        type,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        gzip,
        bytes: bytes.length,
        sent: gzip ? zipped.length : bytes.length,
    });
}
writeFileSync(join(page, 'files.json'), `${JSON.stringify({ files }, null, 1)}\n`);

// Everything but the map and the map's data could be asked for by one view or another: hold all of it to the budget.
const first = files.filter((each) => !/maplibre|basemap|\/map-/.test(each.path));
const total = first.reduce((sum, each) => sum + each.sent, 0);
console.log(`the page: ${files.length} files, ${Math.round(total / 1000)} kB gzip without the map`);

// The public pages: what their page names, and what that imports, now or later; of the two languages' texts the larger.
const byPath = new Map(files.map((each) => [each.path, each]));
const wanted = new Set();
const visit = (path) => {
    if (wanted.has(path) || !byPath.has(path)) return;
    wanted.add(path);
    if (!/\.(html|js|css)$/.test(path)) return;
    const text = readFileSync(join(page, path), 'utf8');
    for (const match of text.matchAll(/["'`(](?:\.?\/)?((?:assets\/)?[\w.-]+\.(?:js|css|woff2|json|svg))["'`)]/g)) {
        for (const each of [`/${match[1]}`, `/assets/${match[1]}`]) visit(each);
    }
};
visit('/public.html');
const languages = [...wanted].filter((each) => /\/assets\/(en|es)-/.test(each)).map((each) => byPath.get(each).sent);
const open = [...wanted].reduce((sum, each) => sum + byPath.get(each).sent, 0) - Math.min(...languages);
console.log(`the public pages: ${wanted.size} files, ${Math.round(open / 1000)} kB gzip`);
if (open > PUBLIC_BYTES_MAX) throw new Error(`the public pages take ${open} bytes, at most ${PUBLIC_BYTES_MAX}`);
if (total > FIRST_VIEW_BYTES_MAX) throw new Error(`the first view takes ${total} bytes, at most ${FIRST_VIEW_BYTES_MAX}`);
