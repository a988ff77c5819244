/** What the API answers, as `node/src/main/resources/puente/node/openapi.yaml` says it. Members that may be absent are optional. */

export type Language = 'en' | 'es';
export type Bilingual = Readonly<Record<Language, string>>;

export interface Role {
    id: string;
    agency: string;
    role: string;
    name: Bilingual;
}

export interface User {
    name: string;
    agency: string;
    role: string;
    officer?: string;
}

export interface Session {
    node: string;
    party: string;
    agencies: string[];
    signedIn: boolean;
    user: User | null;
    csrf: string | null;
    demonstration: boolean;
    roles: Role[];
    oidc: boolean;
    /** What the caller may use, by function: `channels.manage`. */
    may?: string[];
}

export interface ProblemMember {
    code: string;
    position: string;
    reason: string;
    remedy: string;
}

export interface ProblemDocument extends ProblemMember {
    title: string;
    status: number;
    problems: ProblemMember[];
    problemsOmitted?: number;
}

export interface ChannelFault extends Partial<ProblemMember> {
    code: string;
    entry: number;
    at: string;
    evidence: string;
}

export type ChannelProgress = 'advancing' | 'up-to-date' | 'unreachable' | 'unverified' | 'store-failed' | 'stopped' | 'resuming';

export interface Channel {
    channel: string;
    role: 'outgoing' | 'incoming';
    size: number;
    published: number;
    cosigned: number;
    lag: number;
    purgeReceiptsOutstanding: number;
    /** When the receiver made its newest cosignature. */
    lastReceiptAt?: string;
    progress?: ChannelProgress;
    fault?: ChannelFault;
}

export interface Health {
    live: boolean;
    ready: boolean;
    node: string;
    since: string;
    database: string;
    journal: { size: number; witnessed: number; satisfied: boolean };
    agreement: string;
    certificateDays: number;
    certificateExpiresSoon: boolean;
    channels: Record<string, string>;
}

export interface Clause {
    id: string;
    effect: 'permit' | 'forbid';
    title: Bilingual;
    text: Bilingual;
    source: Bilingual;
}

/** What is to come: a signed version's first day, or the review. */
export interface NextDate {
    type: 'version' | 'review' | (string & {});
    date: string;
    days: number;
}

export interface PurposeLabel {
    name: string;
    label: Bilingual;
    evidence: boolean;
}

export interface DocumentClause extends Clause {
    actions: string[];
    everyKind: boolean;
    kinds: string[];
    purposes: string[];
    from: string[];
    to: string[];
    when?: string;
    obligations: Obligation[];
}

/** The agreement in force as a document, in both languages. */
export interface Agreement {
    id: string;
    version: number;
    title: Bilingual;
    preamble: Bilingual;
    hash: string;
    effective: string;
    nextReview: string;
    supersedes?: string;
    witnesses: string;
    parties: { name: string; label: Bilingual; agencies: { agency: string; label: Bilingual; vettedUntil?: string; assurances: string[]; units: string[] }[] }[];
    purposes: PurposeLabel[];
    clauses: DocumentClause[];
    next: NextDate;
    signatures: { party?: string; type: string; valid?: boolean; key: string; keyId: string }[];
}

export interface Obligation {
    type: string;
    text: Bilingual;
    fields?: string[];
    precision?: string;
    date?: string;
    days?: number;
}

/** A problem as part of an answer, in both languages. */
export interface BilingualProblem {
    code: string;
    text: Bilingual;
    remedy: Bilingual;
}

export interface ConsideredClause extends Clause {
    clause: string;
    finding: string;
    applies: boolean;
    why: Bilingual;
    when?: string;
}

export interface Decision {
    permitted: boolean;
    clauses: Clause[];
    obligations?: Obligation[];
    outstanding?: Obligation[];
    reason?: BilingualProblem;
    agreement: string;
    considered: ConsideredClause[];
}

/** For one purpose: may the acting agency read this record? */
export interface PurposeDecision {
    purpose: string;
    label: Bilingual;
    permitted: boolean;
    clauses: Clause[];
    obligations?: Obligation[];
    needs?: string[];
    receipt?: { to: string; text: Bilingual };
    reason?: BilingualProblem;
}

export interface Purposes {
    record: string;
    version: number;
    kind: string;
    agency: string;
    own: boolean;
    reader: string;
    channel?: string;
    purposes: PurposeDecision[];
}

export type OverviewChannel = Channel & {
    partner: string;
    partnerParty?: string;
    moved: { disclosed: number; withdrawn: number; expired: number; purged: number; uses: number };
};

export interface OverviewItem {
    type: 'second-person' | 'originator-consent' | 'stopped-channel' | 'proposal' | (string & {});
    channel?: string;
    approval?: string;
    record?: string;
    /** Of a disclosure that waits: what, to whom and why. */
    kind?: string;
    to?: string;
    purpose?: string;
    proposedBy?: string;
    at?: string;
    version?: number;
}

export interface Overview {
    node: string;
    party: string;
    now: string;
    since: string;
    agreement?: { id: string; version: number; title: Bilingual; hash: string; effective: string; nextReview: string; next: NextDate };
    needs: { approvals: number; consents: number; stoppedChannels: number; quarantine: number; proposals: number };
    items: OverviewItem[];
    channels: OverviewChannel[];
    journal: { size: number; witnessed: number; satisfied: boolean };
}

export type Tlp = 'CLEAR' | 'GREEN' | 'AMBER' | 'AMBER+STRICT' | 'RED';

export interface Handling {
    tlp: Tlp;
    codes: string[];
    purposes: string[];
    audience: string[];
    originatorConsent: boolean;
    retainUntil?: string;
    grading: string;
}

export type Value = string | number | boolean | { [member: string]: Value } | Value[];

export interface RecordDocument {
    id: string;
    version: number;
    kind: string;
    agency: string;
    recordedAt: string;
    handling: Handling;
    provenance: { source: string; synthetic: boolean };
    fields: { [name: string]: Value };
    /** Where it came from; absent for own records. */
    channel?: string;
}

/** A reading that a second officer must approve first; it is answered instead of the record. */
export interface WaitingReading {
    waiting: true;
    approval: string;
    needs: string;
    record: string;
    purpose: string;
}

export interface RecordPage {
    records: RecordDocument[];
    withheld: number;
    /** Ids of withheld records that can be read once a second officer approves. */
    needApproval?: string[];
    cursor?: string;
}

export interface Use {
    channel: string;
    entry: number;
    agency: string;
    purpose: string;
    at: string;
}

/** One disclosure of a channel, sent or received, with what its signed leaf names and what came of it. */
export interface Disclosure {
    channel: string;
    entry: number;
    record: string;
    version: number;
    kind: string;
    agency: string;
    actor: string;
    recipient: string;
    purpose: string;
    at: string;
    until?: string;
    useReceipt: boolean;
    evidence: { sha256: string; length: number }[];
    direction: 'outgoing' | 'incoming';
    /** Whether the receiver's cosignature covers the entry. */
    cosigned: boolean;
    agreement: string;
    clauses: { id: string; title?: Bilingual }[];
    correction: boolean;
    action: string;
    approvals: string[];
    originatorConsent: boolean;
    handling: Handling;
    state: 'active' | 'ended';
    ended?: { entry: number; cause: string; at: string; purged?: { channel: string; entry: number } };
    useCount: number;
    uses: Use[];
}

export interface DisclosurePage {
    disclosures: Disclosure[];
    cursor?: string;
}

export interface Approval {
    id: string;
    channel: string;
    needs: string;
    record: string;
    version: number;
    proposedBy: string;
    at: string;
}
