import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ago, axisNumber, date, daysUntil, number, shortHash } from '../../main/ts/base/format';
import { query } from '../../main/ts/base/api';
import { parseLocation } from '../../main/ts/base/router';
import { preferred } from '../../main/ts/base/settings';
import { fill } from '../../main/ts/base/messages';

test('a date keeps its precision and its day, whatever the zone', () => {
    assert.equal(date('2024'), '2024');
    assert.equal(date('2024-09'), 'September 2024');
    assert.equal(date('2024-09-03'), '3 Sept 2024');
});

test('a decimal keeps the digits it was stated with', () => {
    assert.equal(number('1234.50'), '1,234.50');
    assert.equal(number('7'), '7');
});

test('time is told in the largest whole unit', () => {
    const now = Date.parse('2026-11-21T12:00:00Z');
    assert.equal(ago('2026-11-21T11:57:10Z', now), '2 minutes ago');
    assert.equal(ago('2026-11-20T12:00:00Z', now), 'yesterday');
});

test('days until a date are whole days of the calendar', () => {
    const now = new Date(2026, 10, 21, 23, 30).getTime();
    assert.equal(daysUntil('2026-11-22', now), 1);
    assert.equal(daysUntil('2026-11-20', now), -1);
});

test('a digest is shortened only where it is long', () => {
    assert.equal(shortHash('abcdef'), 'abcdef');
    assert.equal(shortHash('0123456789abcdef0123456789abcdef'), '01234567…cdef');
});

test('a query leaves out what is empty and repeats what is a list', () => {
    assert.equal(query({ kind: 'seizure', q: '', field: ['a:1', 'b:2'], cursor: undefined }), '?kind=seizure&field=a%3A1&field=b%3A2');
    assert.equal(query({}), '');
});

test('an address is a view, an item and a query', () => {
    assert.equal(parseLocation('/', '').view, 'overview');
    const there = parseLocation('/records/0190', '?purpose=statistics');
    assert.deepEqual([there.view, there.item, there.query.get('purpose')], ['records', '0190', 'statistics']);
    assert.equal(parseLocation('/records/%E0%A4%A', '').item, '%E0%A4%A');
});

test('the first language that Puente speaks is taken', () => {
    assert.equal(preferred(['fr-CA', 'es-MX', 'en']), 'es');
    assert.equal(preferred(['nah']), 'en');
});

test('an argument that is not given stays visible', () => {
    assert.equal(fill('{a} and {b}', { a: 1 }), '1 and {b}');
});

test('an axis says millions in short, and thousands as they are', () => {
    assert.equal(axisNumber(20_000), '20,000');
    assert.equal(axisNumber(200_000_000), '200M');
});
