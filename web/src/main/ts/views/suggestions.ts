import { areas, areaLabel, codeLabel, codes, kinds } from '../base/vocabulary';
import { language } from '../base/settings';

/** A filter that a typed word could have meant. */
export interface Suggestion {
    /** The filter's name in the address. */
    name: 'area' | 'kind' | 'field';
    value: string;
    /** The kind that a field belongs to. */
    kind?: string;
    label: string;
    /** The text without the words that this filter stands for. */
    rest: (text: string) => string;
}

/** At most so many, the longest match first. */
const MOST = 4;

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

/** Every word of the name is in the text, or the text is how a long name begins; short words alone mean nothing. */
function matches(text: string, name: string): boolean {
    const typed = new Set(text.split(/\s+/));
    const words = name.split(/\s+/).filter((each) => each.length > 2);
    const telling = words.filter((each) => !/^(field|office|sector|oficina|campo|state|estado|branch|air|marine|and|of|the|del|los|las)$/.test(each));
    return telling.length > 0 && telling.every((each) => typed.has(each));
}

/** Filters that the words of a search could mean, in either language: "fentanyl san diego" is a drug and four areas. */
export function suggestions(text: string): Suggestion[] {
    const typed = fold(text);
    if (typed === '') return [];
    const found: (Suggestion & { weight: number })[] = [];
    for (const [code, names] of Object.entries(areas)) {
        const name = [names.en, names.es].map(fold).find((each) => matches(typed, each));
        if (name) found.push({ name: 'area', value: code, label: areaLabel(code), rest: without(name), weight: name.length });
    }
    for (const each of kinds) {
        const name = [each.label.en, each.label.es].map(fold).find((label) => matches(typed, label) || matches(typed, label.replace(/e?s$/, '')));
        if (name) found.push({ name: 'kind', value: each.name, label: each.label[language()], rest: without(name), weight: name.length });
    }
    for (const code of codes('drug')) {
        const name = [code, ...(['en', 'es'] as const).map((each) => codeLabel('drug', code, each))].map(fold).find((each) => matches(typed, each));
        if (name) found.push({ name: 'field', value: `substanceCategory:${code}`, kind: 'seizure', label: codeLabel('drug', code), rest: without(name), weight: name.length });
    }
    return found.sort((a, b) => b.weight - a.weight).slice(0, MOST);
}
