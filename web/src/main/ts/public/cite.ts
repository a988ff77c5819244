import { html, nothing, type TemplateResult } from 'lit';
import { date, instant } from '../base/format';
import { t, word } from '../base/messages';
import { language } from '../base/settings';
import type { Method } from './data';

/** What somebody needs to cite a figure. */
export interface Citation {
    heading: string;
    source: string;
    updated: string | undefined;
    fingerprint: string;
    method: Method;
    /** The address of what is shown, without this host. */
    address: () => string;
    /** How high a frame of another site has to be to show it at a desk, in pixels; absent where it stands in none. */
    height?: number;
}

/** How to lead to a figure, embed it and cite it. */
export function cite({ heading, source, updated, fingerprint, method, address, height }: Citation): TemplateResult {
    const url = new URL(address(), location.origin).href;
    const frame = `<iframe src="${url}${address().includes('?') ? '&' : '?'}embed=1&lang=${language()}" title="${heading.replaceAll('"', '&quot;')}" width="100%" height="${height}" loading="lazy"></iframe>`;
    return html`<details class="public-cite"><summary>${height === undefined ? t('web.public.cite.plain') : t('web.public.cite')}</summary>
        <dl class="terms">
            <div class="term"><dt>${t('web.public.cite.text')}</dt><dd>${t('web.public.cite.whole', { title: heading, source, updated: updated ? date(updated) : '–', url })}</dd></div>
            <div class="term"><dt>${t('web.public.cite.fingerprint')}</dt><dd class="hash whole">${fingerprint}</dd></div>
            <div class="term"><dt>${t('web.public.cite.method')}</dt><dd>${word('web.public.method', method.name)}, ${t('web.public.cite.version', { version: method.version })}</dd></div>
            <div class="term screen-only"><dt>${t('web.public.cite.address')}</dt><dd><a href=${address()}>${url}</a></dd></div>
            ${height === undefined ? nothing : html`<div class="term screen-only"><dt>${t('web.public.cite.embed')}</dt><dd><pre tabindex="0">${frame}</pre></dd></div>`}
        </dl><p class="quiet screen-only">${t('web.public.cite.how')}</p></details>`;
}

/** Where figures are from, until when they are, and when the newest of them was recorded. */
export function sourced(source: string, updated: string | undefined, until?: string): TemplateResult {
    return html`<p class="quiet public-small">${t('web.indicators.source')}: ${source}${until ? html` · ${t('web.indicators.until', { date: date(until) })}` : nothing}${updated ? html` · ${t('web.indicators.updated', { at: instant(updated) })}` : nothing}</p>`;
}

/** What stands under a figure in another site's frame: where the rest of it is, and what it is cited by. */
export function framed(address: () => string, fingerprint: string): TemplateResult {
    return html`<p class="public-small"><a href=${address()}>${t('web.public.embed.more')}</a> <span class="hash" title=${fingerprint}>${fingerprint.slice(0, 12)}…</span></p>`;
}

/** Says of figures that somebody invented that they are. */
export function invented(isSynthetic: boolean | undefined): TemplateResult | typeof nothing {
    return isSynthetic ? html`<p class="public-invented"><strong>${t('web.public.invented')}</strong> ${t('web.public.invented.text')}</p>` : nothing;
}
