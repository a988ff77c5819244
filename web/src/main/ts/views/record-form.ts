import { html, nothing, type TemplateResult } from 'lit';
import { t, word } from '../base/messages';
import { language } from '../base/settings';
import type { Language } from '../base/types';
import { areaLabel, areas, codeLabel, codes, dimensionChoices, dimensionLabel, dimensionValue, type FieldDefinition, indicatorCodes, indicatorLabel, kind } from '../base/vocabulary';

/** The languages of free text, the reader's first. */
const languages = (): readonly Language[] => (language() === 'es' ? ['es', 'en'] : ['en', 'es']);

const UNITS = ['count', 'persons', 'vehicles', 'kg', 'days', 'events'] as const;
const CURRENCIES = ['USD', 'MXN'] as const;

type Choices = readonly (readonly [string, string])[];

function select(name: string, choices: Choices, { required = false, many = false, chosen = '', none = t('web.disclose.choose') } = {}): TemplateResult {
    return many
        ? html`<select name=${name} multiple size="6" ?required=${required}>${choices.map(([value, text]) => html`<option value=${value}>${text}</option>`)}</select>`
        : html`<select name=${name} ?required=${required}><option value="">${none}</option>${choices.map(([value, text]) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`)}</select>`;
}

/** The states of both countries, by name. */
export function states(): Choices {
    return Object.keys(areas)
        .filter((each) => !each.includes('/'))
        .map((each) => [each, areaLabel(each)] as const)
        .toSorted((a, b) => a[1].localeCompare(b[1], language()));
}

const parts = (): Choices => dimensionChoices().map((each) => {
    const [name = '', value = ''] = each.split('=');
    return [each, `${dimensionLabel(name)}: ${dimensionValue(name, value)}`] as const;
});

/** What is entered for one field, by its type; free text that may be repeated is entered in both languages. */
function control(field: FieldDefinition, given: string, choices: Choices | undefined): TemplateResult {
    const { name, type, required = false, repeated = false } = field;
    if (choices) return select(name, choices, { required, chosen: given });
    const [, family = '', argument = ''] = /^([a-z-]+)(?:\((.*)\))?$/.exec(type) ?? [];
    switch (family) {
        case 'code':
            return select(name, codes(argument).map((each) => [each, codeLabel(argument, each)]), { required, chosen: given });
        case 'area':
            return select(name, states(), { required, many: repeated });
        case 'indicator':
            return select(name, indicatorCodes.map((each) => [each, indicatorLabel(each)]), { required, chosen: given });
        case 'dimension':
            return select(name, parts(), { none: t('web.programmes.form.whole') });
        case 'money':
            return html`<span class="amount"><input name=${name} inputmode="decimal" placeholder="1000000.00" ?required=${required} /><select name=${`${name}.unit`} aria-label=${t('web.programmes.form.currency')}>${CURRENCIES.map((each) => html`<option>${each}</option>`)}</select></span>`;
        case 'quantity':
            return argument === 'persons'
                ? html`<input name=${name} inputmode="numeric" placeholder="0" ?required=${required} /><input type="hidden" name=${`${name}.unit`} value="persons" />`
                : html`<span class="amount"><input name=${name} inputmode="decimal" placeholder="0" ?required=${required} /><select name=${`${name}.unit`} aria-label=${t('web.programmes.form.unit')}>${UNITS.map((each) => html`<option value=${each}>${codeLabel('unit', each)}</option>`)}</select></span>`;
        case 'date':
            return html`<input name=${name} inputmode="numeric" placeholder=${field.name === 'period' ? '2026' : '2026-11-22'} maxlength="10" ?required=${required} />`;
        default:
            return html`<input name=${name} maxlength="300" ?required=${required} />`;
    }
}

function labelled(field: FieldDefinition, given: string, choices: Choices | undefined): TemplateResult {
    const label = field.label[language()];
    const optional = field.required ? nothing : html` <span class="quiet">${t('web.programmes.form.optional')}</span>`;
    if (field.type.startsWith('text(')) {
        return html`${languages().map((each) => html`<label class="field wide-field"><span>${label} (${word('web.programmes.language', each)})${optional}</span><textarea name=${`${field.name}.${each}`} maxlength="2000" ?required=${field.required ?? false}></textarea></label>`)}`;
    }
    return html`<label class="field"><span>${label}${optional}</span>${control(field, given, choices)}</label>`;
}

/** The fields of a kind as controls, in the order of the names; what is given is filled in, and a field with choices of its own offers those. */
export function controls(kindName: string, names: readonly string[], given: Readonly<Record<string, string>> = {}, choices: Readonly<Record<string, Choices>> = {}): TemplateResult {
    const fields = kind(kindName)?.fields ?? [];
    return html`<div class="record-form">${names.flatMap((name) => fields.filter((each) => each.name === name)).map((each) => labelled(each, given[each.name] ?? '', choices[each.name]))}</div>`;
}

/** What was entered, as the API takes it; what was left empty is left out. */
export function entered(kindName: string, data: FormData): Record<string, unknown> {
    const fields: Record<string, unknown> = {};
    for (const field of kind(kindName)?.fields ?? []) {
        const texts = data.getAll(field.name).map((each) => String(each).trim()).filter((each) => each !== '');
        const spoken = languages()
            .map((each) => ({ language: each, text: String(data.get(`${field.name}.${each}`) ?? '').trim() }))
            .filter((each) => each.text !== '');
        const unit = data.get(`${field.name}.unit`);
        if (spoken.length > 0) fields[field.name] = field.repeated ? spoken : spoken[0];
        else if (texts.length > 0) fields[field.name] = field.repeated ? texts : unit === null ? texts[0] : `${texts[0]} ${String(unit)}`;
    }
    return fields;
}
