import assert from 'node:assert/strict';
import { test } from 'node:test';
import { places } from '../../main/ts/views/link-graph';
import { bars } from '../../main/ts/views/waterfall';

test('each bar begins where the one before it ends, whichever way it goes', () => {
    const [prior, name, date] = bars([-10, 15, -5]);
    assert.deepEqual(prior, { from: 0, to: 10 / 15 });
    assert.deepEqual(name, { from: 0, to: 1 });
    assert.deepEqual(date, { from: 10 / 15, to: 1 });
});

test('nothing to weigh draws no bar, and no step of nothing divides by nothing', () => {
    assert.deepEqual(bars([]), []);
    assert.deepEqual(bars([0]), [{ from: 0, to: 0 }]);
});

test('statements stand apart from each other within the picture, one in the middle', () => {
    assert.deepEqual(places(1), [{ x: 160, y: 160 }]);
    for (const count of [2, 3, 7]) {
        const all = places(count);
        assert.equal(new Set(all.map((each) => `${each.x} ${each.y}`)).size, count);
        assert.ok(all.every((each) => each.x > 22 && each.x < 298 && each.y > 22 && each.y < 298));
    }
});
