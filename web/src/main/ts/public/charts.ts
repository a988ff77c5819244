import type { PlainCode } from '#generated/messages';
import { areas } from '../base/vocabulary';

/** Something that a reader chooses: a value of a dimension, the first unless they choose another. */
export interface Choice {
    dimension: string;
    values: readonly string[];
    /** Whether "all together" may be chosen; only where values add up. */
    all?: boolean;
}

/** A chart, as the public pages have it. Its state is its address: `/public/<id>?…`. */
export interface Chart {
    id: string;
    indicator: string;
    /** What it measures, under the title. */
    measure: PlainCode;
    choices: readonly Choice[];
    /** Which areas can be chosen; without, figures are of all areas together. */
    areas?: readonly string[];
    /** The area shown first; without, all together. */
    area?: string;
    /** How long periods can be, the first unless the reader chooses another. */
    lengths: readonly Length[];
    /** A part whose share is shown. */
    share?: string;
    /** Whether rates can be shown: where a denominator is declared. */
    rates?: true;
    /** Whether a map by area stands beside it. */
    map?: true;
    /** The choice whose values stand side by side in a table of their own. */
    beside?: string;
    /** Whether a figure is a level, such as a percentage or a price: a year without months of its own is not told from months. */
    level?: true;
    /** The first month of a period that was not whole when its source was published. */
    unsettled?: string;
    /** The last year that was whole when its source was published. */
    settled?: number;
    /** Whether it is shown only once a party publishes it. */
    declared?: true;
    /** Whether changes in it are looked for, and what comparable areas did. */
    changes?: true;
}

export type Length = 'month' | 'rolling' | 'half-year' | 'calendar' | 'us-fiscal';

const codes = (pattern: RegExp) => Object.keys(areas).filter((each) => pattern.test(each));
const MEXICO = codes(/^MX-[A-Z]{3}$/);
const OFFICES = codes(/^US-CBP\/(?!amo|nasoc|headquarters|hq-).*(field-office|sector)$/);
const STATES = codes(/^US-[A-Z]{2}$/);

const CRIME: Choice = { dimension: 'crime', values: ['homicidio-doloso', 'feminicidio', 'secuestro', 'rapto', 'trata-de-personas', 'otros-delitos-que-atentan-contra-la-libertad-personal', 'extorsion', 'lesiones-dolosas'] };

const DRUG: Choice = { dimension: 'drug', values: ['fentanyl', 'methamphetamine', 'cocaine', 'heroin', 'marijuana'] };
const PRECURSOR: Choice = { dimension: 'precursor', values: ['4-piperidone', '4-anpp', 'p2p', 'methylamine', 'pill-presses', 'other'] };

/** Every chart, in the order of the story; those of drug policy after them. */
export const charts: readonly Chart[] = [
    { id: 'homicides', indicator: 'mx.sesnsp.crime-victims', measure: 'web.public.homicides.measure', choices: [CRIME], areas: MEXICO, lengths: ['month', 'calendar'], rates: true, map: true, changes: true },
    { id: 'firearms', indicator: 'mx.sesnsp.crime-victims', measure: 'web.public.firearms.measure', choices: [{ ...CRIME, values: ['homicidio-doloso', 'feminicidio', 'lesiones-dolosas'] }], areas: MEXICO, lengths: ['calendar', 'month'], share: 'modality=con-arma-de-fuego' },
    {
        id: 'seizures',
        indicator: 'us.cbp.drug-seizure-weight',
        measure: 'web.public.seizures.measure',
        choices: [
            { dimension: 'drug', values: ['fentanyl', 'methamphetamine', 'cocaine', 'heroin', 'marijuana', 'ketamine', 'ecstasy', 'lsd', 'khat'] },
            { dimension: 'region', values: ['southwest-border', 'northern-border', 'coastal-interior'], all: true },
            { dimension: 'component', values: ['ofo', 'usbp'], all: true },
            { dimension: 'land', values: ['land', 'other'], all: true },
        ],
        areas: OFFICES,
        lengths: ['us-fiscal', 'month', 'calendar'],
        beside: 'drug',
    },
    { id: 'overdoses', indicator: 'us.cdc.synthetic-opioid-deaths', measure: 'web.public.overdoses.measure', choices: [], areas: STATES, area: 'US-NM', lengths: ['rolling'] },
    {
        id: 'encounters',
        indicator: 'us.cbp.encounters',
        measure: 'web.public.encounters.measure',
        choices: [
            { dimension: 'region', values: ['southwest-border', 'northern-border', 'other'] },
            { dimension: 'demographic', values: ['single-adults', 'family-unit', 'unaccompanied-minors', 'accompanied-minors'], all: true },
            { dimension: 'authority', values: ['title-8', 'title-42'], all: true },
        ],
        lengths: ['month', 'us-fiscal'],
    },
    { id: 'patrol', indicator: 'us.cbp.usbp-encounters', measure: 'web.public.patrol.measure', choices: [{ dimension: 'region', values: ['southwest-border', 'northern-border', 'coastal-interior'] }], areas: OFFICES.filter((each) => each.endsWith('sector')), lengths: ['us-fiscal', 'month'] },
    {
        id: 'crossings',
        indicator: 'us.cbp.northbound-crossings',
        measure: 'web.public.crossings.measure',
        choices: [
            { dimension: 'mode', values: ['commercial-trucks', 'passenger-vehicles', 'pedestrians', 'buses', 'railcars'] },
            { dimension: 'port', values: ['laredo', 'el-paso', 'ysleta', 'hidalgo', 'brownsville', 'eagle-pass', 'del-rio', 'roma', 'rio-grande-city', 'progreso', 'presidio', 'marcelino-serna'], all: true },
        ],
        lengths: ['month', 'calendar'],
        beside: 'mode',
    },
    { id: 'money', indicator: 'us.inl.assistance-to-mexico', measure: 'web.public.money.measure', choices: [{ dimension: 'stage', values: ['obligated', 'requested', 'appropriated', 'allocated', 'disbursed'] }], lengths: ['us-fiscal'], beside: 'stage', settled: 2022 },
    { id: 'completeness', indicator: 'us.cdc.overdose-data-quality', measure: 'web.public.completeness.measure', choices: [{ dimension: 'quality', values: ['complete', 'pending-investigation'] }], areas: STATES, area: 'US-NM', lengths: ['rolling'], level: true },
    { id: 'nflis', indicator: 'us.dea.laboratory-reports', measure: 'web.public.nflis.measure', choices: [{ dimension: 'substance', values: ['fentanyl', 'carfentanil', '4-anpp', 'fluorofentanyl', 'acetyl-fentanyl', 'other-fentanyl-related'] }], areas: STATES, lengths: ['half-year'], unsettled: '2025-07' },
    { id: 'purity', indicator: 'us.dea.drug-purity', measure: 'web.public.purity.measure', choices: [DRUG], areas: STATES, area: 'US-CA', lengths: ['calendar', 'month'], level: true, declared: true },
    { id: 'price', indicator: 'us.dea.drug-price', measure: 'web.public.price.measure', choices: [DRUG, { dimension: 'level', values: ['retail', 'wholesale'] }], areas: STATES, area: 'US-CA', lengths: ['calendar', 'month'], level: true, declared: true },
    { id: 'laboratories', indicator: 'mx.semar.laboratories', measure: 'web.public.laboratories.measure', choices: [], areas: MEXICO, lengths: ['calendar', 'month'], declared: true },
    { id: 'precursors', indicator: 'mx.anam.precursors-seized', measure: 'web.public.precursors.measure', choices: [PRECURSOR], areas: MEXICO, lengths: ['calendar', 'month'], declared: true },
    { id: 'presses', indicator: 'us.cbp.precursors-seized', measure: 'web.public.presses.measure', choices: [PRECURSOR], areas: OFFICES, lengths: ['us-fiscal', 'month'], declared: true },
    { id: 'prevention', indicator: 'mx.conasama.prevention-participants', measure: 'web.public.prevention.measure', choices: [], areas: MEXICO, lengths: ['calendar', 'month'], declared: true },
    { id: 'naloxone', indicator: 'us.cdc.naloxone-dispensed', measure: 'web.public.naloxone.measure', choices: [], areas: STATES, lengths: ['calendar', 'month'], declared: true },
    { id: 'antidote', indicator: 'mx.ssa.naloxone-available', measure: 'web.public.antidote.measure', choices: [], areas: MEXICO, lengths: ['calendar', 'month'], declared: true },
];

export function chartNamed(id: string): Chart | undefined {
    return charts.find((each) => each.id === id);
}

/** The state of a chart, from an address; what the address does not say is as the chart has it first. */
export interface State {
    area: string;
    length: Length;
    /** The chosen value of each dimension; empty for all together. */
    chosen: Readonly<Record<string, string>>;
    rate: boolean;
    forecast: boolean;
    /** As the figures stood then, a day or an instant; empty as they stand today. */
    asOf: string;
}

export function stateOf(chart: Chart, query: URLSearchParams): State {
    const asked = query.get('area') ?? '';
    const length = chart.lengths.find((each) => each === query.get('by')) ?? chart.lengths[0]!;
    const area = (chart.areas ?? []).includes(asked) ? asked : (chart.area ?? '');
    const chosen = Object.fromEntries(
        chart.choices.map(({ dimension, values, all }) => {
            const given = query.get(dimension) ?? '';
            return [dimension, values.includes(given) ? given : all ? '' : values[0]!];
        }),
    );
    return { area, length, chosen, rate: chart.rates === true && query.get('rate') === '1' && (area !== '' || length === 'calendar'), forecast: query.get('forecast') === '1' && (length === 'month' || length === 'rolling') && chart.share === undefined, asOf: /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(query.get('asOf') ?? '') ? query.get('asOf')! : '' };
}

/** A state as parameters; what is as the chart has it first is not said. */
export function stateQuery(chart: Chart, state: State): URLSearchParams {
    const query = new URLSearchParams();
    if (state.area !== (chart.area ?? '')) query.set('area', state.area);
    if (state.length !== chart.lengths[0]) query.set('by', state.length);
    for (const { dimension, values, all } of chart.choices) {
        const value = state.chosen[dimension] ?? '';
        if (value !== (all ? '' : values[0])) query.set(dimension, value);
    }
    if (state.rate) query.set('rate', '1');
    if (state.forecast) query.set('forecast', '1');
    if (state.asOf !== '') query.set('asOf', state.asOf);
    return query;
}

/** The address of a state. */
export function addressOf(chart: Chart, state: State, more: Readonly<Record<string, string>> = {}): string {
    const query = stateQuery(chart, state);
    for (const [name, value] of Object.entries(more)) query.set(name, value);
    const text = query.toString();
    return `/public/${chart.id}${text === '' ? '' : `?${text}`}`;
}

/** What the node is asked for a state. */
export function questionOf(chart: Chart, state: State): { indicator: string; area: string | undefined; dimension: string[]; years: string | undefined; rate: string | undefined; share: string | undefined; asOf: string | undefined } {
    return {
        indicator: chart.indicator,
        area: state.area === '' ? undefined : state.area,
        dimension: Object.entries(state.chosen)
            .filter(([, value]) => value !== '')
            .map(([name, value]) => `${name}=${value}`),
        years: (state.length === 'calendar' || state.length === 'us-fiscal') && !chart.level ? state.length : undefined,
        rate: state.rate && state.area !== '' ? 'true' : undefined,
        share: chart.share,
        asOf: state.asOf === '' ? undefined : state.asOf,
    };
}
