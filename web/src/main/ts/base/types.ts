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

export type ChannelProgress = 'advancing' | 'up-to-date' | 'unreachable' | 'unverified' | 'store-failed' | 'stopped';

export interface Channel {
    channel: string;
    role: 'outgoing' | 'incoming';
    size: number;
    published: number;
    cosigned: number;
    lag: number;
    purgeReceiptsOutstanding: number;
    progress?: ChannelProgress;
    fault?: ChannelFault;
    /** When the receiver's newest cosignature was made, where the node says it. */
    lastReceiptAt?: string;
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
    title: string;
    text: string;
    source: string;
}

export interface Agreement {
    id: string;
    version: number;
    title: string;
    hash: string;
    effective: string;
    nextReview: string;
    parties: Record<string, string[]>;
    purposes: Record<string, string>;
    clauses: Clause[];
}

export interface Obligation {
    type: string;
    text: string;
    [argument: string]: string;
}

export interface Decision {
    permitted: boolean;
    clauses: Clause[];
    obligations?: Obligation[];
    outstanding?: Obligation[];
    reason?: ProblemMember;
    agreement: string;
    considered: { clause: string; effect: string; finding: string }[];
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

export interface RecordPage {
    records: RecordDocument[];
    withheld: number;
    cursor?: string;
}

export interface Disclosure {
    channel: string;
    entry: number;
    version: number;
    actor: string;
    recipient: string;
    purpose: string;
    at: string;
    until?: string;
    useReceipt: boolean;
}

export interface Use {
    channel: string;
    entry: number;
    agency: string;
    purpose: string;
    at: string;
}

export interface Disclosures {
    active: Disclosure[];
    uses: Use[];
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
