// Bundles the parts of Leaflet that the member map uses: leaflet.js, which makes the global L, and leaflet.css. See README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { build, transform } from 'esbuild';

const source = (path) => `./node_modules/leaflet/src/${path}.js`;
const entry = `
export { bind, extend, setOptions, stamp } from '${source('core/Util')}';
export { CRS, LatLng, LatLngBounds, latLng, latLngBounds } from '${source('geo/index')}';
export { Bounds, Point, bounds, point } from '${source('geometry/index')}';
export * as DomUtil from '${source('dom/DomUtil')}';
export * as DomEvent from '${source('dom/DomEvent')}';
export * from '${source('map/index')}';
export { FeatureGroup, featureGroup } from '${source('layer/FeatureGroup')}';
export { GeoJSON, geoJSON, geoJson } from '${source('layer/GeoJSON')}';
export { ImageOverlay, imageOverlay } from '${source('layer/ImageOverlay')}';
export { LayerGroup, layerGroup } from '${source('layer/LayerGroup')}';
export { SVGOverlay, svgOverlay } from '${source('layer/SVGOverlay')}';
export { DivIcon, divIcon } from '${source('layer/marker/DivIcon')}';
export { Marker, marker } from '${source('layer/marker/Marker')}';
export { CircleMarker, circleMarker } from '${source('layer/vector/CircleMarker')}';
export { Polyline, polyline } from '${source('layer/vector/Polyline')}';
import '${source('layer/vector/Renderer.getRenderer')}';
`;
const { version } = JSON.parse(readFileSync('node_modules/leaflet/package.json'));

// Paths are drawn as SVG, pins have icons of their own and are not dragged.
const absent = {
  './Canvas': 'export const canvas = () => null;',
  './SVG.VML': 'export const vmlMixin = {}, vmlCreate = null;',
};
const without = {
  name: 'without',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/(Canvas|SVG\.VML)$/ }, ({ path }) => ({ path, namespace: 'absent' }));
    onLoad({ filter: /.*/, namespace: 'absent' }, ({ path }) => ({ contents: absent[path] }));
  },
};

await build({
  stdin: { contents: entry, resolveDir: '.' },
  plugins: [without],
  banner: { js: `/* Parts of Leaflet ${version}, (c) 2010-2023 Vladimir Agafonkin, (c) 2010-2011 CloudMade: see LICENSE */` },
  bundle: true, minify: true, format: 'iife', globalName: 'L', target: 'es2019', legalComments: 'none', outfile: 'leaflet.js',
});

// Of the stylesheet, the rules of those parts.
const absentParts = /tile|control|popup|tooltip|vml|-bar|-touch \.|div-icon|icon-path|attribution|oldie|safari|marker-shadow|shadow-pane/;
const rules = readFileSync('node_modules/leaflet/dist/leaflet.css', 'utf8')
  .replace(/\/\*.*?\*\//gs, '').replace(/@media print \{.*?\}\s*\}/gs, '')
  .split('}').slice(0, -1).map((rule) => rule.split('{'))
  .map(([selectors, body]) => [selectors.split(',').filter((selector) => !absentParts.test(selector)).join(','), body])
  .filter(([selectors]) => selectors.trim()).map(([selectors, body]) => `${selectors}{${body}}`).join('\n');
const { code } = await transform(rules, { loader: 'css', minify: true });
writeFileSync('leaflet.css', `/* Parts of Leaflet ${version}: see LICENSE */\n${code}`);
