import type { IndicatorRow } from './series';

/** Shades of a map, from least to most. */
export const CLASSES_MAX = 5;

/** Areas whose figures lie from `least` to `most`, both inclusive. */
export interface Class {
    least: number;
    most: number;
}

/**
 * Up to five classes with about as many areas each, so that one large figure does not make all others look alike. Equal figures are
 * never parted; a class says the least and the largest figure that is in it.
 */
export function classesOf(values: readonly number[]): Class[] {
    const sorted = values.toSorted((a, b) => a - b);
    const count = Math.min(CLASSES_MAX, new Set(sorted).size);
    const classes: Class[] = [];
    let start = 0;
    for (let at = 1; at <= count && start < sorted.length; at++) {
        let end = at === count ? sorted.length : Math.max(start + 1, Math.round((at * sorted.length) / count));
        while (end < sorted.length && sorted[end] === sorted[end - 1]) end++;
        classes.push({ least: sorted[start]!, most: sorted[end - 1]! });
        start = end;
    }
    return classes;
}

/** Which class a figure is in, from 0. */
export function classOf(value: number, classes: readonly Class[]): number {
    const at = classes.findIndex((each) => value <= each.most);
    return at < 0 ? classes.length - 1 : at;
}

/** The shade of a class: few classes are spread over the whole scale. */
export function shadeOf(at: number, classes: number): number {
    return classes <= 1 ? CLASSES_MAX - 1 : Math.round((at * (CLASSES_MAX - 1)) / (classes - 1));
}

/** What is drawn for an area: a crossing point stands for its state; offices and sectors stand for themselves. */
export function drawnArea(code: string): string {
    return code.startsWith('US-CBP/') ? code : (code.split('/')[0] ?? code);
}

/** Rows by the area that is drawn for them. */
export function byArea(rows: readonly IndicatorRow[]): Map<string, IndicatorRow[]> {
    const groups = new Map<string, IndicatorRow[]>();
    for (const row of rows) {
        const code = drawnArea(row.area ?? '');
        if (code !== '') groups.set(code, [...(groups.get(code) ?? []), row]);
    }
    return groups;
}
