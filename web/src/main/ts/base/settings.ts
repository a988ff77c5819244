import type { Language } from './types';

/** What a person chose on this machine, and who listens to it. Nothing here leaves the browser. */
export type Theme = 'system' | 'light' | 'dark';

const LANGUAGE = 'puente.language';
const THEME = 'puente.theme';

const listeners = new Set<() => void>();

/** Calls back after every change of language, theme, messages or session; returns how to stop. */
export function onChange(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
}

export function announce(): void {
    for (const listener of [...listeners]) listener();
}

/** A browser may forbid storage; then the choice lasts as long as the page. */
export function stored(key: string): string | null {
    try {
        return localStorage.getItem(key);
    } catch {
        return null;
    }
}

export function store(key: string, value: string): void {
    try {
        localStorage.setItem(key, value);
    } catch {
        // Said above.
    }
}

/** The first language asked for that Puente speaks. */
export function preferred(asked: readonly string[]): Language {
    for (const each of asked) {
        const language = each.toLowerCase().slice(0, 2);
        if (language === 'es' || language === 'en') return language;
    }
    return 'en';
}

function initialLanguage(): Language {
    const chosen = stored(LANGUAGE);
    return chosen === 'en' || chosen === 'es' ? chosen : preferred(navigator.languages);
}

let currentLanguage: Language | undefined;

export function language(): Language {
    currentLanguage ??= typeof navigator === 'undefined' ? 'en' : initialLanguage();
    return currentLanguage;
}

export function setLanguage(next: Language): void {
    currentLanguage = next;
    store(LANGUAGE, next);
}

/** Speaks another language for as long as the page stands, and keeps nothing: for who follows a link that names one. */
export function speak(next: Language): void {
    currentLanguage = next;
}

export function theme(): Theme {
    const chosen = stored(THEME);
    return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

export function setTheme(next: Theme): void {
    store(THEME, next);
    applyTheme();
    announce();
}

export function applyTheme(): void {
    const chosen = theme();
    if (chosen === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = chosen;
}

/** Whether the page is dark as it stands, chosen or by the system. */
export function isDark(): boolean {
    const chosen = theme();
    return chosen === 'dark' || (chosen === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
}
