// The rules for the page's texts, apart from where they are read from, so that a test can hold them.

/** The names in braces of a text, sorted, each once. */
export function argumentsOf(text) {
    return [...new Set([...text.matchAll(/\{([a-zA-Z]+)\}/g)].map((match) => match[1]))].sort();
}

/**
 * What is wrong between a catalogue and the sources that use it; empty where nothing is. A code composed at run time
 * by `word('web.progress', name)` or `counted('web.days', number)` uses all that begin so. `shared` are
 * the record room's texts, which the page may use and need not.
 */
export function unknownAndUnused(catalogue, sources, shared = {}) {
    const faults = [];
    const known = { ...shared, ...catalogue };
    const used = new Set();
    const prefixes = new Set();
    for (const { name, text } of sources) {
        for (const match of text.matchAll(/['"`]((?:web|record)\.[a-z0-9.-]*[a-z0-9])['"`]/g)) {
            const isPrefix = /\b(?:word|counted)\(\s*$/.test(text.slice(0, match.index));
            if (isPrefix) prefixes.add(`${match[1]}.`);
            else if (match[1] in known) used.add(match[1]);
            else faults.push(`${name}: the catalogue has no text '${match[1]}'`);
        }
        for (const match of text.matchAll(/`(web\.[a-z0-9.-]*\.)\$\{/g)) prefixes.add(match[1]);
    }
    for (const prefix of prefixes) {
        if (!Object.keys(known).some((code) => code.startsWith(prefix))) faults.push(`no text begins with '${prefix}'`);
    }
    for (const [code, entry] of Object.entries(catalogue)) {
        if (!code.startsWith('web.')) faults.push(`'${code}' does not begin with 'web.'`);
        if (!entry?.en || !entry?.es) faults.push(`'${code}' needs a text in en and es`);
        else if (argumentsOf(entry.en).join() !== argumentsOf(entry.es).join())
            faults.push(`'${code}' has other arguments in es than in en`);
        if (!used.has(code) && ![...prefixes].some((prefix) => code.startsWith(prefix)))
            faults.push(`'${code}' is used nowhere`);
    }
    return faults;
}
