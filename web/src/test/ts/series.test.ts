import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ceiling, csv, figureLines, type IndicatorRow, partOf, partsOf, seriesOf } from '../../main/ts/views/series';

const row = (period: string, calendar: string, from: string): IndicatorRow => ({ period, calendar, from, to: from, value: '1', unit: 'kg', observations: 1 });

test('fiscal and calendar years, and years and months, never stand on one axis', () => {
    const series = seriesOf([row('2025', 'us-fiscal', '2024-10-01'), row('2025', 'calendar', '2025-01-01'), row('2025-01', 'calendar', '2025-01-01'), row('2024', 'calendar', '2024-01-01')]);
    assert.deepEqual(
        series.map((each) => [each.calendar, each.length, each.rows.map((one) => one.period)]),
        [
            ['us-fiscal', 'year', ['2025']],
            ['calendar', 'year', ['2024', '2025']],
            ['calendar', 'month', ['2025-01']],
        ],
    );
});

test('an axis ends at a round number at or above the largest value', () => {
    assert.equal(ceiling(0), 1);
    assert.equal(ceiling(1), 1);
    assert.equal(ceiling(347), 400);
    assert.equal(ceiling(5001), 6000);
    assert.equal(ceiling(0.027), 0.03);
});

test('a table in CSV quotes what must be quoted, and is no formula', () => {
    assert.equal(csv([['a', 'b,c', 'd"e'], ['=1+1', '-3.5', '-x']]), 'a,"b,c","d""e"\r\n\'=1+1,-3.5,\'-x\r\n');
});

test('a table of figures has HXL hashtags below its names, and every row its source', () => {
    const about = { indicator: 'us.cbp.encounters', area: 'US', part: '', source: 'CBP', updated: '2026-01-02' };
    const [names, tags, first, ...rest] = figureLines([{ ...row('2025', 'us-fiscal', '2024-10-01'), months: 3 }, { ...row('2024', 'us-fiscal', '2023-10-01'), area: 'US-TX' }], about);
    assert.equal(rest.length, 1);
    assert.ok([names, tags, first, ...rest].every((line) => line?.length === names?.length));
    // HXL 1.1: a hashtag, then attributes, of letters, digits and underscores.
    assert.ok(tags?.every((tag) => /^#[A-Za-z][A-Za-z0-9_]*(\+[A-Za-z][A-Za-z0-9_]*)*$/.test(tag)));
    assert.equal(new Set(tags).size, tags?.length);
    const cell = (line: string[] | undefined, tag: string) => line?.[tags?.indexOf(tag) ?? -1];
    assert.deepEqual(['#indicator+value+num', '#meta+months+num', '#loc+area+code', '#meta+source'].map((tag) => cell(first, tag)), ['1', '3', 'US', 'CBP']);
    assert.equal(cell(rest[0], '#loc+area+code'), 'US-TX');
});

test('parts that must not be added are told apart, a published whole first', () => {
    const rows = ['female', 'total', 'male'].map((sex) => ({ ...row('2025', 'calendar', '2025-01-01'), dimensions: { sex } }));
    assert.deepEqual(partsOf(rows, ['sex=total']), ['sex=total', 'sex=female', 'sex=male']);
    assert.equal(partOf({ ...rows[0]!, dimensions: { sex: 'male', drug: 'heroin' } }), 'drug=heroin sex=male');
    assert.deepEqual(partsOf([row('2025', 'calendar', '2025-01-01')], []), ['']);
});
