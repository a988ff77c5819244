import { language } from './settings';

/** Numbers, dates and durations as the reader's language writes them. Times are the reader's own; their zone is said. */
const locale = () => (language() === 'es' ? 'es-MX' : 'en-US');

const DECIMALS_SHOWN = 6;

export function number(value: number | string): string {
    const text = String(value);
    const decimals = /\.(\d+)$/.exec(text)?.[1]?.length ?? 0;
    if (decimals > DECIMALS_SHOWN) {
        // What was converted exactly has more digits than anyone reads: four that count, whole numbers whole.
        const digits = Math.max(4, Math.trunc(Math.abs(Number(text))).toString().length);
        return Number(text).toLocaleString(locale(), { maximumSignificantDigits: digits });
    }
    return Number(text).toLocaleString(locale(), { minimumFractionDigits: Math.min(decimals, 6), maximumFractionDigits: 6 });
}

/** From here on an axis says thousands and millions in short: a chart has no room for nine digits, and its table has. */
const SHORT_FROM = 100_000;

/** A number beside a line of a chart. */
export function axisNumber(value: number): string {
    return Math.abs(value) < SHORT_FROM ? number(value) : value.toLocaleString(locale(), { notation: 'compact', maximumFractionDigits: 1 });
}

/** `2024`, `2024-09`, `2024-09-03` or an instant's day; never moved to another day by a time zone. */
export function date(value: string): string {
    const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(value);
    if (!match) return value;
    const [, year, month, day] = match;
    if (!month) return year!;
    const moment = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? '1')));
    return new Intl.DateTimeFormat(language() === 'es' ? 'es-MX' : 'en-GB', {
        timeZone: 'UTC',
        year: 'numeric',
        month: day ? 'short' : 'long',
        ...(day ? { day: 'numeric' } : {}),
    }).format(moment);
}

/** A month under a chart: "Sept 2024"; without its year where another stands beside it. */
export function shortMonth(value: string, withYear = true): string {
    const [year, month] = value.split('-').map(Number);
    return new Intl.DateTimeFormat(locale() === 'es-MX' ? 'es-MX' : 'en-GB', {
        timeZone: 'UTC',
        month: 'short',
        ...(withYear ? { year: 'numeric' } : {}),
    }).format(new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, 1)));
}

/** An instant to the minute, in the reader's zone, which is named. */
export function instant(value: string): string {
    const moment = new Date(value);
    if (Number.isNaN(moment.getTime())) return value;
    return new Intl.DateTimeFormat(language() === 'es' ? 'es-MX' : 'en-GB', {
        year: 'numeric',
        month: 'short',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZoneName: 'short',
    }).format(moment);
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
    ['second', 1],
];

/** How long ago, or in how long: "3 minutes ago", "hace 3 minutos". */
export function ago(value: string, now: number = Date.now()): string {
    const seconds = Math.round((new Date(value).getTime() - now) / 1000);
    if (Number.isNaN(seconds)) return value;
    const [unit, size] = STEPS.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1];
    return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(Math.trunc(seconds / size), unit);
}

/** Whole days from today to a date; negative where it has passed. */
export function daysUntil(value: string, now: number = Date.now()): number {
    const [year, month, day] = value.slice(0, 10).split('-').map(Number);
    const today = new Date(now);
    const from = Date.UTC(today.getFullYear(), today.getMonth(), today.getDate());
    return Math.round((Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1) - from) / 86_400_000);
}

/** Things named one after another: "area, drug, and level", "área, droga y nivel". */
export function listed(names: readonly string[]): string {
    return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(names);
}

/** The beginning and end of a digest, enough to compare by eye; the whole belongs in the title. */
export function shortHash(hash: string): string {
    return hash.length <= 16 ? hash : `${hash.slice(0, 8)}…${hash.slice(-4)}`;
}
