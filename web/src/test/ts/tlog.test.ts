import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { concat, fromBase64, toBase64, toHex, utf8 } from '../../main/ts/proof/bytes';
import { checkSignature, leafHash, Malformed, parseCheckpoint, parseKeys, parseNote, parseProof, rootFrom } from '../../main/ts/proof/tlog';
import { verify } from '../../main/ts/proof/verify';

/** The vectors of docs/protocol, computed by a second implementation in another language. */
const vectors = JSON.parse(readFileSync(resolve('..', 'docs/protocol/ledger-vectors.json'), 'utf8')) as {
    logKey: string;
    witnessKey: string;
    logs: { size: number; root: string; signed: string }[];
    inclusion: { index: number; size: number; proof: string[] }[];
};
const fromHex = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (each) => parseInt(each, 16));

test('every inclusion proof of the vectors leads to its root', async () => {
    assert.ok(vectors.inclusion.length > 10);
    for (const { index, size, proof } of vectors.inclusion) {
        const root = await rootFrom(index, size, await leafHash(utf8(`entry ${index}`)), proof.map(fromHex));
        assert.equal(root && toHex(root), vectors.logs.find((each) => each.size === size)!.root, `${index} of ${size}`);
    }
});

test('every signature of the vectors holds, and none over another text', async () => {
    const keys = await parseKeys(`${vectors.logKey}\n${vectors.witnessKey}\n`);
    for (const { signed, size, root } of vectors.logs) {
        const note = parseNote(signed);
        const checkpoint = parseCheckpoint(note.text);
        assert.deepEqual([checkpoint.size, toHex(checkpoint.root)], [size, root]);
        for (const signature of note.signatures) {
            assert.equal((await checkSignature(note, signature, keys)).finding, 'valid');
            assert.equal((await checkSignature({ ...note, text: `${note.text}more\n` }, signature, keys)).finding, 'false');
        }
    }
});

async function key(name: string, type: number) {
    const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
    const material = concat(Uint8Array.of(type), new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
    const id = new Uint8Array(await crypto.subtle.digest('SHA-256', concat(utf8(`${name}\n`), material))).slice(0, 4);
    return { pair, id, vkey: `${name}+${toHex(id)}+${toBase64(material)}` };
}

const ORIGIN = 'puente/channels/mx/us';
const RECORD = { id: '0197a2b4-0000-7000-8000-000000000001', version: 1 };

/** A log of three leaves with the middle one proven, signed by its log and cosigned by its receiver. */
async function proven() {
    const leaf = utf8(JSON.stringify({ record: RECORD.id, version: 1, recipient: 'us', purpose: 'statistics', payload: '00' }));
    const [first, second, third] = [await leafHash(utf8('one')), await leafHash(leaf), await leafHash(utf8('three'))];
    const node = async (a: Uint8Array, b: Uint8Array) => new Uint8Array(await crypto.subtle.digest('SHA-256', concat(Uint8Array.of(1), a, b)));
    const root = await node(await node(first, second), third);
    const text = `${ORIGIN}\n3\n${toBase64(root)}\n`;
    const log = await key(ORIGIN, 1);
    const receiver = await key('puente/cosigners/us', 4);
    const sign = async (pair: CryptoKeyPair, message: Uint8Array<ArrayBuffer>) => new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, message));
    const time = new Uint8Array(8);
    new DataView(time.buffer).setBigUint64(0, 1_700_000_000n);
    const lines = [
        `— ${ORIGIN} ${toBase64(concat(log.id, await sign(log.pair, utf8(text))))}`,
        `— puente/cosigners/us ${toBase64(concat(receiver.id, time, await sign(receiver.pair, utf8(`cosignature/v1\ntime 1700000000\n${text}`))))}`,
    ];
    const proof = `c2sp.org/tlog-proof@v1\nextra ${toBase64(leaf)}\nindex 1\n${toBase64(first)}\n${toBase64(third)}\n\n${text}\n${lines.join('\n')}\n`;
    return { proof, keys: `${log.vkey}\n${receiver.vkey}\n`, leaf, first, third, root };
}

test('a true proof is proven, and every step says what it checked', async () => {
    const { proof, keys } = await proven();
    const result = await verify(RECORD, proof, keys);
    assert.equal(result.proven, true);
    assert.deepEqual(result.steps.map((each) => [each.step, each.outcome]), [
        ['leaf', 'yes'],
        ['record', 'yes'],
        ['hash', 'yes'],
        ['path', 'yes'],
        ['log', 'yes'],
        ['receipt', 'yes'],
        ['payload', 'unchecked'],
    ]);
    const receipt = result.steps[5]!.signatures![0]!.finding;
    assert.deepEqual(receipt, { finding: 'valid', at: new Date(1_700_000_000_000) });
});

test('a proof of another record or version is not a proof of this one', async () => {
    const { proof, keys } = await proven();
    const result = await verify({ ...RECORD, version: 2 }, proof, keys);
    assert.equal(result.proven, false);
    assert.equal(result.steps[1]!.outcome, 'no');
});

test('a changed leaf does not lead to the signed root', async () => {
    const { proof, keys, leaf } = await proven();
    const changed = leaf.slice();
    changed[changed.length - 3] = changed[changed.length - 3]! ^ 1;
    const result = await verify(RECORD, proof.replace(toBase64(leaf), toBase64(changed)), keys);
    assert.equal(result.proven, false);
    assert.equal(result.steps[3]!.outcome, 'no');
});

test('a changed root is not what the log signed', async () => {
    const { proof, keys, root, first } = await proven();
    const result = await verify(RECORD, proof.replace(toBase64(root), toBase64(first)), keys);
    assert.equal(result.proven, false);
    assert.equal(result.steps[4]!.outcome, 'no');
});

test('a log whose key nobody gave is not proven', async () => {
    const { proof } = await proven();
    const stranger = await key('puente/cosigners/mx', 4);
    const result = await verify(RECORD, proof, stranger.vkey);
    assert.equal(result.proven, false);
    assert.equal(result.steps[4]!.outcome, 'no');
});

test('an ML-DSA-44 line is named as not checked, never as valid', async () => {
    const material = concat(Uint8Array.of(6), new Uint8Array(1312));
    const name = 'puente/cosigners/us';
    const id = new Uint8Array(await crypto.subtle.digest('SHA-256', concat(utf8(`${name}\n`), material))).slice(0, 4);
    const keys = await parseKeys(`${name}+${toHex(id)}+${toBase64(material)}`);
    const note = parseNote(`text\n\n— ${name} ${toBase64(concat(id, new Uint8Array(2428)))}\n`);
    assert.deepEqual(await checkSignature(note, note.signatures[0]!, keys), { finding: 'unchecked', algorithm: 'ML-DSA-44' });
});

test('a path of the wrong length proves nothing', async () => {
    const { leaf, first, third } = await proven();
    const hash = await leafHash(leaf);
    assert.equal(await rootFrom(1, 3, hash, [first]), undefined);
    assert.equal(await rootFrom(1, 3, hash, [first, third, third]), undefined);
    assert.equal(await rootFrom(3, 3, hash, [first, third]), undefined);
});

test('what is not the one spelling of a proof is refused', () => {
    const root = toBase64(new Uint8Array(32));
    const refused: [string, RegExp][] = [
        ['', /line 1/],
        ['c2sp.org/tlog-proof@v1\nindex 01\n\nx\n\n', /not a decimal/],
        [`c2sp.org/tlog-proof@v1\nextra \nindex 1\n\n${ORIGIN}\n1\n${root}\n\n— a b\n`, /extra/],
        ['c2sp.org/tlog-proof@v1\nindex 1\nabc\n\nx\n\n', /not a hash/],
        [`c2sp.org/tlog-proof@v1\nindex 0\n\n${ORIGIN}\n1\n${root}\n`, /no blank line/],
    ];
    for (const [text, reason] of refused) assert.throws(() => parseProof(text), (thrown: unknown) => thrown instanceof Malformed && reason.test(thrown.message));
    assert.throws(() => parseCheckpoint('origin\n-1\n'), Malformed);
});

test('base64 with stray bits is refused', () => {
    assert.deepEqual(fromBase64('AA=='), Uint8Array.of(0));
    assert.equal(fromBase64('AB=='), undefined);
    assert.equal(fromBase64('AA'), undefined);
});

test('a key whose id is not its own is refused', async () => {
    const { vkey } = await key('a', 1);
    await assert.rejects(parseKeys(vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+')), Malformed);
});
