import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, sha256, utf8 } from '../../main/ts/proof/bytes';
import { contradiction } from '../../main/ts/proof/fork';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const ORIGIN = 'puente/channels/us/mx';

/** A key of a log, as a line of `/api/v1/keys` and as a hand that signs checkpoints. */
async function key(): Promise<{ vkey: string; sign: (size: number, root: number) => Promise<string> }> {
    const { privateKey, publicKey } = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
    const material = concat(Uint8Array.of(1), new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)));
    const id = (await sha256(concat(utf8(`${ORIGIN}\n`), material))).slice(0, 4);
    return {
        vkey: `${ORIGIN}+${Buffer.from(id).toString('hex')}+${base64(material)}`,
        async sign(size, root) {
            const text = `${ORIGIN}\n${size}\n${base64(new Uint8Array(32).fill(root))}\n`;
            const signature = new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, utf8(text)));
            return `${text}\n— ${ORIGIN} ${base64(concat(id, signature))}\n`;
        },
    };
}

test('one key over two roots of one size is a fork', async () => {
    const log = await key();
    const found = await contradiction(await log.sign(7, 1), await log.sign(7, 2), `${log.vkey}\n`);
    assert.equal(found?.isFork, true);
    assert.notEqual(found.held.root, found.other.root);
    assert.equal(found.held.signedBy, found.other.signedBy);
});

test('another size, the same root, or a signature of nobody known is none', async () => {
    const [log, stranger] = await Promise.all([key(), key()]);
    const held = await log.sign(7, 1);
    for (const other of [await log.sign(8, 2), await log.sign(7, 1), await stranger.sign(7, 2)]) {
        const found = await contradiction(held, other, `${log.vkey}\n`);
        assert.equal(found?.isFork, false);
    }
});

test('evidence that is no checkpoint is nothing to compare', async () => {
    const log = await key();
    assert.equal(await contradiction(await log.sign(7, 1), '{"type":"disclose"}', `${log.vkey}\n`), undefined);
    assert.equal(await contradiction(await log.sign(7, 1), '', `${log.vkey}\n`), undefined);
});
