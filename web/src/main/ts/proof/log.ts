import { concat, same, sha256, toHex } from './bytes';
import { type Checkpoint, checkSignature, leafHash, Malformed, type Note, parseCheckpoint, parseKeys, parseNote, type SignatureFinding } from './tlog';

/** Hashes of one full tile, C2SP tlog-tiles. */
export const TILE_WIDTH = 256;
const HASH_BYTES = 32;
/** Most tiles of leaf hashes that are fetched for one verification: 65,536 entries, two megabytes. */
export const TILES_MAX = 256;

/** C2SP tlog-tiles: `0/x001/234.p/17`; three digits a segment, all but the last with an x. */
export function tilePath(level: number, index: number, width: number): string {
    const digits = String(index).padStart(3, '0');
    const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
    const path = groups.map((each, at) => (at < groups.length - 1 ? `x${each}` : each)).join('/');
    return `${level}/${path}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
}

/** RFC 6962, 2.1: the root over leaf hashes, computed bottom-up. A lone last hash rises as it is. */
export async function treeRoot(leaves: readonly Uint8Array<ArrayBuffer>[]): Promise<Uint8Array<ArrayBuffer>> {
    if (leaves.length === 0) return sha256(new Uint8Array());
    let row = [...leaves];
    while (row.length > 1) {
        const pairs: Promise<Uint8Array<ArrayBuffer>>[] = [];
        for (let at = 0; at + 1 < row.length; at += 2) pairs.push(sha256(concat(Uint8Array.of(1), row[at]!, row[at + 1]!)));
        const above = await Promise.all(pairs);
        if (row.length % 2 === 1) above.push(row[row.length - 1]!);
        row = above;
    }
    return row[0]!;
}

/** A checkpoint that this browser saw before, kept here so that a log cannot tell it two stories. */
export interface Seen {
    size: number;
    /** Hexadecimal. */
    root: string;
}

/** What this browser saw of a log before; what is not readable counts as nothing. */
export function seen(text: string | null | undefined): Seen | undefined {
    const match = /^(\d{1,15}) ([0-9a-f]{64})$/.exec(text ?? '');
    return match ? { size: Number(match[1]), root: match[2]! } : undefined;
}

export interface LogVerification {
    note: Note;
    checkpoint: Checkpoint;
    signatures: { name: string; finding: SignatureFinding }[];
    /** Whether the log's own signature is true and none is false. */
    signed: boolean;
    /** Whether the leaf hashes give the signed root; undefined where the log is too long to fetch here. */
    rebuilt: boolean | undefined;
    /** Against what was seen before; undefined where nothing was, or it could not be computed. */
    consistent: boolean | undefined;
    /** Of how many whole bundles the root was rebuilt, and how many of them were themselves rebuilt from their leaf hashes. */
    bundles?: number;
    sampled?: number;
}

/**
 * Verifies a log anew: each signature of its checkpoint, the root over every leaf hash it serves, and that what this browser saw
 * before is a beginning of what it sees now. A log that shows two readers two stories is a fork, and fails one of these.
 */
export async function verifyLog(noteText: string, keysText: string, tile: (path: string) => Promise<Uint8Array>, seen: Seen | undefined): Promise<LogVerification> {
    const { note, checkpoint, signatures, signed } = await checked(noteText, keysText);
    let rebuilt: boolean | undefined;
    let consistent: boolean | undefined;
    if (seen && seen.size > checkpoint.size) consistent = false;
    else if (seen && seen.size === checkpoint.size) consistent = seen.root === toHex(checkpoint.root);
    if (checkpoint.size <= TILES_MAX * TILE_WIDTH) {
        const leaves = await hashesOf(0, checkpoint.size, tile);
        rebuilt = same(await treeRoot(leaves), checkpoint.root);
        if (seen && consistent === undefined) consistent = toHex(await treeRoot(leaves.slice(0, seen.size))) === seen.root;
    }
    return { note, checkpoint, signatures, signed, rebuilt, consistent };
}

/** Whole bundles whose leaf hashes are fetched as well, drawn anew each time. */
const SAMPLE = 8;

async function checked(noteText: string, keysText: string): Promise<Pick<LogVerification, 'note' | 'checkpoint' | 'signatures' | 'signed'>> {
    const note = parseNote(noteText);
    const checkpoint = parseCheckpoint(note.text);
    const keys = await parseKeys(keysText);
    const signatures = [];
    for (const each of note.signatures) signatures.push({ name: each.name, finding: await checkSignature(note, each, keys) });
    const signed = signatures.some((each) => each.name === checkpoint.origin && each.finding.finding === 'valid') && signatures.every((each) => each.finding.finding !== 'false');
    return { note, checkpoint, signatures, signed };
}

/**
 * Verifies a log of any length from the hashes of its whole bundles (level 1 of its tiles) and the leaves after the last of them: the root, and
 * that what this browser saw before is a beginning of it. Some bundles, drawn by chance, are rebuilt from their leaf hashes: a log that serves
 * other leaves than it signed does not know which will be looked at.
 */
export async function verifyBySubtrees(noteText: string, keysText: string, tile: (path: string) => Promise<Uint8Array>, earlier: Seen | undefined): Promise<LogVerification> {
    const known = await checked(noteText, keysText);
    const { size, root } = known.checkpoint;
    const bundles = Math.floor(size / TILE_WIDTH);
    const hashes = await hashesOf(1, bundles, tile);
    const leavesOf = (index: number, width: number) => hashesAt(0, index, width, tile);
    const rootAt = async (entries: number): Promise<Uint8Array<ArrayBuffer>> => {
        const whole = Math.floor(entries / TILE_WIDTH);
        const rest = entries % TILE_WIDTH;
        if (rest === 0) return treeRoot(hashes.slice(0, whole));
        const leaves = await leavesOf(whole, whole < bundles ? TILE_WIDTH : size % TILE_WIDTH);
        return treeRoot([...hashes.slice(0, whole), await treeRoot(leaves.slice(0, rest))]);
    };
    let rebuilt = same(await rootAt(size), root);
    const drawn = new Set<number>();
    while (bundles > 0 && drawn.size < Math.min(SAMPLE, bundles)) drawn.add(crypto.getRandomValues(new Uint32Array(1))[0]! % bundles);
    for (const index of drawn) rebuilt = same(await treeRoot(await leavesOf(index, TILE_WIDTH)), hashes[index]!) && rebuilt;
    const consistent = !earlier ? undefined : earlier.size > size ? false : toHex(await rootAt(earlier.size)) === earlier.root;
    return { ...known, rebuilt, consistent, bundles, sampled: drawn.size };
}

async function hashesOf(level: number, count: number, tile: (path: string) => Promise<Uint8Array>): Promise<Uint8Array<ArrayBuffer>[]> {
    const all: Uint8Array<ArrayBuffer>[] = [];
    for (let index = 0; index * TILE_WIDTH < count; index++) all.push(...(await hashesAt(level, index, Math.min(TILE_WIDTH, count - index * TILE_WIDTH), tile)));
    return all;
}

async function hashesAt(level: number, index: number, width: number, tile: (path: string) => Promise<Uint8Array>): Promise<Uint8Array<ArrayBuffer>[]> {
    const path = tilePath(level, index, width);
    const bytes = new Uint8Array(await tile(path));
    if (bytes.length !== width * HASH_BYTES) throw new Malformed(`tile ${path}: ${bytes.length} bytes`);
    return Array.from({ length: width }, (_, at) => bytes.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES));
}

export interface LogEntry {
    /** As its writer wrote it. */
    text: string;
    /** Whether the hash of just these bytes stands at its place in the tree. */
    held: boolean;
}

/** One entry out of its bundle (C2SP tlog-tiles: two bytes of length before each entry), compared with its leaf hash; a log holds it below its size. */
export async function readEntry(index: number, size: number, tile: (path: string) => Promise<Uint8Array>): Promise<LogEntry> {
    const first = Math.floor(index / TILE_WIDTH);
    const at = index % TILE_WIDTH;
    const path = tilePath(0, first, Math.min(TILE_WIDTH, size - first * TILE_WIDTH));
    const [bundle, hashes] = await Promise.all([tile(path.replace(/^0/, 'entries')), tile(path)]);
    let from = 0;
    for (let skipped = 0; skipped < at; skipped++) from += 2 + length(bundle, from);
    const entry = new Uint8Array(bundle.slice(from + 2, from + 2 + length(bundle, from)));
    return { text: new TextDecoder().decode(entry), held: same(await leafHash(entry), hashes.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES)) };
}

function length(bundle: Uint8Array, at: number): number {
    const [high, low] = [bundle[at], bundle[at + 1]];
    if (high === undefined || low === undefined) throw new Malformed(`bundle ends at ${at}`);
    return high * 256 + low;
}
