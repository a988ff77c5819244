import data from '#generated/vocabulary.json';
import { language } from './settings';
import type { Bilingual, Language } from './types';

/** Kinds, codes and areas with their names in both languages, as the record room states them. */
export interface FieldDefinition {
    name: string;
    label: Bilingual;
    /** `date`, `place`, `code(drug)`, `line(100)` … */
    type: string;
    required?: boolean;
    repeated?: boolean;
    /** Whether it says when what is stated took place. */
    period?: boolean;
}

export interface KindDefinition {
    name: string;
    label: Bilingual;
    fields: FieldDefinition[];
}

type Names = Readonly<Record<string, Bilingual>>;

export const kinds = data.kinds as unknown as KindDefinition[];
export const areas = data.areas as unknown as Names;
const lists = data.lists as unknown as Readonly<Record<string, Names>>;
const points = data.points as unknown as Readonly<Record<string, [number, number]>>;

export function kind(name: string): KindDefinition | undefined {
    return kinds.find((each) => each.name === name);
}

export function kindLabel(name: string): string {
    return kind(name)?.label[language()] ?? name;
}

/** A code's name in a list; an unknown code is shown as it is. */
export function codeLabel(list: string, code: string, reader: Language = language()): string {
    return lists[list]?.[code]?.[reader] ?? code;
}

/** The codes of a list, in its own order. */
export function codes(list: string): string[] {
    return Object.keys(lists[list] ?? {});
}

/** An area's name; a municipality or county that has none here is its state's name and its number. */
export function areaLabel(code: string): string {
    const named = areas[code];
    if (named) return named[language()];
    const slash = code.indexOf('/');
    return slash > 0 && areas[code.slice(0, slash)] ? `${areas[code.slice(0, slash)]![language()]} / ${code.slice(slash + 1)}` : code;
}

/** Where an area stands on a map, [longitude, latitude]: a state's middle, an office's seat. */
export function areaPoint(code: string): [number, number] | undefined {
    const slash = code.indexOf('/');
    return points[code] ?? (slash > 0 ? points[code.slice(0, slash)] : undefined);
}

const indicators = data.indicators as unknown as Readonly<Record<string, Bilingual & { unit: string }>>;

/** The indicators that Puente describes, by code. */
export const indicatorCodes: readonly string[] = Object.keys(indicators);

export function indicatorLabel(code: string): string {
    return indicators[code]?.[language()] ?? code;
}

interface Dimension extends Bilingual {
    values?: Names;
    list?: string;
}

const dimensions = data.dimensions as unknown as Readonly<Record<string, Dimension>>;

/** Every part of a figure that has a name here, as observations write it: `crime=homicidio-doloso`. */
export function dimensionChoices(): string[] {
    return Object.entries(dimensions).flatMap(([name, { values, list }]) => [...Object.keys(values ?? {}), ...(list && list !== 'country' ? codes(list) : [])].map((value) => `${name}=${value}`));
}

/** What a figure is broken down by: `drug` is "Drug". */
export function dimensionLabel(name: string): string {
    return dimensions[name]?.[language()] ?? name;
}

/** One value of a dimension: `southwest-border` is "southwest border". */
export function dimensionValue(name: string, value: string): string {
    const dimension = dimensions[name];
    const own = dimension?.values?.[value]?.[language()];
    if (own !== undefined || !dimension?.list) return own ?? value;
    // Lists of countries are written in capitals, dimensions in small letters.
    const listed = codeLabel(dimension.list, value);
    return listed === value ? codeLabel(dimension.list, value.toUpperCase()) : listed;
}
