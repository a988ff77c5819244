import { html, nothing, type TemplateResult } from 'lit';
import '../styles/exchange.css';
import { api } from '../base/api';
import { View } from '../base/element';
import { instant, number } from '../base/format';
import { t } from '../base/messages';
import { empty, viewHead } from '../base/parts';
import { Remote } from '../base/remote';
import { here } from '../base/router';

/** Rows of one page. */
const PAGE = 50;

/** Why a row was not taken, in words that name column and value; the value is masked where it might name a person. */
interface Fault {
    code: string;
    reason?: string;
    remedy?: string;
}

interface Row {
    id: number;
    import: string;
    file: string;
    /** Counted from 1, without the header. */
    row: number;
    at: string;
    faults: Fault[];
}

/** Rows of imports that were not taken, each with why and what would mend it: nothing that was refused is refused in silence. */
export class QuarantineView extends View {
    private readonly rows = new Remote<{ rows: Row[] }>(this, (signal) => this.ask(signal));

    get heading(): string {
        return t('web.quarantine');
    }

    private ask(signal: AbortSignal): Promise<{ rows: Row[] }> {
        const { query } = here();
        return api.get('/api/v1/quarantine', { import: query.get('import') ?? undefined, after: query.get('after') ?? undefined, limit: PAGE }, signal);
    }

    private row(row: Row): TemplateResult {
        return html`<li class="panel"><h2 class="flow"><a href=${`/quarantine?import=${row.import}`}>${row.file}</a> <span>${t('web.quarantine.row', { row: number(row.row) })}</span></h2>
            <p class="quiet">${instant(row.at)}</p>
            <ul>${row.faults.map((each) => html`<li><p>${each.reason ?? each.code}</p>${each.remedy ? html`<p class="quiet">${each.remedy}</p>` : nothing}</li>`)}</ul></li>`;
    }

    private page(rows: readonly Row[]): TemplateResult {
        const { query } = here();
        const last = rows[rows.length - 1];
        const address = (changed: Readonly<Record<string, string>>) => `/quarantine?${new URLSearchParams({ ...(query.get('import') ? { import: query.get('import')! } : {}), ...changed })}`;
        if (!last) return html`<div class="panel">${empty(t('web.quarantine.none'), t('web.quarantine.none.text'))}</div>`;
        return html`<ol class="plain exchange">${rows.map((each) => this.row(each))}</ol>
            <nav class="actions" aria-label=${t('web.records.pages')}>${query.get('after') || query.get('import') ? html`<a class="button" href="/quarantine">${t('web.quarantine.newest')}</a>` : nothing}${rows.length === PAGE ? html`<a class="button" href=${address({ after: String(last.id) })}>${t('web.quarantine.older')}</a>` : nothing}</nav>`;
    }

    override render(): TemplateResult {
        const { query } = here();
        this.rows.want(`${query.get('import') ?? ''} ${query.get('after') ?? ''}`);
        return html`${viewHead(t('web.quarantine'), t('web.quarantine.lead'))}${this.rows.draw(({ rows }) => this.page(rows), 8)}`;
    }
}

customElements.define('puente-quarantine', QuarantineView);
