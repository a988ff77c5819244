import { number } from '../base/format';
import { t } from '../base/messages';
import { language } from '../base/settings';
import { areaLabel, dimensionValue } from '../base/vocabulary';
import { isIncomplete as lacksMonths, periodName } from '../views/periods';
import type { Chart, State } from './charts';
import type { Change, Row } from './data';

/** What a chart shows, in a sentence: the finding that stands as its title. */

/** Whether a period lacks months, or was not over when its source was published. */
export function isIncomplete(chart: Chart, row: Row): boolean {
    return lacksMonths(row) || (chart.unsettled !== undefined && row.period > chart.unsettled) || (chart.settled !== undefined && Number(row.period.slice(0, 4)) > chart.settled);
}

/** What the asterisk of such a period says. */
export function incomplete(chart: Chart): string {
    return chart.settled === undefined && chart.unsettled === undefined ? t('web.indicators.incomplete') : t('web.public.unsettled');
}

/** Which figure of a row is drawn. */
export function figureOf(chart: Chart, state: State, row: Row): string | undefined {
    if (chart.share !== undefined) return row.share;
    return state.rate ? row.rate : row.value;
}

/** What is counted, for which area: "Intentional homicide, Sinaloa". */
export function subject(chart: Chart, state: State, name: string): string {
    const words = chart.choices.map(({ dimension }) => [dimension, state.chosen[dimension] ?? ''] as const).filter(([, value]) => value !== '').map(([dimension, value]) => dimensionValue(dimension, value));
    const what = words.length > 0 ? words.join(', ') : name;
    const written = what.charAt(0).toLocaleUpperCase(language()) + what.slice(1);
    return state.area === '' ? written : `${written}, ${areaLabel(state.area)}`;
}

const percentOf = (now: number, before: number): number => 100 * (now / before - 1);

/** A change in percent with its sign, as the language writes it. */
export function signed(percentage: number): string {
    const written = (percentage / 100).toLocaleString(language() === 'es' ? 'es-MX' : 'en-US', { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' });
    return language() === 'es' ? written.replace('%', '\u00a0%') : written;
}

/** A percentage as it is said: whole from ten on, a decimal below. */
export function percent(value: number): string {
    const size = Math.abs(value);
    return number(size >= 10 ? Math.round(size) : Math.round(size * 10) / 10);
}

/** Figures as a title has them: no more digits than anyone keeps in mind. */
export function rounded(value: string): string {
    const size = Math.abs(Number(value));
    if (size >= 1e6) return Number(value).toLocaleString(language() === 'es' ? 'es-MX' : 'en-US', { notation: 'compact', compactDisplay: 'long', maximumFractionDigits: 1 });
    return number(size >= 100 ? Math.round(Number(value)) : Math.round(Number(value) * 10) / 10);
}

/** The same before the word for what is counted: Spanish counts millions *of* things. */
function beforeUnit(value: string): string {
    return language() === 'es' && Math.abs(Number(value)) >= 1e6 ? `${rounded(value)} de` : rounded(value);
}

/** The newest period that is whole, and the one a year before it. */
export function newest(chart: Chart, rows: readonly Row[]): { last: Row; before: Row | undefined } | undefined {
    const whole = rows.filter((each) => !isIncomplete(chart, each));
    const last = whole[whole.length - 1];
    if (!last) return undefined;
    const [year, month] = [Number(last.period.slice(0, 4)), last.period.slice(4)];
    return { last, before: whole.find((each) => each.period === `${year - 1}${month}`) };
}

/** The finding as a title. Of a newest figure that is doubted nothing is found: a slip makes no headline. */
export function title(chart: Chart, state: State, rows: readonly Row[], name: string, unit: string, doubted: readonly { period: string }[], change?: Change): string {
    const what = subject(chart, state, name);
    if (change) {
        const texts = { what, before: number(change.before), unit, value: number(change.value), month: periodName({ period: change.detected, calendar: 'calendar' }), since: periodName({ period: change.since, calendar: 'calendar' }) };
        return Number(change.ratio) > 1 ? t('web.public.title.rose', texts) : t('web.public.title.fell', texts);
    }
    const found = newest(chart, rows);
    if (!found || doubted.some((each) => each.period === found.last.period || each.period === found.before?.period)) return what;
    const now = figureOf(chart, state, found.last);
    const then = found.before ? figureOf(chart, state, found.before) : undefined;
    if (now === undefined) return what;
    const period = periodName(found.last);
    const value = chart.share === undefined ? beforeUnit(now) : rounded(now);
    if (chart.share !== undefined) {
        return then === undefined ? t('web.public.title.share', { what, period, value }) : t('web.public.title.share.before', { what, period, value, then: rounded(then), before: periodName(found.before!) });
    }
    // Of a percentage or a price a change in percent would be taken for one in points.
    if (chart.level && then !== undefined) return t('web.public.title.level', { what, period, value, unit, then: rounded(then), before: periodName(found.before!) });
    if (then === undefined || Number(then) === 0) return t('web.public.title.value', { what, period, value, unit });
    const moved = percentOf(Number(now), Number(then));
    if (state.length === 'rolling') {
        const rolled = { what, period, value, unit, percent: percent(moved) };
        return moved >= 0 ? t('web.public.title.rolling.more', rolled) : t('web.public.title.rolling.less', rolled);
    }
    const texts = { what, period, value, unit, percent: percent(moved), before: periodName(found.before!) };
    if (Math.abs(moved) < 0.05) return t('web.public.title.same', texts);
    return moved > 0 ? t('web.public.title.more', texts) : t('web.public.title.less', texts);
}

/** The chart read aloud: from when to when, the highest, the lowest, the last. */
export function sentence(chart: Chart, state: State, rows: readonly Row[], unit: string): string {
    const drawn = rows.map((row) => ({ row, value: Number(figureOf(chart, state, row) ?? Number.NaN) })).filter((each) => !Number.isNaN(each.value) && !isIncomplete(chart, each.row));
    if (drawn.length === 0) return '';
    const most = drawn.reduce((a, b) => (b.value > a.value ? b : a));
    const least = drawn.reduce((a, b) => (b.value < a.value ? b : a));
    const last = drawn[drawn.length - 1]!;
    return t('web.public.sentence', {
        count: number(drawn.length),
        from: periodName(drawn[0]!.row),
        to: periodName(last.row),
        unit,
        most: number(most.value),
        mostAt: periodName(most.row),
        least: number(least.value),
        leastAt: periodName(least.row),
        last: number(last.value),
    });
}

/** How a figure was computed, with the numbers it is made of. */
export function how(chart: Chart, state: State, row: Row, per: number): string {
    const summed =
        row.months === undefined
            ? t(row.observations === 1 ? 'web.public.how.one' : 'web.public.how.sum', { count: number(row.observations) })
            : t('web.public.how.year', { months: row.months, count: number(row.observations) });
    if (chart.share !== undefined) return t('web.public.how.share', { part: number(row.part ?? 0), value: number(row.value) });
    if (state.rate && row.rate !== undefined) return t('web.public.how.rate', { value: number(row.value), denominator: number(row.denominator ?? 0), per: number(per) });
    return summed;
}
