import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf, chartNamed, charts, questionOf, stateOf } from '../../main/ts/public/charts';

test('every state of a chart has an address, and the address gives the state back', () => {
    for (const chart of charts) {
        for (const area of ['', ...(chart.areas ?? []).slice(0, 3)]) {
            for (const length of chart.lengths) {
                for (const choice of [0, 1]) {
                    const chosen = Object.fromEntries(chart.choices.map(({ dimension, values }) => [dimension, values[choice] ?? values[0]!]));
                    const state = stateOf(chart, new URLSearchParams({ ...chosen, by: length, ...(area === '' ? {} : { area }), forecast: '1' }));
                    const address = addressOf(chart, state);
                    assert.match(address, /^\/public\/[a-z]+(\?|$)/);
                    assert.deepEqual(stateOf(chart, new URLSearchParams(address.split('?')[1] ?? '')), state);
                }
            }
        }
    }
});

test('an address that names what a chart does not have is as the chart is first', () => {
    const chart = chartNamed('homicides')!;
    assert.deepEqual(stateOf(chart, new URLSearchParams('area=XX&by=hour&crime=none&rate=1')), stateOf(chart, new URLSearchParams()));
});

test('what must not be summed is always one of its values: a crime, a drug, a mode, a stage, a state', () => {
    for (const [id, dimension] of [['homicides', 'crime'], ['firearms', 'crime'], ['seizures', 'drug'], ['crossings', 'mode'], ['money', 'stage']] as const) {
        const chart = chartNamed(id)!;
        assert.ok(questionOf(chart, stateOf(chart, new URLSearchParams())).dimension.some((each) => each.startsWith(`${dimension}=`)), id);
    }
    const overdoses = chartNamed('overdoses')!;
    assert.equal(questionOf(overdoses, stateOf(overdoses, new URLSearchParams())).area, 'US-NM');
});
