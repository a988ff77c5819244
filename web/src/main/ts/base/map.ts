import { html, type TemplateResult } from 'lit';
import { PuenteElement } from './element';
import type { MapArea, MapCanvas, MapPoint } from './map-canvas';
import { t } from './messages';
import { isDark, language } from './settings';
import { areaLabel, areaPoint, areas } from './vocabulary';

export type { MapArea, MapPoint } from './map-canvas';

function stateNames(): { name: string; lon: number; lat: number }[] {
    return Object.keys(areas)
        .filter((code) => /^(MX|US)-[A-Z]{2,3}$/.test(code))
        .flatMap((code) => {
            const at = areaPoint(code);
            return at ? [{ name: areaLabel(code), lon: at[0], lat: at[1] }] : [];
        });
}

/**
 * A map of both countries. What it shows stands in a list or table beside it as well, so it is described, not read out; a click
 * on a point sends `choose` with its id, empty for a click on nothing.
 */
export class PuenteMap extends PuenteElement {
    static override properties = { points: { attribute: false }, shades: { attribute: false }, chosen: {}, label: {}, failed: { state: true } };
    declare points: MapPoint[];
    declare shades: MapArea[];
    declare chosen: string;
    declare label: string;
    declare failed: boolean;

    private canvas: MapCanvas | undefined;
    private dark = isDark();
    private shown = '';
    private named = '';
    private spoken = '';
    private closed = false;

    constructor() {
        super();
        this.points = [];
        this.shades = [];
        this.chosen = '';
        this.label = '';
        this.failed = false;
    }

    override firstUpdated(): void {
        void this.open();
    }

    private async open(): Promise<void> {
        const frame = this.querySelector<HTMLElement>('.map-frame');
        const opened = language();
        this.spoken = opened;
        const texts = { title: t('web.map'), source: t('web.map.source'), zoomIn: t('web.map.zoom-in'), zoomOut: t('web.map.zoom-out'), toggle: t('web.map.toggle') };
        try {
            const { MapCanvas } = await import('./map-canvas');
            if (!frame || this.closed) return;
            const canvas = await MapCanvas.open(frame, texts, (id) => this.dispatchEvent(new CustomEvent('choose', { detail: id })));
            // Closed, or opened once more in another language, while it was on its way.
            if (this.closed || this.spoken !== opened) {
                canvas.close();
                return;
            }
            this.canvas = canvas;
            this.named = '';
            this.shown = '';
            this.feed();
        } catch {
            // A browser without WebGL: the list beside the map says the same.
            this.failed = true;
        }
    }

    override connectedCallback(): void {
        super.connectedCallback();
        this.closed = false;
    }

    override disconnectedCallback(): void {
        super.disconnectedCallback();
        this.closed = true;
        this.canvas?.close();
        this.canvas = undefined;
    }

    protected override changed(): void {
        if (this.hasUpdated && !this.failed && this.spoken !== language()) {
            // The map's own buttons speak the language in which it was made.
            this.canvas?.close();
            this.canvas = undefined;
            void this.open();
        }
        if (this.dark !== isDark()) {
            this.dark = isDark();
            this.canvas?.restyle();
        }
        super.changed();
    }

    override updated(): void {
        this.feed();
    }

    private feed(): void {
        if (!this.canvas) return;
        if (this.named !== language()) {
            this.named = language();
            this.canvas.name(stateNames());
        }
        this.canvas.show(this.points, this.shades, this.chosen);
        const places = [...this.points.map((each) => each.id), ...this.shades.map((each) => each.code)].join();
        if (places !== this.shown) {
            this.shown = places;
            this.canvas.fit();
        }
    }

    override render(): TemplateResult {
        return html`<div class="map" role="group" aria-label=${this.label}><div class="map-frame"></div>${this.failed ? html`<p class="map-note">${t('web.map.failed')}</p>` : ''}</div>`;
    }
}

customElements.define('puente-map', PuenteMap);
