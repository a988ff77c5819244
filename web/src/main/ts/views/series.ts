/** A sum of observations over one period, as `GET /api/v1/indicators` gives it. */
export interface IndicatorRow {
    period: string;
    calendar: string;
    from: string;
    to: string;
    value: string;
    unit: string;
    observations: number;
    area?: string;
    dimensions?: Readonly<Record<string, string>>;
    /** Of how many months a year is the sum; absent where the period was published as it is. */
    months?: number;
}

/**
 * Breakdowns whose parts must not be added: an event with two drugs stands under both, buses are not persons, and both sexes
 * together are published beside each; money obligated was appropriated before. They are always told apart.
 */
export const APART = ['drug', 'mode', 'sex', 'stage'] as const;

/** Which part of the figure a row is: `drug=fentanyl`; empty where it is not broken down by what must not be added. */
export function partOf(row: IndicatorRow): string {
    return Object.entries(row.dimensions ?? {})
        .map(([name, value]) => `${name}=${value}`)
        .sort()
        .join(' ');
}

/** The parts there are, a published whole first, then in order. */
export function partsOf(rows: readonly IndicatorRow[], wholes: readonly string[]): string[] {
    const parts = [...new Set(rows.map(partOf))].sort();
    return [...parts.filter((each) => wholes.includes(each)), ...parts.filter((each) => !wholes.includes(each))];
}

/** Rows that may stand on one axis: the same calendar, unit and length of period, in order of time. */
export interface Series {
    calendar: string;
    unit: string;
    length: 'year' | 'month' | 'day' | 'other';
    rows: IndicatorRow[];
}

function lengthOf(period: string): Series['length'] {
    if (/^\d{4}$/.test(period)) return 'year';
    if (/^\d{4}-\d{2}$/.test(period)) return 'month';
    return /^\d{4}-\d{2}-\d{2}$/.test(period) ? 'day' : 'other';
}

/** Apart what must never be mixed: fiscal and calendar years, months and years, and units. */
export function seriesOf(rows: readonly IndicatorRow[]): Series[] {
    const found = new Map<string, Series>();
    for (const row of rows) {
        const length = lengthOf(row.period);
        const key = `${row.calendar} ${length} ${row.unit}`;
        const series = found.get(key) ?? { calendar: row.calendar, unit: row.unit, length, rows: [] };
        series.rows.push(row);
        found.set(key, series);
    }
    for (const each of found.values()) each.rows.sort((a, b) => a.from.localeCompare(b.from));
    return [...found.values()];
}

/** A round number at or above the largest value, whose half is round as well. */
export function ceiling(largest: number): number {
    if (!(largest > 0)) return 1;
    const power = 10 ** Math.floor(Math.log10(largest));
    return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((each) => each * power).find((each) => each >= largest) ?? 10 * power;
}

/** Where an axis begins: at zero, or at a round number below the least value where that is negative. */
export function floor(least: number): number {
    return least < 0 ? -ceiling(-least) : 0;
}

/** RFC 4180; a text that a spreadsheet would take for a formula is given as text. */
export function csv(lines: readonly (readonly string[])[]): string {
    const cell = (text: string) => {
        const safe = /^[=+@\t\r]/.test(text) || (text.startsWith('-') && Number.isNaN(Number(text))) ? `'${text}` : text;
        return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    };
    return lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

/** What stands in a table of figures beside the figures themselves. */
export interface About {
    indicator: string;
    area: string;
    part: string;
    source: string;
    updated: string;
}

/** Columns of a table of figures, each with its hashtag of the Humanitarian Exchange Language 1.1, which programs read by. */
const COLUMNS: readonly (readonly [name: string, tag: string, cell: (row: IndicatorRow, about: About) => string])[] = [
    ['indicator', '#indicator+code', (_, about) => about.indicator],
    ['area', '#loc+area+code', (row, about) => row.area ?? about.area],
    ['part', '#indicator+part', (_, about) => about.part],
    ['period', '#date+period', (row) => row.period],
    ['calendar', '#date+calendar', (row) => row.calendar],
    ['from', '#date+start', (row) => row.from],
    ['to', '#date+end', (row) => row.to],
    ['value', '#indicator+value+num', (row) => row.value],
    ['unit', '#indicator+unit', (row) => row.unit],
    ['observations', '#meta+observations+num', (row) => String(row.observations)],
    ['months', '#meta+months+num', (row) => String(row.months ?? '')],
    ['source', '#meta+source', (_, about) => about.source],
    ['updated', '#date+updated', (_, about) => about.updated],
];

/** A table of figures: names, hashtags, then a row a figure, each with its source, so that no row needs another to be understood. */
export function figureLines(rows: readonly IndicatorRow[], about: About): string[][] {
    return [COLUMNS.map(([name]) => name), COLUMNS.map(([, tag]) => tag), ...rows.map((row) => COLUMNS.map(([, , cell]) => cell(row, about)))];
}

/** Hands a table to the reader as a file. */
export function download(name: string, lines: readonly (readonly string[])[]): void {
    const address = URL.createObjectURL(new Blob([csv(lines)], { type: 'text/csv' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = `${name.replace(/[^A-Za-z0-9.-]+/g, '-')}.csv`;
    link.click();
    URL.revokeObjectURL(address);
}
