import assert from 'node:assert/strict';
import { test } from 'node:test';
import { areMixed, axis, inYears, isIncomplete, monthsOf, named, parseYear, periodName, slotsOf, slotsOfYears, sum, yearName, yearOf } from '../../main/ts/views/periods';
import type { IndicatorRow } from '../../main/ts/views/series';

const month = (period: string, value = '1', more: Partial<IndicatorRow> = {}): IndicatorRow => ({ period, calendar: 'calendar', from: `${period}-01`, to: `${period}-28`, value, unit: 'kg', observations: 1, ...more });
const year = (token: string) => parseYear(token)!;

test('a fiscal year begins on 1 October of the year before', () => {
    assert.deepEqual(monthsOf(year('FY2024')), { from: '2023-10', to: '2024-09' });
    assert.deepEqual(monthsOf(year('2024')), { from: '2024-01', to: '2024-12' });
    assert.equal(yearName(yearOf('2023-10', 'us-fiscal')), 'FY2024');
    assert.equal(yearName(yearOf('2023-09', 'us-fiscal')), 'FY2023');
    assert.equal(yearName(yearOf('2023-12', 'calendar')), '2023');
    for (const bad of [null, '', '24', 'fy2024', 'FY24', '2024-01', '3024']) assert.equal(parseYear(bad), undefined);
});

test('a fiscal year is never set beside a calendar year', () => {
    assert.ok(areMixed(year('FY2024'), year('2024')));
    assert.ok(!areMixed(year('FY2024'), year('FY2023')));
    assert.ok(!areMixed(year('2024'), year('2023')));
});

test('decimal sums are exact', () => {
    assert.equal(sum(['0.1', '0.2']), '0.3');
    assert.equal(sum(['0.45359237', '1']), '1.45359237');
    assert.equal(sum(['10', '-12.5']), '-2.5');
    assert.equal(sum(['100', '200']), '300');
    assert.equal(sum(['-0.5', '0.5']), '0');
    assert.equal(sum([]), '0');
});

test('months become the year asked for, which says how many months it is of', () => {
    const rows = ['2023-09', '2023-10', '2023-12', '2024-01'].map((each) => month(each, '1.5'));
    assert.deepEqual(
        inYears(rows, 'us-fiscal').map((each) => [each.period, each.calendar, each.from, each.to, each.value, each.months]),
        [
            ['2023', 'us-fiscal', '2022-10-01', '2023-09-30', '1.5', 1],
            ['2024', 'us-fiscal', '2023-10-01', '2024-09-30', '4.5', 3],
        ],
    );
    assert.deepEqual(
        inYears(rows, 'calendar').map((each) => [each.period, each.value, isIncomplete(each)]),
        [
            ['2023', '4.5', true],
            ['2024', '1.5', true],
        ],
    );
});

test('a published year stands, and is not added up once more; areas and parts stay apart', () => {
    const published: IndicatorRow = { ...month('2024-01', '7'), period: '2024', from: '2024-01-01', to: '2024-12-31' };
    assert.deepEqual(
        inYears([published, month('2024-01'), month('2024-02')], 'calendar').map((each) => each.value),
        ['7'],
    );
    assert.equal(inYears([published], 'us-fiscal').length, 0);
    assert.equal(inYears([month('2024-01', '1', { area: 'US-CA' }), month('2024-01', '1', { area: 'US-TX' })], 'calendar').length, 2);
    assert.equal(inYears([month('2024-01', '1', { dimensions: { sex: 'male' } }), month('2024-01')], 'calendar').length, 2);
});

test('a period without a figure keeps its place on the axis', () => {
    assert.deepEqual(axis('month', ['2024-02', '2023-11']), ['2023-11', '2023-12', '2024-01', '2024-02']);
    assert.deepEqual(axis('year', ['2020', '2022']), ['2020', '2021', '2022']);
    const slots = slotsOf('month', [month('2024-01'), month('2024-03')], [month('2024-02')]);
    assert.deepEqual(slots.map((each) => [each.one?.period, each.two?.period]), [['2024-01', undefined], [undefined, '2024-02'], ['2024-03', undefined]]);
});

test('two years stand month beside month', () => {
    const slots = slotsOfYears('month', [month('2022-10', '3')], [month('2023-10', '4'), month('2024-09', '5')], [year('FY2023'), year('FY2024')]);
    assert.equal(slots.length, 12);
    assert.deepEqual([slots[0]?.label, slots[0]?.one?.value, slots[0]?.two?.value], ['Oct', '3', '4']);
    assert.deepEqual([slots[11]?.label, slots[11]?.one, slots[11]?.two?.value], ['Sept', undefined, '5']);
});

test('a fiscal year is never called by its number alone', () => {
    assert.equal(periodName({ period: '2024', calendar: 'us-fiscal' }), 'FY2024');
    assert.equal(periodName({ period: '2024', calendar: 'calendar' }), '2024');
    assert.equal(periodName({ period: '2024-03', calendar: 'us-fiscal' }), 'March 2024');
    assert.deepEqual(slotsOf('year', inYears([month('2023-10')], 'us-fiscal')).map((each) => each.label), ['FY2024']);
});

test('an axis names the same months each year, and no more of them than it has room for', () => {
    const slots = slotsOf('month', [month('2019-10'), month('2024-09')]);
    assert.deepEqual(named('month', slots, 8).map((at) => slots[at]?.tick), ['Jan 2020', 'Jan 2021', 'Jan 2022', 'Jan 2023', 'Jan 2024']);
    assert.deepEqual(named('month', slots, 3).map((at) => slots[at]?.tick), ['Jan 2020', 'Jan 2022', 'Jan 2024']);
    assert.deepEqual(named('year', slotsOf('year', [{ ...month('2020-01'), period: '2020' }, { ...month('2023-01'), period: '2023' }]), 2), [0, 2]);
});
