import { t } from '../base/messages';
import { language } from '../base/settings';
import { areaLabel, areas, codeLabel, codes, kinds } from '../base/vocabulary';

/** Filters that a typed word could have meant. */
export interface Suggestion {
    /** Names and values for the address; `field` is added, the others are set. */
    filters: readonly (readonly [name: string, value: string])[];
    label: string;
    /** The text without the words that these filters stand for. */
    rest: (text: string) => string;
}

/** At most so many, what the most letters speak for first. */
const MOST = 6;

/** Words of a name that say nothing by themselves. */
const COMMON = /^(field|office|sector|oficina|campo|state|estado|branch|air|marine|and|of|the|del?|los|las|city|ciudad)$/;

function fold(text: string): string {
    return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

function without(words: string): (text: string) => string {
    const gone = new Set(fold(words).split(/\s+/));
    return (text) =>
        text
            .split(/\s+/)
            .filter((each) => each !== '' && !gone.has(fold(each)))
            .join(' ');
}

/** Every telling word of the name was typed. */
function matches(typed: ReadonlySet<string>, name: string): boolean {
    const telling = name.split(/\s+/).filter((each) => each.length > 2 && !COMMON.test(each));
    return telling.length > 0 && telling.every((each) => typed.has(each));
}

/** A common word that the name has was typed as well: "San Diego office" means the office before the sector. */
function weight(typed: ReadonlySet<string>, name: string): number {
    return name.split(/\s+/).reduce((sum, each) => sum + (typed.has(each) ? each.length : 0), 0);
}

/** Filters that the words of a search could mean, in either language: "fentanyl San Diego 2025" is a drug, some areas and a year. */
export function suggestions(text: string): Suggestion[] {
    const typed = new Set(fold(text).replace(/['’]s\b/g, '').split(/[\s,]+/));
    const found: (Suggestion & { weight: number })[] = [];
    for (const [code, names] of Object.entries(areas)) {
        const name = [names.en, names.es].map(fold).find((each) => matches(typed, each));
        if (name) found.push({ filters: [['area', code]], label: areaLabel(code), rest: without(name), weight: weight(typed, name) });
    }
    for (const each of kinds) {
        const name = [each.label.en, each.label.es].map(fold).find((label) => [...typed].some((word) => word.length > 3 && (word === label || word === `${label}s` || word === `${label}es`)));
        if (name) found.push({ filters: [['kind', each.name]], label: each.label[language()], rest: (words) => words.split(/\s+/).filter((word) => !fold(word).startsWith(name)).join(' '), weight: name.length });
    }
    for (const code of codes('drug')) {
        const name = [code, codeLabel('drug', code, 'en'), codeLabel('drug', code, 'es')].map(fold).find((each) => matches(typed, each));
        if (!name) continue;
        const label = codeLabel('drug', code);
        const common = { rest: without(name), weight: name.length };
        found.push({ filters: [['kind', 'observation'], ['field', `dimensions:drug=${code}`]], label: t('web.records.suggested.figures', { name: label }), ...common });
        found.push({ filters: [['kind', 'seizure'], ['field', `substanceCategory:${code}`]], label: t('web.records.suggested.acts', { name: label }), ...common });
    }
    const year = [...typed].find((each) => /^(19|20)\d\d$/.test(each));
    if (year) found.push({ filters: [['from', year], ['to', year]], label: year, rest: without(year), weight: 4 });
    found.sort((a, b) => b.weight - a.weight);
    const single = found.slice(0, MOST);
    const all = together(single);
    return all ? [all, ...single] : single;
}

/** The best meaning of all words at once, where they name more than one thing: an area, what it is about, a year. */
function together(found: readonly Suggestion[]): Suggestion | undefined {
    const about = (...names: string[]) => found.find((each) => names.includes(each.filters[0]?.[0] ?? ''));
    const parts = [about('area'), about('kind'), about('from')].filter((each) => each !== undefined);
    if (parts.length < 2) return undefined;
    return {
        filters: parts.flatMap((each) => each.filters),
        label: parts.map((each) => each.label).join(' + '),
        rest: (text) => parts.reduce((rest, each) => each.rest(rest), text),
    };
}
