import type { BilingualProblem, Clause, Obligation, RecordDocument } from './types';

/** What `POST /api/v1/disclosures/preview` and its kin answer, as `openapi.yaml` says it. */
export interface PreviewRecord {
    record: string;
    version: number;
    kind: string;
    agency: string;
    foreign: boolean;
    permitted: boolean;
    clauses: Clause[];
    obligations?: Obligation[];
    reason?: BilingualProblem;
    redacted?: string[];
    reduced?: string[];
    until?: string;
    bytes?: number;
    /** Exactly the record that would leave; absent where it is refused, or a partner's. */
    leaves?: RecordDocument;
    outcome: 'leaves' | 'already' | 'waits' | 'refused';
    needs: string[];
    standing: { entry: number; version: number; recipient: string; purpose: string; at: string }[];
}

export interface Preview {
    channel: string;
    to: string;
    purpose: string;
    agreement: string;
    records: PreviewRecord[];
    missing: string[];
}

/** What became of a disclosure, a correction or an approval. */
export interface Tally {
    disclosed: number;
    already: number;
    refused: number;
    entries: { record: string; entry: number }[];
    waiting: { record: string; approval: string; needs: string }[];
}

/** A disclosure or a reading that waits for a person. */
export interface Waiting {
    id: string;
    act: 'disclose' | 'read';
    channel: string;
    needs: string;
    record: string;
    version?: number;
    purpose?: string;
    /** Of a disclosure: its kind, whose it is, and who would receive it. */
    kind?: string;
    agency?: string;
    to?: string;
    proposedBy: string;
    at: string;
}
