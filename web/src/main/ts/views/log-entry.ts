import { html, nothing, type TemplateResult } from 'lit';
import { api } from '../base/api';
import { PuenteElement } from '../base/element';
import { number } from '../base/format';
import { t } from '../base/messages';
import { channelMark, stateMark } from '../base/parts';
import { Remote } from '../base/remote';
import { type LogEntry, readEntry } from '../proof/log';
import { parseCheckpoint, parseNote } from '../proof/tlog';

/** A link to where an entry stands. */
export function entryLink(channel: string, entry: number, text: string): TemplateResult {
    return html`<a href=${`/ledger?channel=${channel}&entry=${entry}`}>${text}</a>`;
}

/** One entry of a channel, as its writer signed for it, and whether the log's tree holds just that. */
export class LogEntryPanel extends PuenteElement {
    static override properties = { channel: {}, entry: { type: Number } };
    declare channel: string;
    declare entry: number;

    private readonly found = new Remote<LogEntry | null>(this, (signal) => this.ask(signal), { spoken: false });

    constructor() {
        super();
        this.channel = '';
        this.entry = 0;
    }

    private async ask(signal: AbortSignal): Promise<LogEntry | null> {
        const log = `/channels/${this.channel}`;
        const { size } = parseCheckpoint(parseNote(await api.text(`${log}/checkpoint`, {}, signal)).text);
        return this.entry < size ? readEntry(this.entry, size, (path) => api.bytes(`${log}/tile/${path}`, {}, signal)) : null;
    }

    private pretty(text: string): string {
        try {
            return JSON.stringify(JSON.parse(text), null, 2);
        } catch {
            return text;
        }
    }

    override render(): TemplateResult | typeof nothing {
        if (this.channel === '') return nothing;
        this.found.want(`${this.channel} ${this.entry}`);
        return html`<section class="panel" aria-labelledby="entry-title">
            <h2 id="entry-title" class="flow">${t('web.ledger.entry', { entry: number(this.entry) })} ${channelMark(this.channel)}</h2>
            ${this.found.draw((found) => (found ? html`<p>${stateMark(found.held ? 'good' : 'bad', found.held ? t('web.ledger.entry.held') : t('web.ledger.entry.other'))}</p><pre tabindex="0">${this.pretty(found.text)}</pre>` : html`<p>${t('web.ledger.entry.none')}</p>`), 6)}
        </section>`;
    }
}

customElements.define('puente-log-entry', LogEntryPanel);
