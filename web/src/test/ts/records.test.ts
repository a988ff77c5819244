import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messages } from '#generated/en';
import { useMessages } from '../../main/ts/base/messages';
import type { RecordDocument } from '../../main/ts/base/types';
import { point, show, summary, when, where } from '../../main/ts/base/values';
import { areaLabel, areaPoint, dimensionValue, kinds } from '../../main/ts/base/vocabulary';
import { byDate, charts } from '../../main/ts/views/found';
import { suggestions } from '../../main/ts/views/suggestions';

useMessages(messages);

const observation: RecordDocument = {
    id: '0bd152a9-e440-88b5-a93b-c7da720d3a1b',
    version: 1,
    kind: 'observation',
    agency: 'us/cbp',
    recordedAt: '2026-11-21T21:59:23.319Z',
    handling: { tlp: 'CLEAR', codes: [], purposes: ['statistics'], audience: ['mx', 'us'], originatorConsent: false, grading: 'A2' },
    provenance: { source: 'CBP', synthetic: false },
    fields: {
        indicator: 'us.cbp.drug-seizure-weight',
        area: 'US-CBP/san-diego-field-office',
        period: '2025',
        calendar: 'us-fiscal',
        value: { value: '0.00729999999387828862', unit: 'kg' },
        dimensions: ['drug=fentanyl', 'region=southwest-border'],
    },
};

test('an observation says its indicator, its value and what it is broken down by', () => {
    assert.equal(summary(observation), 'Drugs seized, weight · 0.0073 kg · Fentanyl · southwest border');
});

test('a fiscal year is never shown as if it were a calendar year', () => {
    assert.match(when(observation), /^2025 · .+/);
    assert.equal(when({ ...observation, fields: { ...observation.fields, calendar: 'calendar' } }), '2025');
});

test('a record without a point stands where its area does, and says that it is not exact', () => {
    assert.deepEqual(point(observation), { lon: -117.16, lat: 32.72, exact: false });
    assert.equal(where(observation), 'San Diego Field Office');
    const exact = { ...observation, kind: 'seizure', fields: { itemSeizureLocation: { lat: 31.3, lon: -110.9, name: 'Nogales' } } };
    assert.deepEqual(point(exact), { lon: -110.9, lat: 31.3, exact: true });
    assert.equal(where(exact), 'Nogales');
});

test('values are shown by their type, in words', () => {
    assert.equal(show('money', { amount: '438920.00', currency: 'USD' }), '438,920.00 USD');
    assert.equal(show('text(4000)', { language: 'und', text: 'In words.' }), 'In words.');
    assert.equal(show('code(drug)', 'fentanyl'), 'Fentanyl');
    assert.equal(show('code(drug)', 'not-in-the-list'), 'not-in-the-list');
    assert.equal(dimensionValue('citizenship', 'mx'), 'Mexico');
});

test('both countries have all their states, each with a middle inside its country', () => {
    assert.equal(kinds.length, 18);
    assert.equal(areaLabel('MX-SIN'), 'Sinaloa');
    assert.equal(areaLabel('MX-SIN/006'), 'Sinaloa / 006');
    const [lon, lat] = areaPoint('MX-SIN/006')!;
    assert.ok(lon > -110 && lon < -105 && lat > 22 && lat < 27);
    assert.equal(areaPoint('XX-NOWHERE'), undefined);
});

test('typed words are offered as the filters they name, in either language', () => {
    const labels = (text: string) => suggestions(text).map((each) => each.label);
    assert.deepEqual(labels('fentanyl San Diego 2025').slice(0, 3), ['San Diego Field Office + Fentanyl, figures + 2025', 'San Diego Field Office', 'San Diego Sector']);
    assert.ok(labels('fentanyl San Diego 2025').includes('Fentanyl, figures'));
    assert.ok(labels('fentanilo').includes('Fentanyl, single seizures'));
    assert.ok(labels('seizures').includes('Seizure'));
    assert.deepEqual(labels('nothing of the kind'), []);
    const [all, area] = suggestions('san diego 2025 Nogales');
    assert.equal(all!.rest('san diego 2025 Nogales'), 'Nogales');
    assert.deepEqual(all!.filters, [['area', 'US-CBP/san-diego-field-office'], ['from', '2025'], ['to', '2025']]);
    assert.equal(area!.rest('san diego 2025'), '2025');
});

test('a year may be said, and words that only join others are not searched for', () => {
    const now = new Date(2026, 10, 22);
    for (const said of ["last year's fentanyl seizures in San Diego's field office", 'aseguramientos de fentanilo en San Diego el año pasado']) {
        const [all] = suggestions(said, now);
        assert.deepEqual(all?.filters, [['area', 'US-CBP/san-diego-field-office'], ['kind', 'observation'], ['field', 'dimensions:drug=fentanyl'], ['from', '2025'], ['to', '2025']]);
        assert.equal(all?.rest(said), '');
    }
    assert.deepEqual(suggestions('this year', now)[0]?.filters, [['from', '2026'], ['to', '2026']]);
    const [all] = suggestions('fentanyl in San Diego under apricots', now);
    assert.equal(all?.rest('fentanyl in San Diego under apricots'), 'in under apricots');
});

test('what was found whole stands newest first, and what has no date last', () => {
    const at = (id: string, period?: string): RecordDocument => ({ ...observation, id, fields: period ? { ...observation.fields, period } : { indicator: 'us.cbp.drug-seizure-weight' } });
    assert.deepEqual(byDate([at('none'), at('may', '2025-05'), at('sept', '2025-09'), at('older', '2024')]).map((each) => each.id), ['sept', 'may', 'older', 'none']);
});

test('figures that were found lead to their chart under the same filters, each indicator once', () => {
    const events = { ...observation, fields: { ...observation.fields, indicator: 'us.cbp.drug-seizure-events' } };
    const query = new URLSearchParams('kind=observation&area=US-CBP/san-diego-field-office&from=2025&to=2025&field=dimensions:drug%3Dfentanyl');
    assert.deepEqual(charts([observation, events, observation, { ...observation, kind: 'seizure', fields: {} }], query), [
        { indicator: 'us.cbp.drug-seizure-events', query: 'indicator=us.cbp.drug-seizure-events&area=US-CBP%2Fsan-diego-field-office&from=2025&to=2025&part=drug%3Dfentanyl' },
        { indicator: 'us.cbp.drug-seizure-weight', query: 'indicator=us.cbp.drug-seizure-weight&area=US-CBP%2Fsan-diego-field-office&from=2025&to=2025&part=drug%3Dfentanyl' },
    ]);
});
