import { expect, it } from 'vitest';
import {
  hasPlaces,
  type SelectionReport,
  selectionCsv,
  selectionGeoJson,
  selectionJson,
  selectionNames,
} from './files';

const REPORT: SelectionReport = {
  gallery: 'g',
  title: 'G',
  attribution: 'Somebody',
  license: 'CC0-1.0',
  link: 'https://example.org/?q=port',
  items: [
    {
      item: {
        id: 'port_1',
        file: 'port_1.webp',
        width: 256,
        height: 128,
        category: 'port',
        captions: ['Ships, "many".'],
      },
      similarity: 0.31415,
    },
    { item: { id: '=1+1', file: 'a b.webp', width: 1, height: 1 } },
  ],
};

it('writes CSV that spreadsheets read as it is meant', () => {
  expect(selectionCsv(REPORT)).toBe(
    'id,file,category,width,height,similarity,caption\r\n' +
      'port_1,port_1.webp,port,256,128,0.3141,"Ships, ""many""."\r\n' +
      "'=1+1,a b.webp,,1,1,,\r\n",
  );
});

it('writes where items lie into CSV, where any of them says it', () => {
  const [port, other] = REPORT.items as [(typeof REPORT.items)[0], (typeof REPORT.items)[0]];
  const items = [
    { ...port, item: { ...port.item, bbox: [10, 50.123456789, 11, 51] as const } },
    other,
  ];
  const [head, first, second] = selectionCsv({ ...REPORT, items }).split('\r\n');
  expect(head).toMatch(/,caption,west,south,east,north$/);
  expect(first).toMatch(/,10,50\.1234568,11,51$/);
  expect(second).toMatch(/,,,,,$/);
});

it('writes JSON with the source and all that is known of an item', () => {
  const read = JSON.parse(selectionJson(REPORT));
  expect(read).toMatchObject({ gallery: 'g', license: 'CC0-1.0', link: REPORT.link, count: 2 });
  expect(read.items[0]).toMatchObject({ id: 'port_1', similarity: 0.3141, category: 'port' });
  expect(read.items[1]).not.toHaveProperty('similarity');
});

it('writes names, a line each', () => {
  expect(selectionNames(REPORT.items)).toBe('port_1.webp\na b.webp');
});

it('writes footprints as closed anticlockwise rings, and only of items that lie somewhere', () => {
  expect(hasPlaces(REPORT)).toBe(false);
  const corners = [
    [10, 51],
    [11, 51.1],
    [11, 50],
    [10, 50],
  ] as const;
  const [port, other] = REPORT.items as [(typeof REPORT.items)[0], (typeof REPORT.items)[0]];
  const items = [
    { ...port, item: { ...port.item, corners } },
    other,
    { item: { ...other.item, bbox: [1, 2, 3, 4] as const } },
  ];
  expect(hasPlaces({ items })).toBe(true);
  const read = JSON.parse(selectionGeoJson({ ...REPORT, items }));
  expect(read).toMatchObject({ type: 'FeatureCollection', gallery: 'g', license: 'CC0-1.0' });
  expect(read.features).toHaveLength(2);
  expect(read.features[0]).toMatchObject({ id: 'port_1', properties: { similarity: 0.3141 } });
  expect(read.features[0].geometry.coordinates).toEqual([
    [
      [10, 50],
      [11, 50],
      [11, 51.1],
      [10, 51],
      [10, 50],
    ],
  ]);
  expect(read.features[1].geometry.coordinates[0]).toHaveLength(5);
});

it('writes the place that a camera noted as a point', () => {
  const [port] = REPORT.items as [(typeof REPORT.items)[0]];
  const items = [{ ...port, item: { ...port.item, bbox: [11.5, 48, 11.5, 48] as const } }];
  const { features } = JSON.parse(selectionGeoJson({ ...REPORT, items }));
  expect(features[0].geometry).toEqual({ type: 'Point', coordinates: [11.5, 48] });
});
