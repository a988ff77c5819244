import type { Arguments, Code, Messages } from '#generated/messages';
import { announce, language, setLanguage } from './settings';
import type { Language } from './types';

export type { Code };

let messages: Messages | undefined;

async function load(each: Language): Promise<Messages> {
    return each === 'es' ? (await import('#generated/es')).messages : (await import('#generated/en')).messages;
}

/** Loads the texts of the language in force; before this, nothing may be shown. */
export async function startMessages(): Promise<void> {
    messages = await load(language());
    document.documentElement.lang = language();
}

export async function switchLanguage(next: Language): Promise<void> {
    messages = await load(next);
    setLanguage(next);
    document.documentElement.lang = next;
    announce();
}

/** For tests, which have no page. */
export function useMessages(given: Messages): void {
    messages = given;
}

type Rest<C extends Code> = [Arguments[C]] extends [never]
    ? []
    : [given: Readonly<Record<Arguments[C], string | number>>];

/** A text in the reader's language. The catalogue knows which arguments it has. */
export function t<C extends Code>(code: C, ...rest: Rest<C>): string {
    return fill(messages?.[code] ?? '', rest[0]);
}

/** A text whose code is composed at run time from a word of the API; an unknown word is shown as it is. */
export function word(prefix: string, name: string): string {
    const code = `${prefix}.${name}`;
    return (messages as Readonly<Record<string, string>> | undefined)?.[code] ?? name;
}

/** A text for a count: `<code>.one` for 1, else `<code>.other`; `{count}` is written as the language writes numbers. */
export function counted(prefix: string, count: number): string {
    const text = word(prefix, count === 1 ? 'one' : 'other');
    return fill(text, { count: count.toLocaleString(language() === 'es' ? 'es-MX' : 'en-US') });
}

/** A text with its arguments; a percentage is not torn from its sign at the end of a line. */
export function fill(text: string, given: Readonly<Record<string, string | number>> | undefined): string {
    return given ? text.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) => String(given[name] ?? whole)).replaceAll(' %', '\u00a0%') : text;
}
