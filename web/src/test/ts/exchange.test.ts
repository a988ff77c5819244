import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leaves, replaced } from '../../main/ts/views/leaves';

const fields = { seizedAt: '2026-01-02', amount: { value: '3.5', unit: 'kg' }, count: 4, synthetic: true, names: ['a', 'b'] };

test('a correction offers every scalar of a record once, with the way to it', () => {
    assert.deepEqual(
        leaves(fields).map((each) => each.path.join('/')),
        ['seizedAt', 'amount/value', 'amount/unit', 'count', 'synthetic', 'names/0', 'names/1'],
    );
});

test('a correction changes only what was given, and keeps a number a number', () => {
    const given: Record<string, string> = { count: '5', 'amount/value': '4.0', synthetic: 'false' };
    assert.deepEqual(replaced(fields, (path) => given[path]), { ...fields, count: 5, synthetic: false, amount: { value: '4.0', unit: 'kg' } });
});

test('an emptied text takes its member away, and an emptied whole goes with it', () => {
    const given: Record<string, string> = { seizedAt: ' ', 'amount/value': '', 'amount/unit': '', 'names/0': '' };
    assert.deepEqual(replaced(fields, (path) => given[path]), { count: 4, synthetic: true, names: ['b'] });
});

test('a number that is not one is left for the node to refuse', () => {
    assert.deepEqual(replaced({ count: 4 }, () => 'four'), { count: 'four' });
});

