import { html, type TemplateResult } from 'lit';

/** A choice of one of several, with its label. */
export function select(name: string, label: string, chosen: string, choices: readonly (readonly [string, string])[], go: (value: string) => void): TemplateResult {
    return html`<label class="field"><span>${label}</span><select name=${name} @change=${(event: Event) => go((event.target as HTMLSelectElement).value)}>${choices.map(([value, text]) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`)}</select></label>`;
}
