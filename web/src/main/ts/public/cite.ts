import { html, nothing, type TemplateResult } from 'lit';
import { date } from '../base/format';
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
    /** Whether it may stand in a frame. */
    embed?: true;
}

/** How to lead to a figure, embed it and cite it. */
export function cite({ heading, source, updated, fingerprint, method, address, embed }: Citation): TemplateResult {
    const url = new URL(address(), location.origin).href;
    const frame = `<iframe src="${url}${address().includes('?') ? '&' : '?'}embed=1&lang=${language()}" title="${heading.replaceAll('"', '&quot;')}" width="100%" height="520" loading="lazy"></iframe>`;
    return html`<details class="public-cite"><summary>${embed ? t('web.public.cite') : t('web.public.cite.plain')}</summary>
        <dl class="terms">
            <div class="term"><dt>${t('web.public.cite.text')}</dt><dd>${t('web.public.cite.whole', { title: heading, source, updated: updated ? date(updated) : '–', url })}</dd></div>
            <div class="term"><dt>${t('web.public.cite.fingerprint')}</dt><dd class="hash whole">${fingerprint}</dd></div>
            <div class="term"><dt>${t('web.public.cite.method')}</dt><dd>${word('web.public.method', method.name)}, ${t('web.public.cite.version', { version: method.version })}</dd></div>
            <div class="term"><dt>${t('web.public.cite.address')}</dt><dd><a href=${address()}>${url}</a></dd></div>
            ${embed ? html`<div class="term"><dt>${t('web.public.cite.embed')}</dt><dd><pre tabindex="0">${frame}</pre></dd></div>` : nothing}
        </dl><p class="quiet">${t('web.public.cite.how')}</p></details>`;
}

/** Says of figures that somebody invented that they are. */
export function invented(isSynthetic: boolean | undefined): TemplateResult | typeof nothing {
    return isSynthetic ? html`<p class="public-invented"><strong>${t('web.public.invented')}</strong> ${t('web.public.invented.text')}</p>` : nothing;
}
