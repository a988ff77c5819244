#!/usr/bin/env node
// Reads what a running demonstration writes with other people's software, unchanged: NIEM's XML with libxml2, NIEM's JSON-LD with
// jsonld.js, FollowTheMoney with the model that OpenSanctions publishes; and has the node read an entity that that software wrote.
//
//   ./puente demo                                            in one window
//   npm install --no-save --prefix /tmp/formats jsonld@9.0.0 @opensanctions/followthemoney@4.5.2
//   NODE_PATH=/tmp/formats/node_modules node bench/formats.mjs --niem DIR        in another
//
// DIR holds NIEM 6.0's schemas (the folder with niem-core.xsd). libxml2's xmllint is Debian's libxml2-utils; XMLLINT where it is elsewhere.
// It ends with 1 at the first thing that does not hold. See docs/protocol/05-niem.md and 06-followthemoney.md.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const { values: given } = parseArgs({ options: { mx: { type: 'string', default: 'http://localhost:8471' }, us: { type: 'string', default: 'http://localhost:8472' }, niem: { type: 'string' } } });
assert.ok(given.niem, 'say with --niem where NIEM 6.0\'s schemas are');
// CommonJS looks in NODE_PATH, which import does not.
const require = createRequire(import.meta.url);
const jsonld = require('jsonld');
const { Model, defaultModel } = require('@opensanctions/followthemoney');
const model = new Model(defaultModel);
const folder = mkdtempSync(join(tmpdir(), 'puente-formats-'));

/** Where our schema imports NIEM's from. */
const PUBLISHED = 'https://docs.oasis-open.org/niemopen/niem-model/v6.0/ps02/xsd/';
const NIEM_KINDS = ['person', 'vehicle', 'seizure', 'firearm-recovery'];

async function get(node, path) {
    const answer = await fetch(node + path);
    assert.equal(answer.status, 200, `${path}: ${answer.status}`);
    return { text: await answer.text(), records: Number(answer.headers.get('Puente-Records') ?? 0) };
}

async function post(node, path, agency, body, type = 'application/json') {
    const answer = await fetch(node + path, { method: 'POST', headers: { 'Content-Type': type, 'Puente-Agency': agency, 'Puente-Officer': 'formats' }, body });
    const text = await answer.text();
    assert.ok(answer.ok, `${path}: ${answer.status} ${text}`);
    return text;
}

function xmllint(file, schema) {
    const catalog = join(folder, 'catalog.xml');
    return spawnSync(process.env.XMLLINT ?? 'xmllint', ['--nonet', '--noout', '--schema', schema, file], { encoding: 'utf8', env: { ...process.env, XML_CATALOG_FILES: catalog } });
}

async function niem() {
    const at = pathToFileURL(resolve(given.niem)).href + '/';
    writeFileSync(join(folder, 'catalog.xml'), `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"><rewriteURI uriStartString="${PUBLISHED}" rewritePrefix="${at}"/><rewriteSystem systemIdStartString="${PUBLISHED}" rewritePrefix="${at}"/></catalog>`);
    const schema = join(folder, 'puente-niem.xsd');
    writeFileSync(schema, (await get(given.mx, '/api/v1/formats/niem/puente-niem.xsd')).text);
    for (const node of [given.mx, given.us]) {
        for (const kind of NIEM_KINDS) {
            const xml = await get(node, `/api/v1/exports?format=niem&kind=${kind}`);
            const file = join(folder, 'export.xml');
            writeFileSync(file, xml.text);
            const valid = xmllint(file, schema);
            assert.equal(valid.status, 0, `${node} ${kind}: ${valid.error ?? valid.stderr}`);
            // A validator that lets everything pass would say nothing: without its handling no record is valid.
            writeFileSync(file, xml.text.replace(/<puente:Handling>[\s\S]*?<\/puente:Handling>/, ''));
            assert.equal(xmllint(file, schema).status, 3, `${kind}: a record without handling passed`);
            const json = await get(node, `/api/v1/exports?format=niem-json&kind=${kind}`);
            const quads = await jsonld.toRDF(JSON.parse(json.text), { format: 'application/n-quads', safe: true, documentLoader: (address) => assert.fail(`asked for ${address}`) });
            const lines = quads.trim().split('\n');
            const handled = lines.filter((each) => each.includes('<urn:puente:niem:1.0/Handling>')).length;
            assert.equal(handled, json.records, `${kind}: a record without handling in the graph`);
            assert.equal(json.records, xml.records);
            console.log(`NIEM ${kind} of ${node}: ${xml.records} records valid by xmllint; ${lines.length} triples by jsonld.js, each record with its handling`);
        }
    }
}

/** What FollowTheMoney's own model says of an entity: its schema, its properties, and values from closed lists. */
function checked(datum) {
    const entity = model.getEntity(datum);
    for (const property of entity.getProperties()) {
        const { type } = property;
        for (const value of entity.getProperty(property)) {
            assert.ok(type.values.size === 0 || type.values.has(value), `${property.name}: ${value} is none of ${type.name}`);
            assert.ok(!type.maxLength || value.length <= type.maxLength, `${property.name} is too long`);
        }
    }
    return entity;
}

const HANDLING = { tlp: 'CLEAR', codes: [], purposes: ['money-laundering'], audience: ['us'], originatorConsent: false, grading: 'B2' };
const OPEN = {
    person: { personName: { personGivenName: 'Prueba', personSurName: 'De La Muestra' }, personBirthDate: '1990-05', personSexCode: 'female', personNationalityCountry: ['MX'], personRole: ['wanted'] },
    organization: { organizationName: 'Muestra Importaciones SA de CV', organizationCategory: 'company' },
    vehicle: { itemMakeName: 'Ram', itemModelName: '1500', conveyanceColorPrimaryText: 'negro' },
};

async function followTheMoney() {
    for (const [kind, fields] of Object.entries(OPEN)) {
        const id = randomUUID();
        await post(given.mx, '/api/v1/records', 'mx/uif', JSON.stringify({ id, version: 1, kind, agency: 'mx/uif', recordedAt: new Date().toISOString(), handling: HANDLING, provenance: { source: 'Invented for a test of the formats.', synthetic: true }, fields }));
        const exported = await get(given.mx, `/api/v1/exports?format=ftm&kind=${kind}`);
        const entities = exported.text.trim().split('\n').map((line) => JSON.parse(line));
        assert.equal(entities.length, exported.records);
        entities.forEach(checked);
        const ours = checked(entities.find((each) => each.id === id) ?? assert.fail(`${kind} ${id} is not in the export`));
        console.log(`FollowTheMoney ${kind}: ${entities.length} entities read by OpenSanctions' model; ${ours.schema.name} "${ours.getCaption()}", ${ours.getProperties().map((each) => each.name).join(', ')}`);
    }
    const theirs = model.getEntity({ id: `formats-${randomUUID()}`, schema: 'Person', properties: {} });
    for (const [name, value] of [['name', 'Jane Specimen'], ['firstName', 'Jane'], ['lastName', 'Specimen'], ['birthDate', '1984-02-29'], ['nationality', 'us'], ['topics', 'wanted']]) theirs.setProperty(name, value);
    const account = (await post(given.mx, '/api/v1/imports?name=theirs.ftm.json&mapping=ftm', 'mx/uif', JSON.stringify(theirs.toJSON()) + '\n', 'application/octet-stream')).trim().split('\n').map((line) => JSON.parse(line)).at(-1);
    assert.ok(account.done && account.quarantinedRows === 0 && account.records === 1, JSON.stringify(account));
    console.log(`FollowTheMoney, written by OpenSanctions' model and taken in: ${account.records} record, nothing quarantined`);
}

try {
    await niem();
    await followTheMoney();
    console.log('all holds');
} finally {
    rmSync(folder, { recursive: true });
}
