import assert from 'node:assert/strict';
import { test } from 'node:test';
// @ts-expect-error: the build's own script, without types
import { unknownAndUnused } from '../../../scripts/messages.mjs';

const both = (text: string) => ({ en: text, es: text });

test('a catalogue that is used whole and whole in both languages passes', () => {
    const catalogue = { 'web.a': both('A'), 'web.count.one': both('{count}'), 'web.count.other': both('{count}') };
    assert.deepEqual(unknownAndUnused(catalogue, [{ name: 'x.ts', text: "t('web.a'); counted('web.count', 2)" }]), []);
});

test('an unknown code is named with its file', () => {
    assert.deepEqual(unknownAndUnused({}, [{ name: 'x.ts', text: "t('web.b')" }]), ["x.ts: the catalogue has no text 'web.b'"]);
});

test('a text that nothing shows is named', () => {
    assert.deepEqual(unknownAndUnused({ 'web.a': both('A') }, []), ["'web.a' is used nowhere"]);
});

test('a language that is missing or has other arguments is named', () => {
    const sources = [{ name: 'x.ts', text: "t('web.a') t('web.b')" }];
    assert.deepEqual(unknownAndUnused({ 'web.a': { en: 'A' }, 'web.b': { en: '{n}', es: '{m}' } }, sources), [
        "'web.a' needs a text in en and es",
        "'web.b' has other arguments in es than in en",
    ]);
});
