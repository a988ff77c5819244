import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { PuenteElement } from '../base/element';
import { axisNumber, number } from '../base/format';
import { t } from '../base/messages';
import { named, type Slot } from '../views/periods';
import { ceiling, floor, type Series } from '../views/series';
import { cursor } from './cursor';

/** One place of the drawing: a figure, or what is expected. */
export interface Point {
    slot: Slot;
    value?: number | undefined;
    /** A period that lacks some of its months. */
    open?: boolean;
    /** How the figure was computed. */
    how: string;
    expected?: { mean: number; lower: number; upper: number; naive: number };
    /** What happened here: a change that was detected. */
    mark?: string;
}

const HEIGHT = 260;
const LEFT = 56;
const FOOT = 28;
const TOP = 16;
const EDGE = 36;
const isNarrow = () => matchMedia('(max-width: 600px)').matches;
const isWide = () => matchMedia('(min-width: 1100px)').matches;

/**
 * Bars for years, a line for months, from zero. The arrow keys, a finger or the pointer move along it, and what is said under it is each
 * number with how it was computed.
 */
export class Plot extends PuenteElement {
    static override properties = { points: { attribute: false }, length: {}, label: {}, unit: {}, at: { state: true } };
    declare points: Point[];
    declare length: Series['length'];
    /** The chart as a sentence. */
    declare label: string;
    declare unit: string;
    declare at: number;

    private readonly resized = (): void => this.requestUpdate();

    constructor() {
        super();
        this.points = [];
        this.length = 'month';
        this.label = '';
        this.unit = '';
        this.at = -1;
    }

    override connectedCallback(): void {
        super.connectedCallback();
        addEventListener('resize', this.resized);
    }

    override disconnectedCallback(): void {
        super.disconnectedCallback();
        removeEventListener('resize', this.resized);
    }

    private get width(): number {
        return isNarrow() ? 360 : isWide() ? 960 : 720;
    }

    private x(at: number): number {
        return LEFT + ((at + 0.5) * (this.width - LEFT)) / this.points.length;
    }

    private top(): number {
        return ceiling(Math.max(...this.points.flatMap((each) => [each.value ?? 0, each.expected?.upper ?? 0, each.expected?.naive ?? 0])));
    }

    private path(values: readonly (number | undefined)[], y: (value: number) => number): string {
        let path = '';
        let isDrawing = false;
        values.forEach((value, at) => {
            if (value !== undefined) path += `${isDrawing ? 'L' : 'M'}${this.x(at).toFixed(1)} ${y(value).toFixed(1)}`;
            isDrawing = value !== undefined;
        });
        return path;
    }

    private expected(y: (value: number) => number): SVGTemplateResult | typeof nothing {
        const places = this.points.flatMap((each, at) => (each.expected ? [{ at, ...each.expected }] : []));
        if (places.length === 0) return nothing;
        const upper = places.map((each, nth) => `${nth === 0 ? 'M' : 'L'}${this.x(each.at).toFixed(1)} ${y(each.upper).toFixed(1)}`);
        const lower = places.toReversed().map((each) => `L${this.x(each.at).toFixed(1)} ${y(each.lower).toFixed(1)}`);
        return svg`<path class="plot-band" d=${`${upper.join('')}${lower.join('')}Z`} />
            <path class="plot-naive" d=${this.path(this.points.map((each) => each.expected?.naive), y)} />
            <path class="plot-expected" d=${this.path(this.points.map((each) => each.expected?.mean), y)} />`;
    }

    private readonly move = (event: PointerEvent): void => {
        const drawing = (event.currentTarget as SVGElement).getBoundingClientRect();
        const x = ((event.clientX - drawing.left) / drawing.width) * this.width;
        this.at = Math.max(0, Math.min(this.points.length - 1, Math.floor(((x - LEFT) / (this.width - LEFT)) * this.points.length)));
    };

    private place(): number {
        return this.at >= 0 && this.at < this.points.length ? this.at : Math.max(0, this.newest());
    }

    /** The newest whole figure; where none is whole, the newest. */
    private newest(): number {
        const whole = this.points.findLastIndex((each) => each.value !== undefined && each.open !== true);
        return whole >= 0 ? whole : this.points.findLastIndex((each) => each.value !== undefined);
    }

    /** A place in words. */
    private said(point: Point | undefined): string {
        if (!point) return '';
        const { slot, value, expected } = point;
        const mark = point.mark ? ` ${point.mark}` : '';
        if (expected) return t('web.public.said.expected', { period: slot.label, mean: number(Math.round(expected.mean * 10) / 10), lower: number(Math.round(expected.lower * 10) / 10), upper: number(Math.round(expected.upper * 10) / 10), naive: number(expected.naive), unit: this.unit });
        return value === undefined ? t('web.public.said.none', { period: slot.label }) : `${t('web.public.said', { period: slot.label, value: number(value), unit: this.unit, how: point.how })}${mark}`;
    }

    override render(): TemplateResult {
        const top = this.top();
        const foot = HEIGHT - FOOT;
        const least = floor(Math.min(0, ...this.points.flatMap((each) => [each.value ?? 0, each.expected?.lower ?? 0])));
        const y = (value: number) => foot - ((value - least) / (top - least)) * (foot - TOP);
        const lines = least < 0 ? [least, 0, top] : [0, 0.25, 0.5, 0.75, 1].map((part) => part * top);
        const place = this.place();
        const point = this.points[place];
        const step = (this.width - LEFT) / Math.max(1, this.points.length);
        const isBars = this.length === 'year';
        const slots = this.points.map((each) => each.slot);
        const last = this.points.findLastIndex((each) => each.value !== undefined);
        return html`<svg class="plot-drawing" viewBox="0 0 ${this.width} ${HEIGHT}" role="img" aria-label=${this.label} @pointermove=${this.move} @pointerdown=${this.move} @pointerleave=${() => (this.at = -1)}>
                ${lines.map((value, nth) => svg`<line class="chart-line" x1=${LEFT} x2=${this.width} y1=${y(value)} y2=${y(value)} />${least < 0 || nth % 2 === 0 ? svg`<text class="chart-text" x=${LEFT - 8} y=${y(value) + 4} text-anchor="end">${axisNumber(value)}</text>` : nothing}`)}
                ${this.expected(y)}
                ${isBars
                    ? this.points.map((each, at) => (each.value === undefined ? nothing : svg`<rect class="chart-bar" ?data-open=${each.open === true} x=${this.x(at) - step * 0.35} y=${y(Math.max(0, each.value))} width=${step * 0.7} height=${Math.abs(y(0) - y(each.value))} />`))
                    : svg`<path class="chart-path" d=${this.path(this.points.map((each) => each.value), y)} />`}
                ${this.points.map((each, at) => (each.mark && each.value !== undefined ? svg`<line class="plot-mark" x1=${this.x(at)} x2=${this.x(at)} y1=${TOP} y2=${foot} /><circle class="plot-mark-dot" cx=${this.x(at)} cy=${y(each.value)} r="5" />` : nothing))}
                ${point?.value !== undefined && (this.at >= 0 || !isBars) ? svg`<line class="plot-cursor-line" ?data-on=${this.at >= 0} x1=${this.x(place)} x2=${this.x(place)} y1=${TOP} y2=${foot} /><circle class="chart-mark" cx=${this.x(place)} cy=${y(point.value)} r=${place === last || this.at >= 0 ? 4 : 0} />` : nothing}
                ${named(this.length, slots, isNarrow() ? 3 : isWide() ? 10 : 7).map((at) => {
                    const isLast = this.x(at) > this.width - EDGE;
                    return svg`<text class="chart-text" x=${isLast ? this.width : this.x(at)} y=${HEIGHT - 8} text-anchor=${isLast ? 'end' : 'middle'}>${slots[at]!.tick}${this.points[at]!.open ? '*' : ''}</text>`;
                })}
            </svg>
            ${cursor(this.points.length, place, this.said(point), (at) => (this.at = at))}`;
    }
}

customElements.define('puente-plot', Plot);
