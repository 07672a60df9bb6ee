import type { SelectionReport } from './files';
import { type Geometry, geometryOf, type Position, type Ring } from './geometry';
import { attributesOf } from './places';

/** As KML 2.2 (OGC 07-147r2): a placemark an item that lies somewhere, with all that is known of it. */
export function selectionKml({
  items,
  title,
  attribution,
  license,
  link,
}: SelectionReport): string {
  const places = items.flatMap(({ item, similarity }) => {
    const geometry = geometryOf(item);
    if (!geometry) return [];
    const data = attributesOf({ item, similarity }).flatMap(([name, value]) =>
      value === null
        ? []
        : [`<Data name="${name}"><value>${escaped(String(value))}</value></Data>`],
    );
    return [
      `<Placemark id="${escaped(idOf(item.id))}"><name>${escaped(item.name ?? item.id)}</name><styleUrl>#item</styleUrl>` +
        `<ExtendedData>${data.join('')}</ExtendedData>${markupOf(geometry)}</Placemark>`,
    ];
  });
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>',
    `<name>${escaped(title)}</name>`,
    `<description>${escaped(`${attribution}. Licence: ${license}. ${link}`)}</description>`,
    '<Style id="item"><LineStyle><color>ff3f8cff</color><width>2</width></LineStyle>',
    '<PolyStyle><color>333f8cff</color></PolyStyle></Style>',
    ...places,
    '</Document></kml>',
  ].join('\n')}\n`;
}

function markupOf(geometry: Geometry): string {
  if (geometry.type === 'Point') {
    return `<Point><coordinates>${textOf([geometry.coordinates])}</coordinates></Point>`;
  }
  if (geometry.type === 'Polygon') return polygonOf(geometry.coordinates);
  return `<MultiGeometry>${geometry.coordinates.map(polygonOf).join('')}</MultiGeometry>`;
}

function polygonOf([ring = []]: readonly Ring[]): string {
  const line = `<LinearRing><coordinates>${textOf(ring)}</coordinates></LinearRing>`;
  return `<Polygon><tessellate>1</tessellate><outerBoundaryIs>${line}</outerBoundaryIs></Polygon>`;
}

function textOf(positions: readonly Position[]): string {
  return positions.map((position) => position.join(',')).join(' ');
}

/** XML allows few characters in an id, and none that begins with a digit. */
function idOf(id: string): string {
  return `item-${id.replace(/[^\p{L}\p{N}._-]/gu, '_')}`;
}

/** Characters that XML 1.0 does not allow are left out. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
