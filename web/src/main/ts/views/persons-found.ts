import { html, nothing, type TemplateResult } from 'lit';
import '../styles/subjects.css';
import { api } from '../base/api';
import { PuenteElement } from '../base/element';
import { counted, t, word } from '../base/messages';
import { agencyMark, tlpLabel } from '../base/parts';
import { Remote } from '../base/remote';
import { language } from '../base/settings';
import type { FoundPerson, FoundPersons } from '../base/subject-types';
import { summary } from '../base/values';

const LIMIT = 5;

/** Persons as a clerk types them, best first, each with the reasons. Beside the record search, and under its rule about purposes. */
export class PersonsFound extends PuenteElement {
    static override properties = { words: {}, purpose: {}, isAside: { attribute: false } };
    declare words: string;
    declare purpose: string;
    /** Whether the words more likely name something else: then it stands here only where a person was found. */
    declare isAside: boolean;

    private readonly found = new Remote<FoundPersons>(this, (signal) => api.get<FoundPersons>('/api/v1/persons', { q: this.words, purpose: this.purpose, limit: LIMIT }, signal), { spoken: false });

    constructor() {
        super();
        this.words = '';
        this.purpose = '';
        this.isAside = false;
    }

    private person(each: FoundPerson): TemplateResult {
        const { record } = each;
        return html`<li><p class="flow"><a href=${`/records/${record.id}${record.channel && this.purpose ? `?purpose=${encodeURIComponent(this.purpose)}` : ''}`}>${summary(record) || each.name}</a>${agencyMark(record.agency)}${tlpLabel(record.handling.tlp)}<span class="quiet">${Math.round(each.score * 100)} %</span></p>
            <details><summary>${t('web.persons.why')} ${word('web.persons.way', each.way)}</summary><ul class="reasons">${each.reasons[language()].map((reason) => html`<li>${reason}</li>`)}</ul></details></li>`;
    }

    private drawn(answer: FoundPersons): TemplateResult {
        if (answer.persons.length === 0 && answer.withheld === 0) return html`<p class="quiet">${t('web.persons.none')}</p>`;
        return html`<ol class="plain persons">${answer.persons.map((each) => this.person(each))}</ol>
            ${answer.withheld === 0 ? nothing : html`<p class="quiet">${counted('web.records.withheld', answer.withheld)}</p>`}
            ${answer.complete ? nothing : html`<p class="quiet">${t('web.persons.incomplete')}</p>`}`;
    }

    override render(): TemplateResult | typeof nothing {
        this.found.want(`${this.words} ${this.purpose}`);
        const { value } = this.found;
        if (this.isAside && (value === undefined || value.persons.length + value.withheld === 0)) return nothing;
        return html`<section class="panel persons-found" aria-labelledby="persons-title"><h2 id="persons-title">${t('web.persons.title')}</h2>${this.found.draw((answer) => this.drawn(answer), 3)}</section>`;
    }
}

customElements.define('puente-persons', PersonsFound);
