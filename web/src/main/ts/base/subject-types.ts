import type { Bilingual, RecordDocument } from './types';

/** What the API answers about who is who, as `openapi.yaml` says it. */

export interface Reason {
    field: string;
    level: string;
    bits: number;
    label: Bilingual;
    text: Bilingual;
}

export type LinkState = 'waiting' | 'confirmed' | 'rejected';

/** Two records that may be about one subject. */
export interface Link {
    id: string;
    kind: string;
    one: string;
    other: string;
    state: LinkState;
    purpose: string;
    agency: string;
    clauses: string[];
    found: string;
    bits: number;
    probability: number;
    taughtBy: number;
    reasons: Reason[];
}

/** One end of a pair: of a partner's record only whose it is. */
export interface End {
    id: string;
    kind: string;
    agency: string;
    own: boolean;
    channel?: string;
    record?: RecordDocument;
}

export type QueuedPair = Omit<Link, 'one' | 'other' | 'reasons'> & { one: End; other: End };

export interface Queue {
    pairs: QueuedPair[];
    cursor?: string;
}

export interface Statement extends End {
    member: boolean;
    needs?: string;
    withheld?: { code: string; text: Bilingual; remedy: Bilingual };
}

export interface SubjectDecision {
    id: number;
    at: string;
    act: 'confirm' | 'reject' | 'split' | 'merge' | 'undo';
    agency: string;
    officer: string;
    reason: string;
    statements: string[];
    undoes?: number;
    undoneBy?: number;
}

export interface Subject {
    subject?: string;
    pair?: Link;
    kind?: string;
    statements: Statement[];
    fields: { field: string; stated: number; agreement: 'single' | 'same' | 'differ' }[];
    links: Link[];
    others: Link[];
    decisions: SubjectDecision[];
}

/** A person found as a clerk typed them. */
export interface FoundPerson {
    record: RecordDocument;
    name: string;
    score: number;
    way: 'name' | 'key' | 'key-slip';
    reasons: Readonly<Record<'en' | 'es', string[]>>;
}

export interface FoundPersons {
    persons: FoundPerson[];
    withheld: number;
    needApproval: string[];
    complete: boolean;
}
