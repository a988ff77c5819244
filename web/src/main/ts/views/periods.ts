import { date, shortMonth } from '../base/format';
import { t } from '../base/messages';
import type { IndicatorRow, Series } from './series';

/** The two years there are. A fiscal year begins on 1 October of the year before the one it is called by. */
export type Calendar = 'calendar' | 'us-fiscal';

export interface Year {
    calendar: Calendar;
    year: number;
}

/** How many months a fiscal year is ahead of the calendar year of the same number. */
const LEAD = 3;
const MONTHS = 12;
/** More places than this on one axis are no chart; then only what has a figure is drawn. */
const PLACES_MAX = 1200;

/** `2024` or `FY2024`, as the address has it. */
export function parseYear(text: string | null): Year | undefined {
    const match = /^(FY)?((?:19|20|21)\d\d)$/.exec(text ?? '');
    return match ? { calendar: match[1] ? 'us-fiscal' : 'calendar', year: Number(match[2]) } : undefined;
}

export function yearName({ calendar, year }: Year): string {
    return `${calendar === 'us-fiscal' ? 'FY' : ''}${year}`;
}

const monthName = (count: number): string => `${Math.floor(count / MONTHS)}-${String((count % MONTHS) + 1).padStart(2, '0')}`;
const monthCount = (month: string): number => Number(month.slice(0, 4)) * MONTHS + Number(month.slice(5, 7)) - 1;
const firstMonth = ({ calendar, year }: Year): number => year * MONTHS - (calendar === 'us-fiscal' ? LEAD : 0);

/** The year's first and last month. */
export function monthsOf(year: Year): { from: string; to: string } {
    return { from: monthName(firstMonth(year)), to: monthName(firstMonth(year) + MONTHS - 1) };
}

/** The year in which a month lies: 2023-10 lies in the fiscal year 2024. */
export function yearOf(month: string, calendar: Calendar): Year {
    return { calendar, year: Math.floor((monthCount(month) + (calendar === 'us-fiscal' ? LEAD : 0)) / MONTHS) };
}

/** The exact sum of decimal numbers: what was converted exactly is not rounded on the way. */
export function sum(values: readonly string[]): string {
    const parsed = values.map((each) => /^(-?)(\d+)(?:\.(\d+))?$/.exec(each));
    if (parsed.some((each) => !each)) return String(values.reduce((all, each) => all + Number(each), 0));
    const places = Math.max(0, ...parsed.map((each) => each?.[3]?.length ?? 0));
    const total = parsed.reduce((all, each) => all + BigInt(`${each?.[1]}${each?.[2]}${(each?.[3] ?? '').padEnd(places, '0')}`), 0n);
    const digits = String(total < 0n ? -total : total).padStart(places + 1, '0');
    const whole = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, '');
    return `${total < 0n ? '-' : ''}${whole}`;
}

/** A month by itself: twelve months or a half-year that end with it are no month, and are never added up. */
export const isMonth = (row: IndicatorRow): boolean => /^\d{4}-\d{2}$/.test(row.period) && row.calendar !== 'rolling-12-months' && row.calendar !== 'half-year';

/**
 * Months added up to years of one calendar, told apart by area, part and unit. A year says of how many months it is the sum. Where a
 * year was published as such, it stands and is not added up once more; years of the other calendar are left out.
 */
export function inYears(rows: readonly IndicatorRow[], calendar: Calendar): IndicatorRow[] {
    const keyOf = (row: IndicatorRow, period: string) => JSON.stringify([row.area, row.dimensions, row.unit, period]);
    const published = rows.filter((each) => /^\d{4}$/.test(each.period) && each.calendar === calendar);
    const stands = new Set(published.map((each) => keyOf(each, each.period)));
    const groups = new Map<string, IndicatorRow[]>();
    for (const row of rows.filter(isMonth)) {
        const key = keyOf(row, String(yearOf(row.period, calendar).year));
        if (!stands.has(key)) groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    const added = [...groups.values()].map((group): IndicatorRow => {
        const year = yearOf(group[0]!.period, calendar);
        const { from, to } = monthsOf(year);
        const last = new Date(Date.UTC(Number(to.slice(0, 4)), Number(to.slice(5)), 0)).getUTCDate();
        return {
            ...group[0]!,
            period: String(year.year),
            calendar,
            from: `${from}-01`,
            to: `${to}-${last}`,
            value: sum(group.map((each) => each.value)),
            observations: group.reduce((all, each) => all + each.observations, 0),
            months: new Set(group.map((each) => each.period)).size,
        };
    });
    return [...published, ...added];
}

/** Whether a year has no figure for some of its months. */
export function isIncomplete(row: IndicatorRow): boolean {
    return row.months !== undefined && row.months < MONTHS;
}

/** The years that rows speak of, newest first: months of both calendars' years, a published year only of its own. */
export function yearsIn(rows: readonly IndicatorRow[], calendar: Calendar): Year[] {
    const years = new Set(inYears(rows, calendar).map((each) => Number(each.period)));
    return [...years].sort((a, b) => b - a).map((year) => ({ calendar, year }));
}

/** Two years of different calendars share some months and not others: they are never set beside each other. */
export function areMixed(one: Year, two: Year): boolean {
    return one.calendar !== two.calendar;
}

/** One place of a time axis, with the figure of one or of two series; what is absent is absent. */
export interface Slot {
    /** Its period in words. */
    label: string;
    /** The same in short, for the axis. */
    tick: string;
    /** Of a month or a year among others of its length without a gap, its count. */
    count?: number;
    one?: IndicatorRow | undefined;
    two?: IndicatorRow | undefined;
}

/** Every period from the first to the last, also those without a figure. */
export function axis(length: Series['length'], periods: readonly string[]): string[] {
    const sorted = [...new Set(periods)].sort();
    const [first, last] = [sorted[0], sorted[sorted.length - 1]];
    if (first === undefined || last === undefined || (length !== 'year' && length !== 'month')) return sorted;
    const [from, to] = length === 'year' ? [Number(first), Number(last)] : [monthCount(first), monthCount(last)];
    if (to - from >= PLACES_MAX) return sorted;
    return Array.from({ length: to - from + 1 }, (_, at) => (length === 'year' ? String(from + at) : monthName(from + at)));
}

/** A period as it is called, months and days in words: a fiscal year never without its letters. */
export function periodName({ period, calendar }: Pick<IndicatorRow, 'period' | 'calendar'>): string {
    if (calendar === 'half-year') return halfYear(period);
    return calendar === 'us-fiscal' && /^\d{4}$/.test(period) ? `FY${period}` : date(period);
}

/** A half-year is called by its last month in the data, and by which of the two it is here. */
function halfYear(period: string): string {
    return t(period.endsWith('06') ? 'web.period.half.first' : 'web.period.half.second', { year: period.slice(0, 4) });
}

/** The same in as few letters as an axis has room for. */
function shortName(each: Pick<IndicatorRow, 'period' | 'calendar'>): string {
    if (each.calendar === 'half-year') return `${each.period.slice(0, 4)}/${each.period.endsWith('06') ? 1 : 2}`;
    return /^\d{4}-\d{2}$/.test(each.period) ? shortMonth(each.period) : periodName(each);
}

/** Distances between two names under an axis, so that they are months or years that a person would have chosen. */
const STEPS: Readonly<Record<string, readonly number[]>> = { month: [1, 2, 3, 6, 12, 24, 60, 120], year: [1, 2, 5, 10, 20, 50] };

/** Which places of an axis are named, where there is room for so many names: Januaries before other months, 1980 before 1979. */
export function named(length: Series['length'], slots: readonly Slot[], most: number): number[] {
    const least = Math.ceil(slots.length / most);
    const first = slots[0]?.count;
    if (first === undefined) return [...slots.keys()].filter((at) => at % least === 0);
    const step = STEPS[length]?.find((each) => each >= least) ?? least;
    const found = [...slots.keys()].filter((at) => (first + at) % step === 0);
    return found.length > 0 ? found : [0];
}

/** One or two series on one axis of time; both of one calendar. */
export function slotsOf(length: Series['length'], one: readonly IndicatorRow[], two: readonly IndicatorRow[] = []): Slot[] {
    const [ones, twos] = [one, two].map((rows) => new Map(rows.map((each) => [each.period, each])));
    const calendar = one[0]?.calendar ?? two[0]?.calendar ?? 'calendar';
    const periods = axis(length, [...one, ...two].map((each) => each.period));
    const count = (period: string) => (length === 'month' ? monthCount(period) : length === 'year' ? Number(period) : Number.NaN);
    const isWhole = periods.every((each, at) => count(each) === count(periods[0]!) + at);
    return periods.map((period) => ({
        label: periodName({ period, calendar }),
        tick: shortName({ period, calendar }),
        ...(isWhole ? { count: count(period) } : {}),
        one: ones!.get(period),
        two: twos!.get(period),
    }));
}

/** Two years of one calendar, month beside month; one place where only years were published. */
export function slotsOfYears(length: Series['length'], one: readonly IndicatorRow[], two: readonly IndicatorRow[], years: readonly [Year, Year]): Slot[] {
    if (length !== 'month') return [{ label: '', tick: '', one: one[0], two: two[0] }];
    const [ones, twos] = [one, two].map((rows) => new Map(rows.map((each) => [each.period, each])));
    return Array.from({ length: MONTHS }, (_, at) => {
        const [left, right] = years.map((each) => monthName(firstMonth(each) + at));
        const tick = shortMonth(left!, false);
        return { label: tick, tick, one: ones!.get(left!), two: twos!.get(right!) };
    });
}
