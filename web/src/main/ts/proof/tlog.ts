import { concat, fromBase64, same, sha256, utf8 } from './bytes';

/**
 * C2SP tlog-proof, signed-note, tlog-checkpoint and tlog-cosignature, read strictly, and RFC 6962 inclusion, computed anew.
 * Nothing here trusts the node that sent the text: it only says what the text proves.
 */
export interface Signature {
    name: string;
    keyId: Uint8Array<ArrayBuffer>;
    /** What follows the key id. */
    bytes: Uint8Array<ArrayBuffer>;
}

export interface Note {
    /** The text that is signed, its last newline included. */
    text: string;
    signatures: Signature[];
}

export interface Checkpoint {
    origin: string;
    size: number;
    root: Uint8Array<ArrayBuffer>;
}

export interface TlogProof {
    /** The leaf itself, where the proof carries it. */
    extra: Uint8Array<ArrayBuffer> | undefined;
    index: number;
    path: Uint8Array<ArrayBuffer>[];
    note: Note;
    checkpoint: Checkpoint;
}

export interface VerifierKey {
    name: string;
    keyId: Uint8Array<ArrayBuffer>;
    /** 1: Ed25519 over the text; 4: Ed25519 cosignature with a time; 6: ML-DSA-44 cosignature. */
    type: number;
    key: Uint8Array<ArrayBuffer>;
}

/** A text that is not what it claims to be; the message names the line, in English, for the report's detail. */
export class Malformed extends Error {}

const FIRST_LINE = 'c2sp.org/tlog-proof@v1';
const HASH_BYTES = 32;
/** A proof longer than this would be of a log larger than any number of entries. */
const PATH_MAX = 63;
const DECIMAL = /^(?:0|[1-9][0-9]{0,15})$/;

function decimal(text: string, where: string): number {
    if (!DECIMAL.test(text) || !Number.isSafeInteger(Number(text))) throw new Malformed(`${where}: not a decimal: ${text}`);
    return Number(text);
}

function hash(text: string, where: string): Uint8Array<ArrayBuffer> {
    const bytes = fromBase64(text);
    if (bytes?.length !== HASH_BYTES) throw new Malformed(`${where}: not a hash`);
    return bytes;
}

export function parseNote(note: string): Note {
    const end = note.lastIndexOf('\n\n');
    if (end < 0 || !note.endsWith('\n')) throw new Malformed('note: no blank line before the signatures');
    const lines = note.slice(end + 2, -1).split('\n');
    const signatures = lines.map((line, index) => {
        const match = /^\u2014 ([^\s+]+) (\S+)$/u.exec(line);
        const bytes = match ? fromBase64(match[2]!) : undefined;
        if (!match || !bytes || bytes.length <= 4) throw new Malformed(`note: signature ${index + 1}`);
        return { name: match[1]!, keyId: bytes.slice(0, 4), bytes: bytes.slice(4) };
    });
    return { text: note.slice(0, end + 1), signatures };
}

export function parseCheckpoint(text: string): Checkpoint {
    const [origin, size, root] = text.split('\n');
    if (!origin || size === undefined || root === undefined) throw new Malformed('checkpoint: three lines are needed');
    return { origin, size: decimal(size, 'checkpoint size'), root: hash(root, 'checkpoint root') };
}

export function parseProof(text: string): TlogProof {
    const blank = text.indexOf('\n\n');
    const lines = text.slice(0, Math.max(0, blank)).split('\n');
    if (lines[0] !== FIRST_LINE) throw new Malformed('proof: line 1');
    let at = 1;
    let extra: Uint8Array<ArrayBuffer> | undefined;
    if (lines[at]?.startsWith('extra ')) {
        extra = fromBase64(lines[at]!.slice('extra '.length));
        if (!extra || extra.length === 0) throw new Malformed('proof: extra');
        at++;
    }
    if (!lines[at]?.startsWith('index ')) throw new Malformed('proof: index');
    const index = decimal(lines[at]!.slice('index '.length), 'proof index');
    const path = lines.slice(at + 1).map((line, each) => hash(line, `proof hash ${each + 1}`));
    if (path.length > PATH_MAX) throw new Malformed('proof: too many hashes');
    const note = parseNote(text.slice(blank + 2));
    return { extra, index, path, note, checkpoint: parseCheckpoint(note.text) };
}

/** `name+hex key id+base64(type ‖ key)`, a line each; lines of types that are not known are kept with their type. */
export async function parseKeys(text: string): Promise<VerifierKey[]> {
    const keys: VerifierKey[] = [];
    for (const line of text.split('\n').filter((each) => each !== '')) {
        const match = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line);
        const material = match ? fromBase64(match[3]!) : undefined;
        if (!match || !material) throw new Malformed(`key: ${line.slice(0, 40)}`);
        const keyId = (await sha256(concat(utf8(`${match[1]}\n`), material))).slice(0, 4);
        if (Array.from(keyId, (each) => each.toString(16).padStart(2, '0')).join('') !== match[2]) {
            throw new Malformed(`key: the id of ${match[1]} is not its own`);
        }
        keys.push({ name: match[1]!, keyId, type: material[0]!, key: material.slice(1) });
    }
    return keys;
}

/** RFC 6962, 2.1: the hash of a leaf. */
export function leafHash(leaf: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
    return sha256(concat(Uint8Array.of(0), leaf));
}

function nodeHash(left: Uint8Array, right: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
    return sha256(concat(Uint8Array.of(1), left, right));
}

/** RFC 9162, 2.1.3.2: the root that a leaf and its path give; undefined where the path has not the right length. */
export async function rootFrom(index: number, size: number, leaf: Uint8Array<ArrayBuffer>, path: readonly Uint8Array[]): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (index >= size) return undefined;
    let [first, second] = [BigInt(index), BigInt(size) - 1n];
    let root = leaf;
    for (const each of path) {
        if (second === 0n) return undefined;
        if ((first & 1n) === 1n || first === second) {
            root = await nodeHash(each, root);
            while ((first & 1n) === 0n && first !== 0n) {
                first >>= 1n;
                second >>= 1n;
            }
        } else {
            root = await nodeHash(root, each);
        }
        first >>= 1n;
        second >>= 1n;
    }
    return second === 0n ? root : undefined;
}

export type SignatureFinding =
    | { finding: 'valid'; at?: Date }
    | { finding: 'false' }
    /** The key is not among those given: ignored, as the standard says. */
    | { finding: 'unknown' }
    /** A kind of signature that this browser cannot compute; named, not passed over. */
    | { finding: 'unchecked'; algorithm: string };

/** Checks one signature line of a note. A known key whose signature fails is a finding against the whole note. */
export async function checkSignature(note: Note, signature: Signature, keys: readonly VerifierKey[]): Promise<SignatureFinding> {
    const key = keys.find((each) => each.name === signature.name && same(each.keyId, signature.keyId));
    if (!key) return { finding: 'unknown' };
    if (key.type === 6) return { finding: 'unchecked', algorithm: 'ML-DSA-44' };
    const timed = key.type === 4;
    if (key.type !== 1 && !timed) return { finding: 'unchecked', algorithm: `type ${key.type}` };
    if (signature.bytes.length !== (timed ? 72 : 64)) return { finding: 'false' };
    let message = utf8(note.text);
    let at: Date | undefined;
    if (timed) {
        const seconds = new DataView(signature.bytes.buffer, signature.bytes.byteOffset).getBigUint64(0);
        message = utf8(`cosignature/v1\ntime ${seconds}\n${note.text}`);
        at = new Date(Number(seconds) * 1000);
    }
    let imported: CryptoKey;
    try {
        imported = await crypto.subtle.importKey('raw', key.key, 'Ed25519', false, ['verify']);
    } catch {
        return { finding: 'unchecked', algorithm: 'Ed25519' };
    }
    const isTrue = await crypto.subtle.verify('Ed25519', imported, signature.bytes.slice(timed ? 8 : 0), message);
    return isTrue ? { finding: 'valid', ...(at ? { at } : {}) } : { finding: 'false' };
}
