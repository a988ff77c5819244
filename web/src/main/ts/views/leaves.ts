import type { Value } from '../base/types';

/** One scalar inside a record's fields, with the way to it: `itemSeizureLocation`, `name`. */
export interface Leaf {
    path: readonly string[];
    value: string | number | boolean;
}

/** Every scalar of a value, in its order; what a form can show one input each. */
export function leaves(value: Value, path: readonly string[] = []): Leaf[] {
    if (typeof value !== 'object') return [{ path, value }];
    return Object.entries(value).flatMap(([name, each]) => leaves(each as Value, [...path, name]));
}

/**
 * The same value with other scalars: `given` has a text for a path joined by `/`. A number stays a number and a marker a marker;
 * an emptied text takes its member away. Undefined where nothing is left.
 */
export function replaced(value: Value, given: (path: string) => string | undefined, path: readonly string[] = []): Value | undefined {
    if (typeof value !== 'object') {
        const text = given(path.join('/'));
        if (text === undefined) return value;
        if (text.trim() === '') return undefined;
        if (typeof value === 'number') return Number.isNaN(Number(text)) ? text : Number(text);
        return typeof value === 'boolean' ? text === 'true' : text;
    }
    if (Array.isArray(value)) {
        const items = value.map((each, index) => replaced(each, given, [...path, String(index)])).filter((each) => each !== undefined);
        return items.length === 0 ? undefined : items;
    }
    const members = Object.entries(value)
        .map(([name, each]) => [name, replaced(each, given, [...path, name])] as const)
        .filter((each): each is readonly [string, Value] => each[1] !== undefined);
    return members.length === 0 ? undefined : Object.fromEntries(members);
}
