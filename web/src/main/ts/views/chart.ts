import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { axisNumber, number } from '../base/format';
import { isIncomplete, named, type Slot } from './periods';
import { ceiling, floor, type IndicatorRow, type Series } from './series';

/** The drawing's own measures; it is scaled to the width that there is. */
const HEIGHT = 240;
const LEFT = 64;
const FOOT = 28;
const TOP = 12;
/** Half of a long name under the axis. */
const EDGE = 32;
/** A phone is drawn half as wide as a tablet and a desk wider, so that letters keep their size; and has room for fewer labels. */
const isNarrow = () => matchMedia('(max-width: 600px)').matches;
const isWide = () => matchMedia('(min-width: 1200px)').matches;
const width = () => (isNarrow() ? 360 : isWide() ? 1120 : 720);
/** Most labels under the figures that stay legible. */
const labelsMax = () => (isNarrow() ? 3 : isWide() ? 12 : 8);
/** Up to so many places each figure has its mark; beyond, every so many. */
const MARKS_MAX = 36;
/** Half the width of a mark. */
const MARK = 4;

const figure = (row: IndicatorRow | undefined): number | undefined => (row ? Number(row.value) : undefined);

/** Where things stand, for these places and this largest value. */
function frame(length: Series['length'], slots: readonly Slot[]): { x: (at: number) => number; y: (value: number) => number; step: number; lines: SVGTemplateResult[]; labels: SVGTemplateResult[] } {
    const values = slots.flatMap((each) => [figure(each.one), figure(each.two)]).filter((each) => each !== undefined);
    const top = ceiling(Math.max(...values));
    const step = (width() - LEFT) / slots.length;
    const foot = HEIGHT - FOOT;
    const x = (at: number) => LEFT + (at + 0.5) * step;
    const least = floor(Math.min(0, ...values));
    const y = (value: number) => foot - ((value - least) / (top - least)) * (foot - TOP);
    return {
        x,
        y,
        step,
        lines: [least, ...(least < 0 ? [0] : [top / 2]), top].map((value) => svg`<line class="chart-line" x1=${LEFT} x2=${width()} y1=${y(value)} y2=${y(value)} /><text class="chart-text" x=${LEFT - 8} y=${y(value) + 4} text-anchor="end">${axisNumber(value)}</text>`),
        labels: named(length, slots, labelsMax()).map((at) => {
            const { tick, one } = slots[at]!;
            // At the right edge a name ends where the drawing does.
            const isLast = x(at) > width() - EDGE;
            return svg`<text class="chart-text" x=${isLast ? width() : x(at)} y=${HEIGHT - 8} text-anchor=${isLast ? 'end' : 'middle'}>${tick}${one && isIncomplete(one) ? '*' : ''}</text>`;
        }),
    };
}

/** Bars from zero; a period without a figure has no bar that would say none happened. A year that lacks months is drawn open. */
export function bars(length: Series['length'], slots: readonly Slot[], label: string): TemplateResult {
    const { x, y, step, lines, labels } = frame(length, slots);
    return html`<svg class="chart" viewBox="0 0 ${width()} ${HEIGHT}" role="img" aria-label=${label}>
        ${lines}
        ${slots.map((each, at) => {
            const value = figure(each.one);
            if (value === undefined) return nothing;
            return svg`<rect class="chart-bar" ?data-open=${isIncomplete(each.one!)} x=${x(at) - step * 0.35} y=${y(Math.max(0, value))} width=${step * 0.7} height=${Math.abs(y(0) - y(value))}><title>${each.label}: ${number(each.one!.value)}</title></rect>`;
        })}
        ${labels}
    </svg>`;
}

/** The first of two series is a whole line with discs, the second a broken one with open squares: no colour is needed to tell them. */
function mark(which: 'one' | 'two', x: number, y: number, title: string): SVGTemplateResult {
    return which === 'one'
        ? svg`<circle class="chart-mark" data-series="one" cx=${x} cy=${y} r=${MARK}><title>${title}</title></circle>`
        : svg`<rect class="chart-mark" data-series="two" x=${x - MARK} y=${y - MARK} width=${2 * MARK} height=${2 * MARK}><title>${title}</title></rect>`;
}

function line(which: 'one' | 'two', slots: readonly Slot[], name: string, x: (at: number) => number, y: (value: number) => number): SVGTemplateResult {
    const every = Math.ceil(slots.length / MARKS_MAX);
    let path = '';
    let isDrawing = false;
    slots.forEach((each, at) => {
        const value = figure(each[which]);
        if (value !== undefined) path += `${isDrawing ? 'L' : 'M'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
        isDrawing = value !== undefined;
    });
    return svg`<path class="chart-path" data-series=${which} d=${path} />${slots.map((each, at) => {
        const value = figure(each[which]);
        // A figure alone between gaps has no line: its mark is all there is of it.
        const isAlone = slots[at - 1]?.[which] === undefined && slots[at + 1]?.[which] === undefined;
        return value === undefined || (at % every !== 0 && !isAlone) ? nothing : mark(which, x(at), y(value), `${name}, ${each.label}: ${number(each[which]!.value)}`);
    })}`;
}

/** Two series on one axis from zero; where a figure is absent the line is broken off. */
export function lines(length: Series['length'], slots: readonly Slot[], names: readonly [string, string], label: string): TemplateResult {
    const { x, y, lines: grid, labels } = frame(length, slots);
    return html`<ul class="plain legend">${(['one', 'two'] as const).map(
            (which, at) => html`<li><svg class="legend-line" viewBox="0 0 40 12" aria-hidden="true"><path class="chart-path" data-series=${which} d="M0 6H40" />${mark(which, 20, 6, '')}</svg>${names[at]}</li>`,
        )}</ul>
        <svg class="chart" viewBox="0 0 ${width()} ${HEIGHT}" role="img" aria-label=${label}>
            ${grid} ${line('one', slots, names[0], x, y)} ${line('two', slots, names[1], x, y)} ${labels}
        </svg>`;
}
