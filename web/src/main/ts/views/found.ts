import type { RecordDocument } from '../base/types';
import { dated } from '../base/values';

/** A figure's breakdown, as the API's field filter. */
export const DIMENSIONS = 'dimensions:';

/** What is shown whole stands by its date, newest first, what has none last; a page of more stays as the node walks it. */
export function byDate(records: readonly RecordDocument[]): RecordDocument[] {
    return [...records].sort((a, b) => dated(b).localeCompare(dated(a)));
}

/** The figures among records, each indicator once, with what its chart is asked for under the same filters. */
export function charts(records: readonly RecordDocument[], query: URLSearchParams): { indicator: string; query: string }[] {
    const indicators = new Set(records.filter((each) => each.kind === 'observation').map((each) => String(each.fields.indicator ?? '')));
    indicators.delete('');
    return [...indicators].sort().map((indicator) => {
        const asked = new URLSearchParams({ indicator });
        for (const name of ['area', 'from', 'to', 'purpose']) {
            const value = query.get(name);
            if (value) asked.set(name, value);
        }
        const part = query.getAll('field').find((each) => each.startsWith(DIMENSIONS));
        if (part) asked.set('part', part.slice(DIMENSIONS.length));
        return { indicator, query: String(asked) };
    });
}
