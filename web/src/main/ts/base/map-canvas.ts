import 'maplibre-gl/dist/maplibre-gl.css';
import { AttributionControl, type ExpressionSpecification, type GeoJSONSource, Map as Canvas, type MapMouseEvent, NavigationControl, setWorkerUrl, type StyleSpecification } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import basemapUrl from '#generated/basemap.json?url';
import type { Feature } from 'geojson';

/** The heavy half of the map, loaded only where one is shown. Everything it draws came with the page. */
setWorkerUrl(workerUrl);

/** A group of things at one place. */
export interface MapPoint {
    id: string;
    lon: number;
    lat: number;
    count: number;
    /** Whose they are, for the hue; empty where they are of both. */
    party: string;
    label: string;
    exact: boolean;
    /** For a figure, its shade on the scale instead of a party's mark. */
    shade?: number;
}

/** What the map itself says, in the reader's language. */
export interface MapTexts {
    title: string;
    source: string;
    zoomIn: string;
    zoomOut: string;
    toggle: string;
}

/** An area's shade on the scale, from 0, and what it says in words. An area that is not named has no figure and no shade. */
export interface MapArea {
    code: string;
    shade: number;
    label: string;
}

/** The scale's shades, as `--shade-0` and so on are in the tokens. */
const SHADES = [0, 1, 2, 3, 4] as const;

interface Basemap {
    states: Feature[];
    neighbours: Feature[];
}

let basemap: Promise<Basemap> | undefined;

function loadBasemap(): Promise<Basemap> {
    basemap ??= fetch(basemapUrl).then((response) => response.json() as Promise<Basemap>);
    return basemap;
}

/** A token as the colour that it is now: light or dark is decided only where a property uses it. */
function colour(name: string): string {
    const probe = document.createElement('span');
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
}

const collection = (features: Feature[]) => ({ type: 'FeatureCollection' as const, features });

/** A mark is as large as the number in it needs: one, two or more digits. */
const SIZES: ExpressionSpecification = ['step', ['get', 'count'], 0.5, 2, 1, 10, 1.4, 100, 1.9];

/** Pixels of a mark, drawn at twice the size at which it is shown. */
const MARK = 48;

/** A party's mark as everywhere on the page: a diamond, a square; a circle where both stand at one place. */
function mark(party: string, chosen: boolean): ImageData {
    const canvas = document.createElement('canvas');
    canvas.width = MARK;
    canvas.height = MARK;
    const context = canvas.getContext('2d')!;
    const [middle, inset] = [MARK / 2, 5];
    context.beginPath();
    if (party === 'mx') {
        context.moveTo(middle, inset);
        context.lineTo(MARK - inset, middle);
        context.lineTo(middle, MARK - inset);
        context.lineTo(inset, middle);
        context.closePath();
    } else if (party === 'us') {
        context.rect(inset + 3, inset + 3, MARK - 2 * inset - 6, MARK - 2 * inset - 6);
    } else {
        context.arc(middle, middle, middle - inset, 0, 2 * Math.PI);
    }
    context.fillStyle = colour(party === 'both' ? '--quiet' : `--${party}`);
    context.fill();
    context.strokeStyle = colour(chosen ? '--ink' : '--surface');
    context.lineWidth = chosen ? 7 : 3;
    context.stroke();
    return context.getImageData(0, 0, MARK, MARK);
}

/** A disc in a shade of the scale: an office's or a sector's figure, at its seat. */
function disc(shade: number, chosen: boolean): ImageData {
    const canvas = document.createElement('canvas');
    canvas.width = MARK;
    canvas.height = MARK;
    const context = canvas.getContext('2d')!;
    context.beginPath();
    context.arc(MARK / 2, MARK / 2, MARK / 2 - 6, 0, 2 * Math.PI);
    context.fillStyle = colour(`--shade-${shade}`);
    context.fill();
    context.strokeStyle = colour(chosen ? '--ink' : '--line-strong');
    context.lineWidth = chosen ? 8 : 3;
    context.stroke();
    return context.getImageData(0, 0, MARK, MARK);
}

function style(data: Basemap): StyleSpecification {
    return {
        version: 8,
        sources: {
            states: { type: 'geojson', data: collection(data.states), promoteId: 'code' },
            neighbours: { type: 'geojson', data: collection(data.neighbours) },
            names: { type: 'geojson', data: collection([]) },
            points: { type: 'geojson', data: collection([]) },
        },
        layers: [
            { id: 'sea', type: 'background', paint: { 'background-color': colour('--map-sea') } },
            { id: 'neighbours', type: 'fill', source: 'neighbours', paint: { 'fill-color': colour('--map-other') } },
            { id: 'states', type: 'fill', source: 'states', paint: { 'fill-color': colour('--map-land') } },
            {
                id: 'shades',
                type: 'fill',
                source: 'states',
                paint: {
                    'fill-color': ['match', ['coalesce', ['feature-state', 'shade'], -1], 0, colour('--shade-0'), 1, colour('--shade-1'), 2, colour('--shade-2'), 3, colour('--shade-3'), 4, colour('--shade-4'), 'rgba(0, 0, 0, 0)'],
                },
            },
            { id: 'borders', type: 'line', source: 'states', paint: { 'line-color': colour('--map-line'), 'line-width': 0.8 } },
            { id: 'chosen', type: 'line', source: 'states', paint: { 'line-color': colour('--ink'), 'line-width': ['case', ['boolean', ['feature-state', 'chosen'], false], 2.5, 0] } },
            {
                id: 'names',
                type: 'symbol',
                source: 'names',
                minzoom: 3.5,
                layout: { 'text-field': ['get', 'name'], 'text-size': 12, 'text-font': ['IBM Plex Sans'], 'text-max-width': 7 },
                paint: { 'text-color': colour('--quiet'), 'text-halo-color': colour('--map-land'), 'text-halo-width': 1.5 },
            },
            {
                id: 'points',
                type: 'symbol',
                source: 'points',
                layout: {
                    'icon-image': ['case', ['has', 'shade'], ['concat', 'shade-', ['to-string', ['get', 'shade']], ['case', ['get', 'chosen'], '-chosen', '']], ['concat', ['match', ['get', 'party'], ['mx', 'us'], ['get', 'party'], 'both'], ['case', ['get', 'chosen'], '-chosen', '']]],
                    'icon-size': ['case', ['has', 'shade'], ['+', 0.6, ['*', 0.1, ['get', 'shade']]], SIZES],
                    'icon-allow-overlap': true,
                    'icon-ignore-placement': true,
                },
                paint: { 'icon-opacity': ['case', ['get', 'exact'], 1, 0.85] },
            },
            {
                id: 'counts',
                type: 'symbol',
                source: 'points',
                filter: ['>', ['get', 'count'], 1],
                layout: { 'text-field': ['to-string', ['get', 'count']], 'text-size': 12, 'text-font': ['IBM Plex Sans'], 'text-allow-overlap': true, 'text-ignore-placement': true },
                paint: { 'text-color': colour('--surface') },
            },
        ],
    };
}

/** Both countries, from Chiapas to the Canadian border. */
const BOTH: [number, number, number, number] = [-125, 13.5, -66, 50];

export class MapCanvas {
    private readonly map: Canvas;
    private readonly sizes: ResizeObserver;
    private points: MapPoint[] = [];
    private shades: MapArea[] = [];
    private chosen = '';
    private names = collection([]);
    private ready = false;

    private constructor(
        container: HTMLElement,
        private readonly data: Basemap,
        texts: MapTexts,
        choose: (id: string) => void,
    ) {
        this.map = new Canvas({
            container,
            style: style(data),
            bounds: BOTH,
            fitBoundsOptions: { padding: 8 },
            maxZoom: 9,
            dragRotate: false,
            pitchWithRotate: false,
            attributionControl: false,
            fadeDuration: 0,
            locale: {
                'Map.Title': texts.title,
                'NavigationControl.ZoomIn': texts.zoomIn,
                'NavigationControl.ZoomOut': texts.zoomOut,
                'AttributionControl.ToggleAttribution': texts.toggle,
            },
        });
        // The frame may get its size only after the map was made: then the map takes it, and looks again at what it shows.
        this.sizes = new ResizeObserver(() => {
            const before = this.map.getCanvas().clientWidth * this.map.getCanvas().clientHeight;
            this.map.resize();
            const after = this.map.getCanvas().clientWidth * this.map.getCanvas().clientHeight;
            if (before !== after) this.fit();
        });
        this.sizes.observe(container);
        this.map.touchZoomRotate.disableRotation();
        this.map.addControl(new AttributionControl({ compact: true, customAttribution: texts.source }), 'bottom-right');
        this.map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
        this.map.on('load', () => {
            this.map.resize();
            this.prepare();
            this.fit();
        });
        // Whoever takes a picture of it waits for this.
        this.map.on('idle', () => (container.dataset['drawn'] = ''));
        this.map.on('click', (event: MapMouseEvent) => choose(this.under(event)?.id ?? ''));
        this.map.on('mousemove', (event: MapMouseEvent) => {
            const hit = this.under(event);
            this.map.getCanvas().style.cursor = hit ? 'pointer' : '';
            container.title = hit?.label ?? '';
        });
    }

    /** What lies under the pointer: a point before the shaded area that it stands on. */
    private under(event: MapMouseEvent): { id: string; label: string } | undefined {
        if (!this.ready) return undefined;
        const [point] = this.map.queryRenderedFeatures(event.point, { layers: ['points'] });
        if (point) return { id: String(point.properties['id']), label: String(point.properties['label']) };
        if (this.shades.length === 0) return undefined;
        const [state] = this.map.queryRenderedFeatures(event.point, { layers: ['states'] });
        const area = this.shades.find((each) => each.code === state?.properties['code']);
        return area ? { id: area.code, label: area.label } : undefined;
    }

    static async open(container: HTMLElement, texts: MapTexts, choose: (id: string) => void): Promise<MapCanvas> {
        return new MapCanvas(container, await loadBasemap(), texts, choose);
    }

    show(points: MapPoint[], shades: MapArea[], chosen: string): void {
        this.points = points;
        this.shades = shades;
        this.chosen = chosen;
        if (this.ready) this.draw();
    }

    /** Moves to where the points are; to the shaded areas, or to both countries, where there are none. */
    fit(): void {
        if (this.points.length === 0) {
            this.map.fitBounds(this.shaded() ?? BOTH, { padding: 8, animate: false });
            return;
        }
        const lons = this.points.map((each) => each.lon);
        const lats = this.points.map((each) => each.lat);
        this.map.fitBounds([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], { padding: 48, maxZoom: 5, animate: false });
    }

    /** What encloses the shaded areas, as far as it lies within {@link BOTH}: islands and the far north would make all else small. */
    private shaded(): [number, number, number, number] | undefined {
        const codes = new Set(this.shades.map((each) => each.code));
        const positions = this.data.states.filter((each) => codes.has(String(each.properties?.['code']))).flatMap((each) => ('coordinates' in each.geometry ? (each.geometry.coordinates as unknown[]).flat(3) : []) as number[]);
        const [lons, lats] = [0, 1].map((which) => positions.filter((_, at) => at % 2 === which));
        if (!lons || !lats || lons.length === 0) return undefined;
        const [west, south, east, north] = BOTH;
        const least = (values: number[], from: number) => Math.max(from, values.reduce((a, b) => Math.min(a, b)));
        const most = (values: number[], to: number) => Math.min(to, values.reduce((a, b) => Math.max(a, b)));
        return [least(lons, west), least(lats, south), most(lons, east), most(lats, north)];
    }

    /** Draws in the colours of the theme in force. */
    restyle(): void {
        this.ready = false;
        this.map.once('styledata', () => this.prepare());
        this.map.setStyle(style(this.data), { diff: false });
    }

    close(): void {
        this.sizes.disconnect();
        this.map.remove();
    }

    /** What every new style needs before anything can be drawn: the marks in its colours. */
    private prepare(): void {
        for (const party of ['mx', 'us', 'both']) {
            for (const chosen of [false, true]) {
                const name = `${party}${chosen ? '-chosen' : ''}`;
                if (this.map.hasImage(name)) this.map.removeImage(name);
                this.map.addImage(name, mark(party, chosen), { pixelRatio: 2 });
            }
        }
        for (const shade of SHADES) {
            for (const chosen of [false, true]) {
                const name = `shade-${shade}${chosen ? '-chosen' : ''}`;
                if (this.map.hasImage(name)) this.map.removeImage(name);
                this.map.addImage(name, disc(shade, chosen), { pixelRatio: 2 });
            }
        }
        this.ready = true;
        this.draw();
    }

    /** The states' names, in the reader's language. */
    name(names: readonly { name: string; lon: number; lat: number }[]): void {
        this.names = collection(names.map(({ name, lon, lat }) => ({ type: 'Feature', properties: { name }, geometry: { type: 'Point', coordinates: [lon, lat] } })));
        if (this.ready) this.draw();
    }

    private draw(): void {
        this.map.getSource<GeoJSONSource>('names')?.setData(this.names);
        const source = this.map.getSource<GeoJSONSource>('points');
        source?.setData(
            collection(
                [...this.points]
                    .sort((a, b) => b.count - a.count)
                    .map((each) => ({
                        type: 'Feature',
                        properties: { ...each, chosen: each.id === this.chosen },
                        geometry: { type: 'Point', coordinates: [each.lon, each.lat] },
                    })),
            ),
        );
        this.map.removeFeatureState({ source: 'states' });
        for (const each of this.shades) this.map.setFeatureState({ source: 'states', id: each.code }, { shade: each.shade, chosen: each.code === this.chosen });
    }
}
