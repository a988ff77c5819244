import { html, nothing, type TemplateResult } from 'lit';
import { agreementInForce, api, session } from '../base/api';
import { View } from '../base/element';
import { number } from '../base/format';
import { counted, t, word } from '../base/messages';
import { agencyMark, channelMark, day, empty, hashMark, moment, officerName, partyMark, stateMark, term, viewHead } from '../base/parts';
import { Remote } from '../base/remote';
import { language } from '../base/settings';
import type { Agreement, Health, Overview, OverviewChannel, OverviewItem } from '../base/types';
import { kindLabel } from '../base/vocabulary';
import { channelState, journalState } from './channel-state';

/** How often the overview asks again, in milliseconds. */
const EVERY = 5_000;

/** From how many days before it the agreement's review is something to do. */
const REVIEW_SOON_DAYS = 60;

interface Room {
    overview: Overview;
    health: Health;
    agreement: Agreement | null;
}

/** The two parties and their channels, what needs a person now, and what moved: the room at a glance. */
export class OverviewView extends View {
    private readonly room = new Remote<Room>(this, (signal) => this.ask(signal), { every: EVERY });
    private document: Agreement | null | undefined;

    get heading(): string {
        return t('web.nav.overview');
    }

    private async ask(signal: AbortSignal): Promise<Room> {
        const [overview, health] = await Promise.all([
            api.get<Overview>('/api/v1/overview', {}, signal),
            api.get<Health>('/health', {}, signal),
        ]);
        // The document is asked for again only where another version came into force.
        if (this.document === undefined || this.document?.hash !== overview.agreement?.hash) {
            this.document = await agreementInForce(signal);
        }
        return { overview, health, agreement: this.document };
    }

    private channel(channel: OverviewChannel): TemplateResult {
        const covered = channel.published === 0 ? 1 : Math.min(1, channel.cosigned / channel.published);
        return html`<article class="panel channel" data-party=${channel.channel.split('/')[0] ?? ''}>
            <header><h3>${channelMark(channel.channel)}</h3>${channelState(channel)}</header>
            <p class="quiet">${channel.role === 'outgoing' ? t('web.channel.outgoing') : t('web.channel.incoming')}</p>
            <dl class="figures">
                ${term(t('web.channel.size'), number(channel.size))}
                ${term(t('web.channel.cosigned'), number(channel.cosigned))}
                ${term(t('web.channel.lag'), number(channel.lag))}
                ${term(t('web.channel.purges'), number(channel.purgeReceiptsOutstanding))}
            </dl>
            <progress max="1" .value=${covered} aria-label=${t('web.channel.cosigned.share')}></progress>
            <p class="quiet flow">${counted('web.channel.covered', channel.cosigned)} ${channel.lastReceiptAt ? moment(channel.lastReceiptAt) : nothing}</p>
            ${this.moved(channel)}
            ${channel.fault
                ? html`<div class="problem"><p class="problem-reason">${channel.fault.reason ?? channel.fault.code}</p><p>${channel.fault.remedy ?? ''}</p><p class="quiet">${moment(channel.fault.at)}</p></div>`
                : nothing}
        </article>`;
    }

    private item(item: OverviewItem): TemplateResult {
        if (item.type === 'stopped-channel') {
            return html`<li><a class="need" href="/ledger?channel=${item.channel ?? ''}">${stateMark('bad', t('web.need.stopped'))}${channelMark(item.channel ?? '')}</a></li>`;
        }
        if (item.type === 'proposal') return html`<li><a class="need" href="/agreement">${stateMark('wait', t('web.need.proposal'))}</a></li>`;
        return html`<li><a class="need" href="/exchange?approval=${item.approval ?? ''}">${stateMark('wait', word('web.need', item.type))}${item.kind ? html`<span>${kindLabel(item.kind)}</span>` : nothing}<span class="quiet">${t('web.need.by', { officer: officerName(item.proposedBy ?? '–') })}</span>${item.to ? html`<span><span aria-hidden="true">→</span> <span class="visually-hidden">${t('web.channel.to')}</span>${agencyMark(item.to)}</span>` : item.channel ? channelMark(item.channel) : nothing}${item.at ? moment(item.at) : nothing}</a></li>`;
    }

    private needs({ overview, health }: Room): TemplateResult {
        const items = overview.items.map((each) => this.item(each));
        const { needs, agreement } = overview;
        const more = needs.approvals + needs.consents + needs.stoppedChannels - overview.items.filter((each) => each.type !== 'proposal').length;
        if (more > 0) items.push(html`<li><a class="need" href="/exchange">${counted('web.need.more', more)}</a></li>`);
        if (needs.proposals > 0 && !overview.items.some((each) => each.type === 'proposal')) {
            items.push(html`<li><a class="need" href="/agreement">${stateMark('wait', t('web.need.proposal'))}</a></li>`);
        }
        if (!agreement) items.push(html`<li><a class="need" href="/agreement">${stateMark('bad', t('web.need.agreement'))}</a></li>`);
        else if (agreement.next.type === 'review' && agreement.next.days <= REVIEW_SOON_DAYS) {
            items.push(html`<li><a class="need" href="/agreement">${stateMark('wait', agreement.next.days < 0 ? t('web.need.review.past') : counted('web.need.review', agreement.next.days))}</a></li>`);
        }
        if (needs.quarantine > 0) {
            const text = stateMark('wait', counted('web.need.quarantine', needs.quarantine));
            items.push((session()?.may ?? []).includes('imports') ? html`<li><a class="need" href="/quarantine">${text}</a></li>` : html`<li><span class="need">${text}</span></li>`);
        }
        if (!overview.journal.satisfied) items.push(html`<li><a class="need" href="/ledger">${stateMark('wait', t('web.need.witness'))}</a></li>`);
        if (health.certificateExpiresSoon) items.push(html`<li><span class="need">${stateMark('wait', counted('web.need.certificate', health.certificateDays))}</span></li>`);
        return html`<section class="panel" aria-labelledby="needs-title">
            <h2 id="needs-title">${t('web.overview.needs')}</h2>
            ${items.length === 0 ? empty(t('web.overview.needs.none'), t('web.overview.needs.none.text')) : html`<ul class="needs">${items}</ul>`}
        </section>`;
    }

    private agreement(agreement: Agreement): TemplateResult {
        const { next } = agreement;
        return html`<section class="panel" aria-labelledby="agreement-title">
            <h2 id="agreement-title">${t('web.overview.agreement')}</h2>
            <p class="panel-lead"><a href="/agreement">${agreement.title[language()]}</a></p>
            <dl class="terms">
                ${term(t('web.agreement.version'), html`${agreement.version} · ${hashMark(agreement.hash)}`)}
                ${term(t('web.agreement.effective'), day(agreement.effective))}
                ${term(next.type === 'review' ? t('web.agreement.review') : t('web.agreement.next'), html`${day(next.date)} <span class="quiet">(${next.days < 0 ? t('web.agreement.review.past') : counted('web.days', next.days)})</span>`)}
                ${term(t('web.agreement.clauses'), number(agreement.clauses.length))}
            </dl>
        </section>`;
    }

    private witness(health: Health): TemplateResult {
        return html`<section class="panel" aria-labelledby="journal-title">
            <h2 id="journal-title">${t('web.overview.journal')}</h2>
            <p>${journalState(health.journal)}</p>
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
                ${agreement.parties.map((party) => html`<div class="term"><dt>${partyMark(party.name)}</dt><dd>${party.label[language()]}<ul class="plain agencies quiet">${party.agencies.map((each) => html`<li><abbr title=${each.label[language()]}>${(each.agency.split('/')[1] ?? each.agency).toUpperCase()}</abbr></li>`)}</ul></dd></div>`)}
            </dl>
        </section>`;
    }

    /** What moved in the last day, in one line; silence is said too. */
    private moved({ moved }: OverviewChannel): TemplateResult {
        const parts = Object.entries(moved).filter(([, count]) => count > 0);
        return html`<p class="moved"><span class="quiet">${t('web.overview.moved')}</span> ${parts.length === 0 ? t('web.overview.moved.none') : parts.map(([what, count]) => html`<span class="moved-part">${counted(`web.moved.${what}`, count)}</span>`)}</p>`;
    }

    override render(): TemplateResult {
        this.room.want('');
        return html`${viewHead(t('web.nav.overview'), t('web.overview.lead'))}
            ${this.room.draw(
                (room) => html`<div class="board">
                    <div class="board-main">
                        ${this.needs(room)}
                        <section aria-labelledby="channels-title">
                            <h2 id="channels-title">${t('web.overview.channels')}</h2>
                            ${room.overview.channels.length === 0
                                ? empty(t('web.overview.channels.none'), t('web.overview.channels.none.text'))
                                : html`<div class="channels">${room.overview.channels.map((each) => this.channel(each))}</div>`}
                        </section>
                    </div>
                    <div class="board-side">
                        ${room.agreement ? this.agreement(room.agreement) : nothing}
                        ${this.witness(room.health)}
                        ${room.agreement ? this.parties(room.agreement) : nothing}
                    </div>
                </div>`,
                14,
            )}`;
    }
}

customElements.define('puente-overview', OverviewView);
