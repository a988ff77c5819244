import { toHex } from './bytes';
import { checkSignature, Malformed, parseCheckpoint, parseKeys, parseNote } from './tlog';

/** One signed checkpoint of the two, and what its log's own signature is worth. */
export interface Side {
    origin: string;
    size: number;
    /** Hexadecimal. */
    root: string;
    /** Hexadecimal id of the key that truly signed it in the log's own name; empty where none did. */
    signedBy: string;
    text: string;
}

export interface Contradiction {
    held: Side;
    other: Side;
    /** Whether one key has signed two roots of one log at one size: nothing else is needed to prove a fork. */
    isFork: boolean;
}

async function side(text: string, keysText: string): Promise<Side> {
    const note = parseNote(text);
    const { origin, size, root } = parseCheckpoint(note.text);
    const keys = await parseKeys(keysText);
    let signedBy = '';
    for (const each of note.signatures) {
        if (each.name === origin && (await checkSignature(note, each, keys)).finding === 'valid') signedBy = toHex(each.keyId);
    }
    return { origin, size, root: toHex(root), signedBy, text };
}

/** What was verified here and what was found later; nothing where the evidence is no checkpoint (some faults have other evidence). */
export async function contradiction(heldText: string, evidence: string, keysText: string): Promise<Contradiction | undefined> {
    try {
        const [held, other] = await Promise.all([side(heldText, keysText), side(evidence, keysText)]);
        const isFork = held.origin === other.origin && held.size === other.size && held.root !== other.root && held.signedBy !== '' && held.signedBy === other.signedBy;
        return { held, other, isFork };
    } catch (failed) {
        if (failed instanceof Malformed) return undefined;
        throw failed;
    }
}
