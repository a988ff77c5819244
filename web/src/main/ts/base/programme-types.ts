import type { Bilingual, RecordDocument } from './types';

/** What `/api/v1/programmes` and `/api/v1/registrations` answer, as `openapi.yaml` says it. */

export interface ListedProgramme {
    record: RecordDocument;
    fundLines: number;
    deliveries: number;
    registrations: number;
}

/** What one party books, by year, in its own terms; an amount that is not there is null, which is not zero. */
export interface Book {
    book: string;
    currency: string;
    calendar: string;
    columns: { stage: string; term: string }[];
    rows: { label: string; amounts: (string | null)[] }[];
    total: { label: string; amounts: (string | null)[] };
}

export interface Said {
    code: string;
    text: Bilingual;
    remedy: Bilingual;
}

/** Two books side by side, or why they cannot be. */
export interface BookComparison {
    refused?: Said;
    one?: string;
    other?: string;
    currency?: string;
    rows?: { label: string; stage: string; term: string; otherTerm: string; amount?: string; otherAmount?: string; difference?: string; verdict: string }[];
}

/** The proof that is kept of a registration: the first under the other side's signature. */
export interface Registered {
    channel: string;
    entry: number;
    version: number;
    log: string;
    size: number;
    root: string;
    signatures: string[];
    cosignedAt: string;
    proof: string;
}

export interface ListedRegistration {
    record: RecordDocument;
    firstEnds: string;
    lastEnds: string;
    /** Whether its first period has begun. */
    begun: boolean;
    registered?: Registered;
}

export interface ProgrammeWhole {
    record: RecordDocument;
    money: { books: Book[]; comparisons: BookComparison[]; entries: RecordDocument[] };
    contracts: RecordDocument[];
    deliveries: RecordDocument[];
    people: { once: string; participants: string };
    registrations: ListedRegistration[];
}

/** What would be registered, before anybody does. */
export interface RegistrationPreview {
    statement: Bilingual;
    to: string;
    firstEnds: string;
    late: boolean;
    figuresRecorded: number;
    power: { held: number; unseenPercent?: string; placebos?: number; smallestProbability?: number; reachable?: boolean; periods?: number; reason?: Said };
    outcome: 'leaves' | 'waits' | 'refused';
    reason?: Said;
}

export interface EvaluationFinding {
    method: string;
    percent?: string;
    lower?: string;
    upper?: string;
    probability?: number;
    placebos?: number;
    placebosInSpace?: boolean;
    fallSeen?: string;
    riseSeen?: string;
    refused?: Said;
}

/** What came of a registration. */
export interface EvaluationReport {
    registration: string;
    programme: string;
    agency: string;
    synthetic: boolean;
    version: number;
    statement: Bilingual;
    registered?: Registered;
    timing: { before: boolean; firstEnds: string; recordedBefore: number; recorded: number };
    used: { indicator: string; dimensions: string[]; area: string; compared: string[]; first: string; last: string; method: string };
    state: 'evaluated' | 'waiting';
    finding?: EvaluationFinding;
    reading?: Bilingual;
    judgement?: { code: string; text: Bilingual };
    from?: string;
    to?: string;
    reason?: Said;
    fingerprint: string;
    deviations: { code: string; text: Bilingual }[];
}
