import { number } from '../base/format';
import { t } from '../base/messages';
import { periodName, type Slot } from './periods';
import type { IndicatorRow } from './series';

/** So many figures on each side are a figure's neighbours. */
const NEIGHBOURS = 5;
/** A side with fewer says nothing. */
const NEIGHBOURS_LEAST = 3;
/** So many times its neighbours, or so small a part of them, a figure is told: pounds for kilograms are 2.2 times, thousands for ones 1,000. */
const TIMES = 20;
/** Below this, counts jump by themselves. */
const TYPICAL_LEAST = 5;
/** Most periods named in a sentence. */
const NAMED_MAX = 6;

export interface Unlike {
    row: IndicatorRow;
    /** How many times the median of its neighbours it is. */
    times: number;
}

/** What a reader of one series should know before trusting it. Nothing of it is mended, and no figure is left out. */
export interface Doubts {
    /** Periods between the first and the last that have no figure, in words. */
    missing: string[];
    /** Figures of periods that were not over when they were recorded. */
    early: IndicatorRow[];
    negative: IndicatorRow[];
    /** Figures far from those on either side of them: another unit, or a slip. */
    unlike: Unlike[];
}

function median(values: readonly number[]): number {
    const sorted = values.toSorted((a, b) => a - b);
    return sorted.length % 2 === 1 ? sorted[(sorted.length - 1) / 2]! : (sorted[sorted.length / 2 - 1]! + sorted[sorted.length / 2]!) / 2;
}

const isFar = (times: number) => times >= TIMES || times <= 1 / TIMES;

/** A figure is unlike its neighbours where it is on every side that has enough of them: a series that breaks is like one side. */
function unlike(rows: readonly IndicatorRow[]): Unlike[] {
    const values = rows.map((each) => Number(each.value));
    return rows.flatMap((row, at) => {
        const sides = [values.slice(Math.max(0, at - NEIGHBOURS), at), values.slice(at + 1, at + 1 + NEIGHBOURS)].filter((each) => each.length >= NEIGHBOURS_LEAST).map(median);
        const times = sides.map((each) => values[at]! / each);
        const isJudged = sides.length > 0 && sides.every((each) => each >= TYPICAL_LEAST) && values[at] !== 0;
        return isJudged && times.every(isFar) && times.every((each) => each > 1 === times[0]! > 1) ? [{ row, times: times[0]! }] : [];
    });
}

/**
 * What there is to doubt in a series.
 *
 * @param slots every place of its axis, also those without a figure
 * @param recorded when the newest of its figures was recorded; empty where that is not known
 */
export function doubtsOf(slots: readonly Slot[], recorded: string): Doubts {
    const rows = slots.flatMap((each) => (each.one ? [each.one] : []));
    const whole = rows.filter((each) => each.months === undefined || each.months === 12);
    return {
        missing: slots.filter((each) => !each.one).map((each) => each.label),
        // A year that lacks months says so itself.
        early: recorded === '' ? [] : whole.filter((each) => each.to > recorded.slice(0, 10)),
        negative: rows.filter((each) => Number(each.value) < 0),
        unlike: unlike(whole),
    };
}

/** The same in sentences. */
export function doubtsIn(doubts: Doubts, unit: string): string[] {
    const named = (periods: readonly string[]) => `${periods.slice(0, NAMED_MAX).join(', ')}${periods.length > NAMED_MAX ? '…' : ''}`;
    const rows = (each: readonly IndicatorRow[]) => named(each.map(periodName));
    return [
        ...(doubts.missing.length > 0 ? [t('web.doubt.missing', { count: number(doubts.missing.length), periods: named(doubts.missing) })] : []),
        ...(doubts.early.length > 0 ? [t('web.doubt.early', { periods: rows(doubts.early) })] : []),
        ...(doubts.negative.length > 0 ? [t('web.doubt.negative', { periods: rows(doubts.negative) })] : []),
        ...doubts.unlike.slice(0, NAMED_MAX).map(({ row, times }) =>
            times > 1
                ? t('web.doubt.large', { period: periodName(row), value: number(row.value), unit, times: number(Math.round(times)) })
                : t('web.doubt.small', { period: periodName(row), value: number(row.value), unit, times: number(Math.round(1 / times)) }),
        ),
    ];
}
