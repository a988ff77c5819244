import { api } from '../base/api';
import { t, word } from '../base/messages';
import { areaLabel, codeLabel, dimensionLabel, dimensionValue } from '../base/vocabulary';
import type { Calendar } from './periods';
import { APART, type IndicatorRow, type Series } from './series';

/** An indicator as the node describes it. */
export interface Described {
    indicator: string;
    name?: string;
    unit?: string;
    agency?: string;
    /** The year that its publisher counts by. */
    year?: Calendar;
    source?: string;
    note?: string;
    neverWith?: { indicator: string; rule: string; reason: string }[];
    wholes?: { of: string; reason: string }[];
}

/** Its figures, and when the newest of them was recorded. */
export type Figures = Described & { rows: IndicatorRow[]; lastUpdate?: string };

/** Which figures are asked for; what is not said is not narrowed. */
export interface Question {
    area?: string | undefined;
    from?: string | undefined;
    to?: string | undefined;
    purpose?: string | undefined;
    /** As they stood then, a day or an instant. */
    asOf?: string | undefined;
}

/** The published total over areas, where there is one: it alone is shown for the whole, and never added to its parts. */
function totalArea(described: Described | undefined): string | undefined {
    return (described?.wholes ?? []).find((each) => each.of.startsWith('area='))?.of.slice('area='.length);
}

/** The figures of one indicator for an area or for all, by period and by what must not be added. */
export async function figures(described: Described, asked: Question, signal: AbortSignal): Promise<Figures> {
    const total = totalArea(described);
    const isWhole = total !== undefined && (!asked.area || asked.area === total);
    const by = isWhole ? [...APART, 'area'] : [...APART];
    const answer = await api.get<Figures>('/api/v1/indicators', { indicator: described.indicator, ...asked, by }, signal);
    return isWhole ? { ...answer, rows: answer.rows.filter((each) => each.area === total) } : answer;
}

/** The figures of one part by area, without the published total over areas. */
export async function figuresByArea(described: Described, part: string, asked: Question, signal: AbortSignal): Promise<IndicatorRow[]> {
    const dimension = part === '' ? [] : part.split(' ');
    const answer = await api.get<Figures>('/api/v1/indicators', { indicator: described.indicator, ...asked, dimension, by: ['area', ...APART] }, signal);
    const total = totalArea(described);
    return answer.rows.filter((each) => each.area !== total);
}

/** `drug=fentanyl` in words. */
export function partLabel(part: string): string {
    if (part === '') return t('web.indicators.unparted');
    return part
        .split(' ')
        .map((each) => {
            const [name = '', value = ''] = each.split('=');
            return `${dimensionLabel(name)}: ${dimensionValue(name, value)}`;
        })
        .join(', ');
}

/** What a chart shows: "By month, in kg", or by which year, so that none is taken for another. */
export function seriesTitle(series: Pick<Series, 'length' | 'unit'>, calendar: string): string {
    const what = series.length === 'year' ? codeLabel('calendar', calendar) : word('web.indicators.length', series.length);
    return t('web.indicators.title', { what, unit: codeLabel('unit', series.unit) });
}

/** An area in words; all of them where none is named. */
export function areaName(code: string | null | undefined): string {
    return code ? areaLabel(code) : t('web.indicators.everywhere');
}
