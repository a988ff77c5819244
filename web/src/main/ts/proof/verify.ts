import type { RecordDocument } from '../base/types';
import { same, toHex } from './bytes';
import { checkSignature, leafHash, parseKeys, parseProof, rootFrom, type SignatureFinding, type TlogProof, type VerifierKey } from './tlog';

/** One step of a verification, in the order in which a person would argue it. */
export interface Step {
    step: 'leaf' | 'record' | 'hash' | 'path' | 'log' | 'receipt' | 'payload';
    outcome: 'yes' | 'no' | 'unchecked';
    /** Facts for the sentence of the step. */
    facts: Record<string, string | number>;
    signatures?: { name: string; finding: SignatureFinding }[];
}

export interface Verification {
    steps: Step[];
    /** Whether everything that this browser could compute agrees, and the log's own signature is among it. */
    proven: boolean;
    proof: TlogProof;
    leaf: Record<string, unknown>;
}

interface Leaf {
    type?: string;
    record?: string;
    version?: number;
    kind?: string;
    recipient?: string;
    purpose?: string;
    at?: string;
    payload?: string;
    clauses?: string[];
    agreement?: string;
}

/**
 * Checks a record's proof against the keys given. What the browser cannot compute is said, not passed over: the payload's digest
 * is over a random salt that the proof does not carry, and ML-DSA-44 is not in WebCrypto.
 */
export async function verify(record: Pick<RecordDocument, 'id' | 'version'>, proofText: string, keysText: string): Promise<Verification> {
    const proof = parseProof(proofText);
    const keys: VerifierKey[] = await parseKeys(keysText);
    const steps: Step[] = [];
    const { checkpoint, note } = proof;
    const leaf = (proof.extra ? JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(proof.extra)) : {}) as Leaf;

    steps.push({ step: 'leaf', outcome: proof.extra ? 'yes' : 'no', facts: { bytes: proof.extra?.length ?? 0, index: proof.index, origin: checkpoint.origin } });
    const names = leaf.record === record.id && leaf.version === record.version;
    steps.push({ step: 'record', outcome: names ? 'yes' : 'no', facts: { record: leaf.record ?? '–', version: leaf.version ?? '–', recipient: leaf.recipient ?? '–', purpose: leaf.purpose ?? '–' } });

    const hash = await leafHash(proof.extra ?? new Uint8Array());
    steps.push({ step: 'hash', outcome: proof.extra ? 'yes' : 'no', facts: { hash: toHex(hash) } });
    const root = await rootFrom(proof.index, checkpoint.size, hash, proof.path);
    const agrees = root !== undefined && same(root, checkpoint.root);
    steps.push({ step: 'path', outcome: agrees ? 'yes' : 'no', facts: { hashes: proof.path.length, size: checkpoint.size, root: root ? toHex(root) : '–' } });

    const found = [];
    for (const signature of note.signatures) {
        found.push({ name: signature.name, finding: await checkSignature(note, signature, keys) });
    }
    const isLog = (each: { name: string }) => each.name === checkpoint.origin;
    const log = found.filter(isLog);
    const others = found.filter((each) => !isLog(each));
    const signed = log.some((each) => each.finding.finding === 'valid');
    const isFalse = found.some((each) => each.finding.finding === 'false');
    const cannot = log.some((each) => each.finding.finding === 'unchecked');
    steps.push({ step: 'log', outcome: isFalse ? 'no' : signed ? 'yes' : cannot ? 'unchecked' : 'no', facts: { origin: checkpoint.origin }, signatures: log });
    const cosigned = others.some((each) => each.finding.finding === 'valid');
    const pending = others.every((each) => each.finding.finding !== 'false');
    steps.push({ step: 'receipt', outcome: cosigned ? 'yes' : pending ? 'unchecked' : 'no', facts: { size: checkpoint.size }, signatures: others });
    steps.push({ step: 'payload', outcome: 'unchecked', facts: { payload: leaf.payload ?? '–' } });
    return { steps, proven: names && agrees && signed && !isFalse, proof, leaf: leaf as Record<string, unknown> };
}
