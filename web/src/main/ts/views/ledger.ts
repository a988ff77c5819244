import { html, nothing, type TemplateResult } from 'lit';
import '../styles/record.css';
import '../styles/exchange.css';
import '../styles/ledger.css';
import './channel-manage';
import './fork-panel';
import './log-entry';
import './log-panel';
import { api } from '../base/api';
import { View } from '../base/element';
import { number } from '../base/format';
import { counted, t } from '../base/messages';
import { channelMark, empty, moment, term, viewHead } from '../base/parts';
import { Remote } from '../base/remote';
import { here } from '../base/router';
import type { Channel, Health } from '../base/types';
import { channelState, journalState } from './channel-state';

/** How often the logs' sizes are asked for, in milliseconds. */
const EVERY = 10_000;

interface Ledger {
    health: Health;
    channels: Channel[];
}

/** The signed logs of this node: every channel and the journal, with what stands under whose signature. */
export class LedgerView extends View {
    private readonly ledger = new Remote<Ledger>(this, (signal) => this.ask(signal), { every: EVERY });

    get heading(): string {
        return t('web.nav.ledger');
    }

    private async ask(signal: AbortSignal): Promise<Ledger> {
        const [health, channels] = await Promise.all([api.get<Health>('/health', {}, signal), api.get<{ channels: Channel[] }>('/api/v1/channels', {}, signal)]);
        return { health, channels: channels.channels };
    }

    private fault(channel: Channel): TemplateResult | typeof nothing {
        const { fault } = channel;
        if (!fault) return nothing;
        return html`<div class="problem"><p class="problem-reason">${fault.reason ?? fault.code}</p><p>${fault.remedy ?? ''}</p><p>${t('web.ledger.stopped')}</p>
            <p class="quiet">${fault.code} · ${t('web.ledger.fault.entry', { entry: fault.entry })} · ${moment(fault.at)}</p>
            ${fault.evidence ? html`<puente-fork .channel=${channel.channel} .evidence=${fault.evidence}></puente-fork><details><summary>${t('web.ledger.evidence')}</summary><pre tabindex="0">${fault.evidence}</pre></details>` : nothing}</div>`;
    }

    private channel(channel: Channel): TemplateResult {
        const id = `log-${channel.channel.replace('/', '-')}`;
        return html`<section class="panel" ?data-stopped=${channel.fault !== undefined} aria-labelledby=${id} data-party=${channel.channel.split('/')[0] ?? ''}>
            <h2 id=${id} class="flow">${channelMark(channel.channel)} ${channelState(channel)}</h2>
            <p class="quiet">${channel.role === 'outgoing' ? t('web.channel.outgoing') : t('web.channel.incoming')}</p>
            <dl class="figures">
                ${term(t('web.channel.size'), number(channel.size))}
                ${term(t('web.ledger.published'), number(channel.published))}
                ${term(t('web.channel.cosigned'), number(channel.cosigned))}
                ${term(t('web.channel.purges'), number(channel.purgeReceiptsOutstanding))}
            </dl>
            <p class="quiet">${counted('web.channel.covered', channel.cosigned)} ${channel.lastReceiptAt ? moment(channel.lastReceiptAt) : nothing}</p>
            ${this.fault(channel)}
            <puente-channel-manage .channel=${channel} @managed=${() => void this.ledger.load()}></puente-channel-manage>
            <puente-log .path=${`/channels/${channel.channel}`}></puente-log>
        </section>`;
    }

    private journal({ journal }: Health): TemplateResult {
        return html`<section class="panel" aria-labelledby="log-journal">
            <h2 id="log-journal" class="flow">${t('web.ledger.journal')} ${journalState(journal)}</h2>
            <p class="quiet">${t('web.ledger.journal.text')}</p>
            <dl class="figures">${term(t('web.journal.size'), number(journal.size))}${term(t('web.journal.covered'), number(journal.witnessed))}</dl>
            <puente-log .path=${'/journal'}></puente-log>
        </section>`;
    }

    private fork(): TemplateResult {
        return html`<section class="panel" aria-labelledby="fork-title">
            <h2 id="fork-title">${t('web.ledger.fork')}</h2>
            <p>${t('web.ledger.fork.what')}</p>
            <p>${t('web.ledger.fork.seen')}</p>
            <p>${t('web.ledger.fork.demo')}</p><pre tabindex="0">./puente demo --attack fork</pre>
        </section>`;
    }

    override render(): TemplateResult {
        this.ledger.want('');
        const chosen = here().query.get('channel');
        const entry = here().query.get('entry');
        return html`${viewHead(t('web.nav.ledger'), t('web.ledger.lead'), chosen ? html`<a class="button" href="/ledger">${t('web.ledger.all')}</a>` : nothing)}
            ${this.ledger.draw(({ health, channels }) => {
                const shown = chosen ? channels.filter((each) => each.channel === chosen) : channels;
                return html`<div class="exchange">${chosen && entry && /^\d{1,15}$/.test(entry) ? html`<puente-log-entry .channel=${chosen} .entry=${Number(entry)}></puente-log-entry>` : nothing}<div class="disclosure-cards">
                    ${shown.length === 0 ? html`<section class="panel">${empty(t('web.overview.channels.none'), t('web.overview.channels.none.text'))}</section>` : shown.map((each) => this.channel(each))}
                    ${chosen ? nothing : this.journal(health)} ${this.fork()}
                </div></div>`;
            }, 12)}`;
    }
}

customElements.define('puente-ledger', LedgerView);
