import type { Said } from './programme-types';
import type { RecordDocument } from './types';

/** What `/api/v1/requests` and `/api/v1/requests/figures` answer, as `openapi.yaml` says it. */

export type RequestState = 'overdue' | 'waiting' | 'answered';

export interface ListedRequest {
    record: RecordDocument;
    answer?: RecordDocument;
    direction: 'put' | 'received';
    state: RequestState;
    late: boolean;
    /** Below 0 where the clock has run out. */
    daysLeft?: number;
}

export interface RequestList {
    on: string;
    requests: ListedRequest[];
    withheld: number;
    more: number;
}

/** A figure, or why there is none. */
export interface Refusable {
    refused?: Said;
}

export interface ShareOf extends Refusable {
    part?: number;
    whole?: number;
    percent?: number;
    lower?: number;
    upper?: number;
}

export interface MedianOf extends Refusable {
    reached?: boolean;
    days?: number;
    lower?: number;
    upper?: number;
}

export interface Open {
    count: number;
    overdue: number;
    oldestDays?: number;
    middleDays?: number;
}

export interface RequestGroup {
    category?: string;
    count: number;
    outcomes: Record<string, number>;
    open: Open;
    inTime: ShareOf;
    median: MedianOf;
}

export interface Direction {
    from: string;
    to: string;
    fingerprint: string;
    all: RequestGroup;
    categories: RequestGroup[];
}

export interface ResponseFigures {
    on: string;
    synthetic: boolean;
    leftOut: number;
    directions: Direction[];
    tips: { count: number; leftOut: number; open: Open; median: MedianOf; days: number; months: { month: string; count: number; ended: ShareOf }[] };
}
