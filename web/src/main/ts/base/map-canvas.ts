import 'maplibre-gl/dist/maplibre-gl.css';
import { AttributionControl, type GeoJSONSource, Map as Canvas, type MapMouseEvent, NavigationControl, setWorkerUrl, type StyleSpecification } from 'maplibre-gl';
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
}

/** An area's shade, from 0 (nothing) to 1 (most), and what stands behind it. */
export interface MapArea {
    code: string;
    share: number;
}

interface Basemap {
    states: Feature[];
    neighbours: Feature[];
}

let basemap: Promise<Basemap> | undefined;

function loadBasemap(): Promise<Basemap> {
    basemap ??= fetch(basemapUrl).then((response) => response.json() as Promise<Basemap>);
    return basemap;
}

function colour(name: string): string {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

const collection = (features: Feature[]) => ({ type: 'FeatureCollection' as const, features });

function style(data: Basemap): StyleSpecification {
    return {
        version: 8,
        sources: {
            states: { type: 'geojson', data: collection(data.states), promoteId: 'code' },
            neighbours: { type: 'geojson', data: collection(data.neighbours) },
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
                paint: { 'fill-color': colour('--accent'), 'fill-opacity': ['*', 0.75, ['coalesce', ['feature-state', 'share'], 0]] },
            },
            { id: 'borders', type: 'line', source: 'states', paint: { 'line-color': colour('--map-line'), 'line-width': 0.8 } },
            {
                id: 'points',
                type: 'circle',
                source: 'points',
                paint: {
                    'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'count']], 1, 6, 10, 18, 40, 32],
                    'circle-color': ['match', ['get', 'party'], 'mx', colour('--mx'), 'us', colour('--us'), colour('--quiet')],
                    'circle-opacity': ['case', ['get', 'exact'], 0.85, 0.6],
                    'circle-stroke-color': ['case', ['get', 'chosen'], colour('--ink'), colour('--surface')],
                    'circle-stroke-width': ['case', ['get', 'chosen'], 3, 1.5],
                },
            },
            {
                id: 'counts',
                type: 'symbol',
                source: 'points',
                filter: ['>', ['get', 'count'], 1],
                layout: { 'text-field': ['to-string', ['get', 'count']], 'text-size': 12, 'text-font': ['IBM Plex Sans'], 'text-allow-overlap': true },
                paint: { 'text-color': colour('--surface') },
            },
        ],
    };
}

/** Both countries, from Chiapas to the Canadian border. */
const BOTH: [number, number, number, number] = [-125, 13.5, -66, 50];

export class MapCanvas {
    private readonly map: Canvas;
    private points: MapPoint[] = [];
    private shades: MapArea[] = [];
    private chosen = '';
    private ready = false;

    private constructor(
        container: HTMLElement,
        private readonly data: Basemap,
        attribution: string,
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
        });
        this.map.touchZoomRotate.disableRotation();
        this.map.addControl(new AttributionControl({ compact: true, customAttribution: attribution }), 'bottom-right');
        this.map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
        this.map.on('load', () => {
            this.ready = true;
            this.draw();
        });
        this.map.on('click', (event: MapMouseEvent) => {
            const [hit] = this.map.queryRenderedFeatures(event.point, { layers: ['points'] });
            choose(typeof hit?.properties['id'] === 'string' ? hit.properties['id'] : '');
        });
        this.map.on('mousemove', (event: MapMouseEvent) => {
            const [hit] = this.ready ? this.map.queryRenderedFeatures(event.point, { layers: ['points'] }) : [];
            this.map.getCanvas().style.cursor = hit ? 'pointer' : '';
            container.title = hit ? String(hit.properties['label']) : '';
        });
    }

    static async open(container: HTMLElement, attribution: string, choose: (id: string) => void): Promise<MapCanvas> {
        return new MapCanvas(container, await loadBasemap(), attribution, choose);
    }

    show(points: MapPoint[], shades: MapArea[], chosen: string): void {
        this.points = points;
        this.shades = shades;
        this.chosen = chosen;
        if (this.ready) this.draw();
    }

    /** Moves to where the points are; to both countries where there are none. */
    fit(): void {
        if (this.points.length === 0) {
            this.map.fitBounds(BOTH, { padding: 8, animate: false });
            return;
        }
        const lons = this.points.map((each) => each.lon);
        const lats = this.points.map((each) => each.lat);
        this.map.fitBounds([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], { padding: 48, maxZoom: 5, animate: false });
    }

    /** Draws in the colours of the theme in force. */
    restyle(): void {
        this.ready = false;
        this.map.once('styledata', () => {
            this.ready = true;
            this.draw();
        });
        this.map.setStyle(style(this.data), { diff: false });
    }

    close(): void {
        this.map.remove();
    }

    private draw(): void {
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
        for (const each of this.shades) this.map.setFeatureState({ source: 'states', id: each.code }, { share: each.share });
    }
}
