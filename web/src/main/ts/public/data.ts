import { ApiProblem, type Parameters, query, UNREACHABLE } from '../base/api';
import { language } from '../base/settings';
import type { Bilingual, ProblemDocument } from '../base/types';
import type { Revision } from '../views/revisions';
import type { IndicatorRow } from '../views/series';

/** What the node answers everybody. No cookie goes with the question, and the browser keeps answers as their tags allow. */
export async function ask<T>(path: string, parameters: Parameters, signal: AbortSignal): Promise<T> {
    let response: Response;
    try {
        response = await fetch(`/api/v1/public/${path}${query(parameters)}`, { credentials: 'omit', headers: { 'Accept-Language': language() }, signal });
    } catch (failed) {
        if (signal.aborted) throw failed;
        throw new ApiProblem(0, UNREACHABLE, '', '');
    }
    if (response.ok) return (await response.json()) as T;
    const refused = (await response.json().catch(() => null)) as ProblemDocument | null;
    throw new ApiProblem(response.status, refused?.code ?? `http.${response.status}`, refused?.reason ?? response.statusText, refused?.remedy ?? '', refused?.problems ?? []);
}

/** A sum, and what may stand beside it. */
export type Row = IndicatorRow & {
    /** The last day of the last month that is in a year's sum. */
    until?: string;
    /** Divided by `denominator`, per so many. */
    rate?: string;
    denominator?: string;
    /** What part of it was asked for, and how much that is in percent. */
    part?: string;
    share?: string;
};

export interface About {
    indicator: string;
    name: Bilingual;
    unit: string;
    agency: string;
    year: 'calendar' | 'us-fiscal';
    source: Bilingual;
    note: Bilingual;
    /** Whether it is told as one whole table alone. */
    wholeTable: boolean;
    apart: string[];
    neverWith: { indicator: string; reason: Bilingual }[];
}

interface Answer<Data> {
    data: Data;
    fingerprint: string;
    about: About;
    lastUpdate?: string;
    /** Whether the figures are invented, to show the page. */
    synthetic?: boolean;
}

export interface Method {
    name: string;
    version: string;
}

export type Figures = Answer<{ method: Method; rows: Row[]; denominator?: { per: number } }>;

/** Why a method says nothing of a series. */
export interface Refused {
    text: Bilingual;
    remedy: Bilingual;
}

export interface Expected {
    period: string;
    mean: string;
    lower: string;
    upper: string;
    seasonalNaive: string;
}

export type Forecast = Answer<{
    method: Method;
    until: string;
    refused?: Refused;
    forecast?: Expected[];
    origins?: number;
    error?: string;
    seasonalNaiveError?: string;
    parts?: { model: string; weight: string }[];
    logScore?: { score: string; seasonalNaive: string; coverage: string; origins: number; beatsOrEquals: boolean };
}>;

export interface Change {
    detected: string;
    since: string;
    before: string;
    value: string;
    expected: string;
    ratio: string;
    probability: string;
}

export type Changes = Answer<{ method: Method; watched: number; falseAlarms: string; watchedFrom?: string; until?: string; refused?: Refused; changes?: Change[] }>;

export type Revisions = Answer<{ method: Method; revisions: Revision[] }>;

export interface Beside {
    area: string;
    before: string;
    after: string;
    percent?: string;
}

export type Comparison = Answer<{
    method: Method;
    start: string;
    until: string;
    monthsBefore: number;
    monthsAfter: number;
    findings: { method: string; verdict: string; reading: Bilingual }[];
    mixture: Readonly<Record<string, string>>;
    areas: Beside[];
}>;

/** What is declared public: what this node holds, and what no party has published to it yet. */
export interface Declared {
    indicators: About[];
    awaited: About[];
}

export interface LagRow {
    /** Periods by which the first is earlier. */
    lag: number;
    correlation: string;
    lower: string;
    upper: string;
    seen: boolean;
}

export interface Relation {
    data: {
        method: Method;
        first: { indicator: string };
        second: { indicator: string };
        converted: ('first' | 'second')[];
        refused?: Refused;
        reading: Bilingual;
        order?: string;
        period?: string;
        from?: string;
        to?: string;
        periods?: number;
        detectable?: string;
        lags?: LagRow[];
    };
    fingerprint: string;
    about: About[];
    lastUpdate?: string;
    synthetic?: boolean;
}

export interface AreaRate {
    area: string;
    exposure: string;
    rate: string;
    lower: string;
    upper: string;
    ratio: string;
    ratioLower: string;
    ratioUpper: string;
    verdict: 'higher' | 'lower' | 'cannot-tell';
}

/** A whole table of one period; what is absent is held back. */
export interface WholeTable {
    period: string;
    calendar: string;
    from: string;
    to: string;
    parts: string[];
    rows: { area: string; counts: Readonly<Record<string, number>>; all?: number }[];
    sums: Readonly<Record<string, number>>;
    all?: number;
    rates?: AreaRate[];
}

export type Tables = Answer<{ method: Method; by: string; least: number; synthetic: boolean; exposure?: { indicator: string; per: number }; tables: WholeTable[] }> & { exposure?: About };

export interface Counted {
    name: string;
    count?: number;
    title?: Bilingual;
}

export interface PublicChannel {
    channel: string;
    role: 'outgoing' | 'incoming';
    size: number;
    published: number;
    cosigned: number;
    lastReceiptAt?: string;
    stopped: boolean;
    counted: number;
    countable: number;
    types: Counted[];
    kinds: Counted[];
    purposes: Counted[];
    clauses: Counted[];
    method: Method;
    /** Of what was counted. */
    fingerprint: string;
}

export interface PublicLedger {
    node: string;
    party: string;
    now: string;
    least: number;
    batch: number;
    agreement?: { id: string; version: number; title: Bilingual; hash: string };
    channels: PublicChannel[];
    journal: { size: number; witnessed: number; satisfied: boolean };
}
