import { html, nothing, type TemplateResult } from 'lit';
import { api } from '../base/api';
import { View } from '../base/element';
import { daysUntil, number } from '../base/format';
import { counted, t, word } from '../base/messages';
import { agencyMark, channelMark, day, empty, hashMark, moment, partyMark, stateMark, term, type Tone, viewHead } from '../base/parts';
import { Remote } from '../base/remote';
import type { Agreement, Approval, Channel, ChannelProgress, Health } from '../base/types';

/** How often the overview asks again, in milliseconds. */
const EVERY = 5_000;

/** What one summary call of a newer node answers beside the rest: what moved since yesterday, by channel. */
interface OverviewDocument {
    since?: string;
    moved?: { channel: string; what: string; count: number; lastAt?: string }[];
}

interface Overview {
    health: Health;
    channels: Channel[];
    approvals: Approval[];
    agreement: Agreement | null;
    document: OverviewDocument | null;
}

/** The tone of a channel's state: only a stopped or unproven channel is distress; an absent partner is normal. */
export function tone(progress: ChannelProgress | undefined, stopped: boolean): Tone {
    if (stopped || progress === 'stopped' || progress === 'unverified') return 'bad';
    return progress === 'unreachable' || progress === 'store-failed' ? 'wait' : 'good';
}

/** The two parties and their channels, what needs a person now, and what moved: the room at a glance. */
export class OverviewView extends View {
    private readonly overview = new Remote<Overview>(this, (signal) => this.ask(signal), { every: EVERY });

    get heading(): string {
        return t('web.nav.overview');
    }

    private async ask(signal: AbortSignal): Promise<Overview> {
        const [health, channels, approvals, agreement, document] = await Promise.all([
            api.get<Health>('/health', {}, signal),
            api.get<{ channels: Channel[] }>('/api/v1/channels', {}, signal),
            api.optional<{ approvals: Approval[] }>('/api/v1/approvals', {}, signal),
            api.optional<Agreement>('/api/v1/agreement', {}, signal),
            api.optional<OverviewDocument>('/api/v1/overview', {}, signal),
        ]);
        return { health, channels: channels.channels, approvals: approvals?.approvals ?? [], agreement, document };
    }

    private channel(channel: Channel): TemplateResult {
        const stopped = channel.fault !== undefined;
        const mood = tone(channel.progress, stopped);
        const state = stopped ? 'stopped' : (channel.progress ?? 'up-to-date');
        const covered = channel.published === 0 ? 1 : Math.min(1, channel.cosigned / channel.published);
        return html`<article class="panel channel" data-party=${channel.channel.split('/')[0] ?? ''}>
            <header><h3>${channelMark(channel.channel)}</h3>${stateMark(mood, word('web.progress', state))}</header>
            <p class="quiet">${channel.role === 'outgoing' ? t('web.channel.outgoing') : t('web.channel.incoming')}</p>
            <dl class="figures">
                ${term(t('web.channel.size'), number(channel.size))}
                ${term(t('web.channel.cosigned'), number(channel.cosigned))}
                ${term(t('web.channel.lag'), number(channel.lag))}
                ${term(t('web.channel.purges'), number(channel.purgeReceiptsOutstanding))}
            </dl>
            <progress max="1" .value=${covered} aria-label=${t('web.channel.cosigned.share')}></progress>
            <p class="quiet">${channel.lastReceiptAt ? html`${t('web.channel.receipt')} ${moment(channel.lastReceiptAt)}` : counted('web.channel.covered', channel.cosigned)}</p>
            ${channel.fault
                ? html`<div class="problem"><p class="problem-reason">${channel.fault.reason ?? channel.fault.code}</p><p>${channel.fault.remedy ?? ''}</p><p class="quiet">${moment(channel.fault.at)}</p></div>`
                : nothing}
        </article>`;
    }

    private needs(overview: Overview): TemplateResult {
        const stopped = overview.channels.filter((each) => each.fault !== undefined);
        const review = overview.agreement ? daysUntil(overview.agreement.nextReview) : undefined;
        const items: TemplateResult[] = [
            ...stopped.map((each) => html`<li><a class="need" data-tone="bad" href="/ledger?channel=${each.channel}">${stateMark('bad', t('web.need.stopped'))}${channelMark(each.channel)}</a></li>`),
            ...overview.approvals.map(
                (each) => html`<li><a class="need" href="/exchange?approval=${each.id}">${stateMark('wait', word('web.need', each.needs))}<span>${t('web.need.by', { officer: each.proposedBy })}</span>${channelMark(each.channel)}${moment(each.at)}</a></li>`,
            ),
        ];
        if (!overview.agreement) items.push(html`<li><a class="need" data-tone="bad" href="/agreement">${stateMark('bad', t('web.need.agreement'))}</a></li>`);
        if (review !== undefined && review <= 60) {
            items.push(html`<li><a class="need" href="/agreement">${stateMark('wait', review < 0 ? t('web.need.review.past') : counted('web.need.review', review))}</a></li>`);
        }
        if (!overview.health.journal.satisfied) items.push(html`<li><a class="need" href="/ledger">${stateMark('wait', t('web.need.witness'))}</a></li>`);
        if (overview.health.certificateExpiresSoon) items.push(html`<li><span class="need">${stateMark('wait', counted('web.need.certificate', overview.health.certificateDays))}</span></li>`);
        return html`<section class="panel" aria-labelledby="needs-title">
            <h2 id="needs-title">${t('web.overview.needs')}</h2>
            ${items.length === 0 ? empty(t('web.overview.needs.none'), t('web.overview.needs.none.text')) : html`<ul class="needs">${items}</ul>`}
        </section>`;
    }

    private agreement(agreement: Agreement): TemplateResult {
        const days = daysUntil(agreement.nextReview);
        return html`<section class="panel" aria-labelledby="agreement-title">
            <h2 id="agreement-title">${t('web.overview.agreement')}</h2>
            <p class="panel-lead"><a href="/agreement">${agreement.title}</a></p>
            <dl class="terms">
                ${term(t('web.agreement.version'), html`${agreement.version} · ${hashMark(agreement.hash)}`)}
                ${term(t('web.agreement.effective'), day(agreement.effective))}
                ${term(t('web.agreement.review'), html`${day(agreement.nextReview)} <span class="quiet">(${days < 0 ? t('web.agreement.review.past') : counted('web.days', days)})</span>`)}
                ${term(t('web.agreement.clauses'), number(agreement.clauses.length))}
            </dl>
        </section>`;
    }

    private witness(health: Health): TemplateResult {
        return html`<section class="panel" aria-labelledby="journal-title">
            <h2 id="journal-title">${t('web.overview.journal')}</h2>
            <p>${stateMark(health.journal.satisfied ? 'good' : 'wait', health.journal.satisfied ? t('web.journal.witnessed') : t('web.journal.unwitnessed'))}</p>
            <dl class="terms">
                ${term(t('web.journal.size'), number(health.journal.size))}
                ${term(t('web.journal.covered'), number(health.journal.witnessed))}
                ${term(t('web.node.since'), moment(health.since))}
                ${term(t('web.node.certificate'), counted('web.days', health.certificateDays))}
            </dl>
        </section>`;
    }

    private parties(agreement: Agreement): TemplateResult {
        return html`<section class="panel" aria-labelledby="parties-title">
            <h2 id="parties-title">${t('web.overview.parties')}</h2>
            <dl class="terms">
                ${Object.entries(agreement.parties).map(([party, agencies]) => html`<div class="term"><dt>${partyMark(party)}</dt><dd class="flow">${agencies.map((each) => agencyMark(each))}</dd></div>`)}
            </dl>
        </section>`;
    }

    private moved(document: OverviewDocument): TemplateResult {
        const moved = document.moved ?? [];
        return html`<section class="panel" aria-labelledby="moved-title">
            <h2 id="moved-title">${t('web.overview.moved')}</h2>
            ${moved.length === 0
                ? empty(t('web.overview.moved.none'), t('web.overview.moved.none.text'))
                : html`<ul class="needs">${moved.map((each) => html`<li><span class="need">${channelMark(each.channel)}<span>${word('web.moved', each.what)}</span><strong>${number(each.count)}</strong>${each.lastAt ? moment(each.lastAt) : nothing}</span></li>`)}</ul>`}
        </section>`;
    }

    override render(): TemplateResult {
        this.overview.want('');
        return html`${viewHead(t('web.nav.overview'), t('web.overview.lead'))}
            ${this.overview.draw(
                (overview) => html`<div class="board">
                    <div class="board-main">
                        ${this.needs(overview)}
                        <section aria-labelledby="channels-title">
                            <h2 id="channels-title">${t('web.overview.channels')}</h2>
                            ${overview.channels.length === 0
                                ? empty(t('web.overview.channels.none'), t('web.overview.channels.none.text'))
                                : html`<div class="channels">${overview.channels.map((each) => this.channel(each))}</div>`}
                        </section>
                        ${overview.document ? this.moved(overview.document) : nothing}
                    </div>
                    <div class="board-side">
                        ${overview.agreement ? this.agreement(overview.agreement) : nothing}
                        ${overview.agreement ? this.parties(overview.agreement) : nothing}
                        ${this.witness(overview.health)}
                    </div>
                </div>`,
                14,
            )}`;
    }
}

customElements.define('puente-overview', OverviewView);
