import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messages } from '#generated/en';
import { useMessages } from '../../main/ts/base/messages';
import { doubtsIn, doubtsOf } from '../../main/ts/views/doubts';
import { slotsOf } from '../../main/ts/views/periods';
import { floor, type IndicatorRow } from '../../main/ts/views/series';

useMessages(messages);

const month = (count: number, value: number | string): IndicatorRow => {
    const period = `${2020 + Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
    return { period, calendar: 'calendar', from: `${period}-01`, to: `${period}-28`, value: String(value), unit: 'kg', observations: 1 };
};
const series = (...values: (number | undefined)[]) => values.flatMap((value, at) => (value === undefined ? [] : [month(at, value)]));
const doubts = (rows: readonly IndicatorRow[], recorded = '2026-01-01T00:00:00Z') => doubtsOf(slotsOf('month', rows), recorded);

test('a series without fault is not doubted', () => {
    const rows = series(...Array.from({ length: 48 }, (_, at) => 100 + 30 * Math.sin(at)));
    assert.deepEqual(doubtsIn(doubts(rows), 'kg'), []);
});

test('a missing period is named, and nothing stands in its place', () => {
    const found = doubts(series(10, 11, undefined, undefined, 12));
    assert.deepEqual(found.missing, ['March 2020', 'April 2020']);
    assert.match(doubtsIn(found, 'kg')[0] ?? '', /^Periods without a published figure: 2 \(March 2020, April 2020\)/);
});

test('a figure in another unit is told, in the middle and at the end', () => {
    const steady = Array.from({ length: 12 }, () => 50);
    assert.deepEqual(doubts(series(...steady, 50_000, ...steady)).unlike.map((each) => [each.row.period, each.times]), [['2021-01', 1000]]);
    assert.deepEqual(doubts(series(...steady, 50_000)).unlike.map((each) => each.row.period), ['2021-01']);
    assert.match(doubtsIn(doubts(series(...steady, 1, ...steady)), 'kg')[0] ?? '', /^January 2021: 1 kg is 50 times less than the figures beside it/);
});

test('a series that breaks and stays so is no slip', () => {
    const [before, after] = [Array.from({ length: 12 }, () => 40), Array.from({ length: 12 }, () => 4_000)];
    assert.deepEqual(doubts(series(...before, ...after)).unlike, []);
});

test('a period that was not over when it was recorded is told', () => {
    assert.deepEqual(doubts(series(10, 10, 10), '2020-03-10T00:00:00Z').early.map((each) => each.period), ['2020-03']);
    assert.deepEqual(doubts(series(10, 10, 10), '').early, []);
});

test('a negative figure is told, and the axis has room for it', () => {
    assert.deepEqual(doubts(series(10, -3, 10)).negative.map((each) => each.period), ['2020-02']);
    assert.equal(floor(-37), -40);
    assert.equal(floor(2), 0);
});
