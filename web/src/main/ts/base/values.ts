import { date, instant, number } from './format';
import type { RecordDocument, Value } from './types';
import { areaLabel, areaPoint, codeLabel, dimensionLabel, dimensionValue, indicatorLabel, kind } from './vocabulary';

type Members = { [member: string]: Value };

const text = (value: Value | undefined): string => (value === undefined ? '' : String(value));
const members = (value: Value): Members => (typeof value === 'object' && !Array.isArray(value) ? value : {});
const joined = (parts: readonly string[], by = ' · '): string => parts.filter((each) => each !== '').join(by);

/** Degrees with five decimals, about a metre. */
const degrees = (value: Value | undefined): string => (typeof value === 'number' ? value.toFixed(5) : '');

function place(value: Members): string {
    const area = text(value['area']);
    const point = value['lat'] === undefined ? '' : `${degrees(value['lat'])}, ${degrees(value['lon'])}`;
    return joined([text(value['name']), area === '' ? '' : areaLabel(area), point]);
}

/** The parts of a name in the order in which they are said: the father's surname before the mother's. */
const NAME = ['personFullName', 'personGivenName', 'personMiddleName', 'personSurName', 'personMaternalName', 'personNameSuffixText'];

function personName(value: Members): string {
    return joined(
        NAME.map((each) => text(value[each])),
        ' ',
    );
}

/** One value of a field as a person reads it, by its type; a type that is not known is shown member by member. */
export function show(type: string, value: Value): string {
    if (Array.isArray(value)) return joined(value.map((each) => show(type, each)));
    const [, name, argument] = /^([a-z-]+)(?:\((.*)\))?$/.exec(type) ?? [type, type, ''];
    switch (name) {
        case 'date':
            return date(text(value));
        case 'instant':
            return instant(text(value));
        case 'place':
            return place(members(value));
        case 'area':
            return areaLabel(text(value));
        case 'code':
            return codeLabel(argument ?? '', text(value));
        case 'quantity': {
            const { value: amount, unit } = members(value);
            return `${number(text(amount))} ${codeLabel('unit', text(unit))}`;
        }
        case 'money': {
            const { amount, currency } = members(value);
            return `${number(text(amount))} ${text(currency)}`;
        }
        case 'person-name':
            return personName(members(value));
        case 'plate': {
            const { plate, issuer } = members(value);
            return joined([text(plate), text(issuer) === '' ? '' : areaLabel(text(issuer))]);
        }
        case 'document': {
            const { type: kindOf, issuer, number: identifier } = members(value);
            return joined([codeLabel('document-type', text(kindOf)), text(issuer), text(identifier)]);
        }
        case 'dimension': {
            const [dimension, of] = pair(text(value));
            return `${dimensionLabel(dimension)}: ${dimensionValue(dimension, of)}`;
        }
        case 'indicator':
            return indicatorLabel(text(value));
        case 'text':
            // Free text states its language where that is known.
            return typeof value === 'object' ? text(members(value)['text']) : text(value);
        default:
            return typeof value === 'object' ? joined(Object.entries(value).map(([each, of]) => `${each}: ${text(of)}`)) : text(value);
    }
}

function pair(dimension: string): [string, string] {
    const [name = '', value = ''] = dimension.split('=');
    return [name, value];
}

/** The field by which a kind's records are told from each other in a list, in a few words. */
export function summary(record: RecordDocument): string {
    const definition = kind(record.kind);
    const parts: string[] = [];
    for (const field of definition?.fields ?? []) {
        const value = record.fields[field.name];
        if (value === undefined || /^(date|instant|place|area|reference|evidence|text|marker|code\(calendar\))/.test(field.type)) continue;
        // In a list a breakdown says only its values: "Fentanyl · by land".
        const isBreakdown = field.type === 'dimension' && Array.isArray(value);
        parts.push(isBreakdown ? joined(value.map((each) => dimensionValue(...pair(text(each))))) : show(field.type, value));
        if (parts.length === 3) break;
    }
    return joined(parts);
}

function fieldOfType(record: RecordDocument, ...types: string[]): Value | undefined {
    const field = kind(record.kind)?.fields.find((each) => types.includes(each.type) && record.fields[each.name] !== undefined);
    const value = field ? record.fields[field.name] : undefined;
    return Array.isArray(value) ? value[0] : value;
}

function period(record: RecordDocument): Value | undefined {
    const field = kind(record.kind)?.fields.find((each) => each.period && record.fields[each.name] !== undefined);
    return field ? record.fields[field.name] : undefined;
}

/** When what is stated was, as the record writes it, so that it can be put in order; empty where it does not say. */
export function dated(record: RecordDocument): string {
    const value = period(record);
    return value === undefined ? '' : text(value);
}

/** When what a record states took place. A fiscal year is never shown as if it were a calendar year. */
export function when(record: RecordDocument): string {
    const value = period(record);
    if (value === undefined) return '';
    const stated = date(text(value));
    const calendar = record.fields['calendar'];
    return /^\d{4}$/.test(text(value)) && calendar !== undefined && calendar !== 'calendar' ? `${stated} · ${codeLabel('calendar', text(calendar))}` : stated;
}

/** Where, in words; the point itself only where there are no words for it. */
export function where(record: RecordDocument): string {
    const value = fieldOfType(record, 'place', 'area');
    if (value === undefined) return '';
    if (typeof value !== 'object') return areaLabel(text(value));
    const { name, area, ...rest } = members(value);
    return joined([text(name), area === undefined ? '' : areaLabel(text(area).split('/')[0] === 'US-CBP' ? text(area) : (text(area).split('/')[0] ?? ''))]) || place(rest);
}

export interface Point {
    lon: number;
    lat: number;
    /** Whether the record states the point itself, or only an area whose middle this is. */
    exact: boolean;
}

/** Where on the map; nothing for a record that states no place. */
export function point(record: RecordDocument): Point | undefined {
    const value = fieldOfType(record, 'place', 'area');
    if (value === undefined) return undefined;
    const stated = typeof value === 'object' ? members(value) : { area: value };
    if (typeof stated['lat'] === 'number' && typeof stated['lon'] === 'number') {
        return { lon: stated['lon'], lat: stated['lat'], exact: true };
    }
    const middle = areaPoint(text(stated['area']));
    return middle ? { lon: middle[0], lat: middle[1], exact: false } : undefined;
}
