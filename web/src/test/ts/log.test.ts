import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, sha256, toBase64, toHex, utf8 } from '../../main/ts/proof/bytes';
import { readEntry, TILE_WIDTH, tilePath, treeRoot, verifyBySubtrees, verifyLog } from '../../main/ts/proof/log';
import { leafHash, rootFrom } from '../../main/ts/proof/tlog';

const leaves = await Promise.all(['a', 'b', 'c'].map((each) => leafHash(utf8(each))));
const note = async (count: number) => {
    const root = toBase64(await treeRoot(leaves.slice(0, count)));
    return `log.example\n${count}\n${root}\n\n\u2014 log.example ${toBase64(new Uint8Array(68))}\n`;
};
const tiles = async () => {
    const bytes = new Uint8Array(96);
    leaves.forEach((each, at) => bytes.set(each, at * 32));
    return bytes;
};

test('tiles are named as C2SP tlog-tiles names them', () => {
    assert.equal(tilePath(0, 0, 256), '0/000');
    assert.equal(tilePath(0, 7, 17), '0/007.p/17');
    assert.equal(tilePath(1, 1_234_067, 256), '1/x001/x234/067');
    assert.equal(tilePath(0, 1_000, 256), '0/x001/000');
});

test('the root over all leaves is the root that a path gives', async () => {
    const root = await treeRoot(leaves);
    const [a, b, c] = leaves;
    assert.equal(toHex((await rootFrom(0, 3, a!, [b!, c!]))!), toHex(root));
    assert.equal(toHex(await treeRoot([])), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

test('a log that grew from what was seen before is consistent; one that tells another story is not', async () => {
    const seen = { size: 2, root: toHex(await treeRoot(leaves.slice(0, 2))) };
    const grown = await verifyLog(await note(3), '', tiles, seen);
    assert.equal(grown.rebuilt, true);
    assert.equal(grown.consistent, true);
    const forked = await verifyLog(await note(3), '', tiles, { size: 2, root: toHex(leaves[0]!) });
    assert.equal(forked.consistent, false);
});

test('a log that lost entries is not consistent, and an unknown key signs nothing', async () => {
    const shrunk = await verifyLog(await note(2), '', async () => (await tiles()).slice(0, 64), { size: 3, root: toHex(await treeRoot(leaves)) });
    assert.equal(shrunk.consistent, false);
    assert.equal(shrunk.signed, false);
});

test('an entry is read out of its bundle and compared with its leaf hash', async () => {
    const bundle = Uint8Array.of(0, 1, 97, 0, 1, 98, 0, 1, 99);
    const asked: string[] = [];
    const serve = async (path: string) => {
        asked.push(path);
        return path.startsWith('entries') ? bundle : tiles();
    };
    assert.deepEqual(await readEntry(1, 3, serve), { text: 'b', held: true });
    assert.deepEqual(asked, ['entries/000.p/3', '0/000.p/3']);
    bundle[5] = 120;
    assert.deepEqual(await readEntry(1, 3, serve), { text: 'x', held: false });
    await assert.rejects(readEntry(5, 9, serve), /bundle ends/);
});

test('a long log is rebuilt from its bundles, and what follows them, to the root that every leaf gives', async () => {
    for (const size of [1, 255, 256, 257, 600, 1024]) {
        const leaves = await Promise.all(Array.from({ length: size }, (_, at) => sha256(new TextEncoder().encode(`leaf ${at}`))));
        const root = await treeRoot(leaves);
        const tile = async (path: string): Promise<Uint8Array> => {
            const [level = 0, index = 0, width = TILE_WIDTH] = (/^(\d)\/(\d+)(?:\.p\/(\d+))?$/.exec(path) ?? []).slice(1).filter((each) => each !== undefined).map(Number);
            const hashes = level === 0 ? leaves.slice(index * TILE_WIDTH, index * TILE_WIDTH + width) : await Promise.all(Array.from({ length: width }, (_, at) => treeRoot(leaves.slice((index * TILE_WIDTH + at) * TILE_WIDTH, (index * TILE_WIDTH + at + 1) * TILE_WIDTH))));
            return concat(...hashes);
        };
        const note = `puente/test\n${size}\n${toBase64(root)}\n\n\u2014 puente/test ${toBase64(new Uint8Array(68))}\n`;
        const earlier = { size: Math.ceil(size / 2), root: toHex(await treeRoot(leaves.slice(0, Math.ceil(size / 2)))) };
        const found = await verifyBySubtrees(note, '', tile, earlier);
        assert.equal(found.rebuilt, true, `${size} entries`);
        assert.equal(found.consistent, true, `${size} entries`);
        assert.equal(found.signed, false);
        assert.equal((await verifyBySubtrees(note, '', tile, { size: 1, root: '00' })).consistent, false);
    }
});
