import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

/** What turns a string into markup, code or style; lit's templates escape everything that is put into them. */
const FORBIDDEN =
    /\b(unsafeHTML|unsafeSVG|unsafeMathML|unsafeCSS|innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|srcdoc|setHTML|setHTMLUnsafe|DOMParser)\b|\bdocument\s*\.\s*write|\beval\s*\(|\bnew\s+Function\b|javascript:|\bset(?:Timeout|Interval)\s*\(\s*['"`]/;

/** The one tag that is chosen while the page runs comes from the table of views, not from data. */
const STATIC = /unsafeStatic\(entry\.tag\)/;

const root = 'src/main/ts';
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));

test('nothing in the page turns a text of a record into markup, script or style', () => {
    assert.ok(sources.length > 30);
    for (const { name, text } of sources) {
        assert.equal(FORBIDDEN.exec(text)?.[0], undefined, `${name} uses what escapes nothing`);
        for (const line of text.split('\n').filter((each) => each.includes('unsafeStatic('))) assert.match(line, STATIC, name);
    }
});

test('what a link leads to begins in the page itself, whatever the data says', () => {
    const links = sources.flatMap(({ name, text }) => [...text.matchAll(/\b(?:href|src|action|formaction)=\$\{([^}]*)/g)].map((found) => ({ name, value: found[1]!.trim() })));
    assert.ok(links.length > 15);
    const own = /^(`[/#]|address(?:Of)?\(|recordAddress\(|each\.name === 'overview' \? '\/')/;
    for (const { name, value } of links) assert.match(value, own, `${name}: ${value}`);
});
