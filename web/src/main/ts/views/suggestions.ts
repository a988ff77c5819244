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

/** A typed word as names have it: "Diego's" is "diego". */
const bare = (word: string): string => fold(word).replace(/['’]s$|,$/g, '');

function without(words: string): (text: string) => string {
    const gone = new Set(fold(words).split(/\s+/));
    return (text) =>
        text
            .split(/\s+/)
            .filter((each) => each !== '' && !gone.has(bare(each)))
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

/** "Last year" and "this year", as they are said in either language, and how many years before the present one they are. */
const SAID_YEARS: readonly (readonly [RegExp, number])[] = [
    [/(?<![\p{L}\d])(?:last year|(?:el )?(?:año|ano) pasado)(?:['’]s)?(?![\p{L}\d])/iu, 1],
    [/(?<![\p{L}\d])(?:this year|este (?:año|ano))(?:['’]s)?(?![\p{L}\d])/iu, 0],
];

/** Words between others, which find nothing by themselves. */
const BETWEEN = /^(?:in|at|of|the|from|for|on|en|de|del|la|las|el|los|por|y|and)$/;

/** Words for what figures of seizures count. */
const SEIZED = /^(?:seizures?|seized|aseguramientos?|asegurad[oa]s?|decomisos?|incautaci(?:on|ones))$/;

/** The text without words that only join what has become a filter. */
function withoutJoints(text: string, isAboutFigures: boolean): string {
    const words = text.split(/\s+/).filter((each) => each !== '');
    const kept = words.filter((each) => !(isAboutFigures && SEIZED.test(fold(each))));
    return kept.every((each) => BETWEEN.test(fold(each)) || /^(?:['’]s)$/.test(each)) ? '' : kept.join(' ');
}

/** A year as a number or as it is said, and the text without it. */
function yearOf(text: string, typed: ReadonlySet<string>, now: Date): Suggestion | undefined {
    const said = SAID_YEARS.find(([words]) => words.test(text));
    const year = said ? String(now.getFullYear() - said[1]) : [...typed].find((each) => /^(19|20)\d\d$/.test(each));
    if (!year) return undefined;
    const rest = said ? (words: string) => words.replace(said[0], ' ').replace(/\s+/g, ' ').trim() : without(year);
    return { filters: [['from', year], ['to', year]], label: year, rest };
}

/** Filters that the words of a search could mean, in either language: "last year's fentanyl San Diego" is a year, a drug and some areas. */
export function suggestions(text: string, now: Date = new Date()): Suggestion[] {
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
    const year = yearOf(text, typed, now);
    if (year) found.push({ ...year, weight: 4 });
    found.sort((a, b) => b.weight - a.weight);
    const single = found.slice(0, MOST);
    const all = together(found);
    return all ? [all, ...single] : single;
}

/** A named drug says more than the word "seizures": figures at a customs office, single acts where a state is named. */
function substance(found: readonly Suggestion[], area: Suggestion | undefined): Suggestion | undefined {
    const code = area?.filters[0]?.[1] ?? '';
    const kindOf = code === '' || code.startsWith('US-CBP/') ? 'observation' : 'seizure';
    return found.find((each) => each.filters.length === 2 && each.filters[0]?.[1] === kindOf);
}

/** The best meaning of all words at once, where they name more than one thing: an area, what it is about, a year. */
function together(found: readonly Suggestion[]): Suggestion | undefined {
    const about = (...names: string[]) => found.find((each) => names.includes(each.filters[0]?.[0] ?? ''));
    const area = about('area');
    const parts = [area, substance(found, area) ?? about('kind'), about('from')].filter((each) => each !== undefined);
    if (parts.length < 2) return undefined;
    return {
        filters: parts.flatMap((each) => each.filters),
        label: parts.map((each) => each.label).join(' + '),
        rest: (text) => withoutJoints(
            parts.reduce((rest, each) => each.rest(rest), text),
            parts.some((each) => each.filters.some(([, value]) => value === 'observation')),
        ),
    };
}
