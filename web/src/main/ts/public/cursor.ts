import { html, type TemplateResult } from 'lit';
import { t } from '../base/messages';

/** A way along a drawing by arrow keys and finger, beside that by the pointer, and under it what is said of the place where one is. */
export function cursor(places: number, at: number, said: string, move: (at: number) => void): TemplateResult {
    return html`<input class="plot-cursor screen-only" type="range" min="0" max=${Math.max(0, places - 1)} .value=${String(at)} aria-label=${t('web.public.along')} aria-valuetext=${said} @input=${(event: Event) => move(Number((event.target as HTMLInputElement).value))} />
        <p class="plot-said">${said}</p>`;
}
