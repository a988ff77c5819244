import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byArea, classesOf, classOf, drawnArea, shadeOf } from '../../main/ts/views/scale';

test('classes hold about as many areas each, and one large figure does not swallow the rest', () => {
    const classes = classesOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 100_000]);
    assert.deepEqual(classes, [
        { least: 1, most: 2 },
        { least: 3, most: 4 },
        { least: 5, most: 6 },
        { least: 7, most: 8 },
        { least: 9, most: 100_000 },
    ]);
    assert.equal(classOf(1, classes), 0);
    assert.equal(classOf(100_000, classes), 4);
});

test('equal figures have one shade, however many they are', () => {
    assert.deepEqual(classesOf([0, 0, 0, 0, 0, 0, 7]), [
        { least: 0, most: 0 },
        { least: 7, most: 7 },
    ]);
    assert.deepEqual(classesOf([5, 5]), [{ least: 5, most: 5 }]);
    assert.deepEqual(classesOf([]), []);
});

test('few classes are spread over the whole scale', () => {
    assert.deepEqual([0, 1].map((each) => shadeOf(each, 2)), [0, 4]);
    assert.deepEqual([0, 1, 2].map((each) => shadeOf(each, 3)), [0, 2, 4]);
    assert.equal(shadeOf(0, 1), 4);
});

test('a crossing point stands for its state, a sector for itself, and what states no area for nothing', () => {
    assert.equal(drawnArea('US-TX/roma-suspension-bridge'), 'US-TX');
    assert.equal(drawnArea('US-CBP/yuma-sector'), 'US-CBP/yuma-sector');
    const row = { period: '2024', calendar: 'calendar', from: '2024-01-01', to: '2024-12-31', value: '1', unit: 'kg', observations: 1 };
    assert.deepEqual([...byArea([{ ...row, area: 'US-TX/a' }, { ...row, area: 'US-TX/b' }, { ...row, area: '' }])].map(([code, rows]) => [code, rows.length]), [['US-TX', 2]]);
});
