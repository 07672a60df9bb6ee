import { createLoader } from 'nuqs/server';
import { describe, expect, it } from 'vitest';
import { problemsOf } from './problems';
import { sharedOf, type TextState, tabTitle, toHref, VIEWS, type View, viewAt } from './views';

const loadText = createLoader(VIEWS.text.parsers);
const loadImage = createLoader(VIEWS.image.parsers);
const queryOf = (href: string) => new URL(href, 'http://localhost').search;
const codes = (view: View, search: string) =>
  problemsOf(view, new URLSearchParams(search)).map((problem) => problem.code);

describe('toHref', () => {
  it('leaves out what is at its default', () => {
    expect(toHref('text')).toBe('/');
    expect(toHref('text', { q: '', k: 24, item: null, captions: false })).toBe('/');
    expect(toHref('evaluate', { gallery: null })).toBe('/evaluate');
  });

  it('prints what is not', () => {
    expect(toHref('text', { q: 'storage tanks', k: 48 })).toBe('/?q=storage+tanks&k=48');
    expect(toHref('image', { item: 'airport_3', gallery: 'rsicd-test' })).toBe(
      '/image?item=airport_3&gallery=rsicd-test',
    );
    expect(toHref('find', { item: 'a', q: 'boats', index: 'exact', backend: 'wasm' })).toBe(
      '/find?item=a&q=boats&index=exact&backend=wasm',
    );
  });

  it('carries the shared part of a state, and nothing else, into another view', () => {
    const state = loadText('?q=port&k=3&gallery=g&model=m&index=exact&backend=wasm');
    expect(toHref('image', { ...sharedOf(state), item: 'x' })).toBe(
      '/image?item=x&gallery=g&model=m&index=exact&backend=wasm',
    );
  });

  it.each([
    'storage tanks',
    'a & b = c + d ? # / %20 %',
    'ميناء فيه قوارب',
    '🛫🛬 airport',
    '  leading and trailing  ',
    '"quoted" <b>\\',
    'x'.repeat(10_000),
  ])('gives back the text that it was given: %.20s', (q) => {
    const state: TextState = { ...loadText(''), q, k: 17, item: 'id with space/ü', captions: true };
    expect(loadText(queryOf(toHref('text', state)))).toEqual(state);
  });
});

describe('reading a URL', () => {
  it('fills in the defaults', () => {
    expect(loadText('')).toEqual({
      q: '',
      minus: [],
      like: [],
      unlike: [],
      e: [],
      w: [],
      k: 24,
      item: null,
      captions: false,
      inside: null,
      map: false,
      category: [],
      tag: [],
      folder: [],
      where: [],
      from: null,
      to: null,
      size: null,
      bbox: null,
      sort: 'similarity',
      fold: true,
      stack: null,
      gallery: null,
      model: null,
      index: null,
      backend: null,
    });
    expect(codes('text', '?q=port&k=200&item=a&captions=true&index=hnsw')).toEqual([]);
  });

  it.each([
    ['0', 1],
    ['-5', 1],
    ['201', 200],
    ['999999999999999999999', 200],
    ['abc', 24],
    ['3.5', 24],
    ['', 24],
    ['1e2', 24],
    ['NaN', 24],
  ])('takes k=%s as %i and says so', (raw, k) => {
    expect(loadText(`?k=${raw}`).k).toBe(k);
    const [problem] = problemsOf('text', new URLSearchParams({ k: raw }));
    expect(problem?.code).toBe('parameter-invalid');
    expect(problem?.message).toContain('k=');
    expect(problem?.advice).toContain('200');
  });

  it('reads days, sizes and boxes, and leaves out those that cannot be', () => {
    const given = '?from=2024-02-29&to=2024-12-31&size=512&bbox=177,-19,-178.5,-16';
    expect(loadText(given)).toMatchObject({
      from: '2024-02-29',
      to: '2024-12-31',
      size: 512,
      bbox: [177, -19, -178.5, -16],
    });
    expect(codes('text', given)).toEqual([]);
    expect(toHref('text', loadText(given))).toBe(
      '/?from=2024-02-29&to=2024-12-31&size=512&bbox=177,-19,-178.5,-16',
    );
    for (const bad of ['2023-02-29', '2024-13-01', '0024-01-01', '2024-1-1', 'today', '']) {
      expect(codes('text', `?from=${bad}`)).toEqual(['parameter-invalid']);
    }
    for (const bad of ['0', '-5', '100001', '1e3', '']) {
      expect(codes('text', `?size=${bad}`)).toEqual(['parameter-invalid']);
    }
    for (const bad of [
      '1,2,3',
      '1,2,3,4,5',
      '0,50,1,40',
      '181,0,190,1',
      '0,-91,1,0',
      'a,b,c,d',
      '1e1,0,20,1',
    ]) {
      expect(codes('text', `?bbox=${bad}`)).toEqual(['parameter-invalid']);
    }
  });

  it.each(['../secret', '.hidden', 'a/b', '', 'x'.repeat(65), 'a%2fb', 'a b'])(
    'never takes %s for a folder',
    (id) => {
      const search = `?${new URLSearchParams({ gallery: id, model: id })}`;
      expect(loadText(search)).toMatchObject({ gallery: null, model: null });
      expect(codes('text', search)).toEqual(['parameter-invalid', 'parameter-invalid']);
    },
  );

  it('names each parameter that it left out, and ignores those it does not know', () => {
    expect(codes('text', '?index=flat&backend=cuda&captions=maybe&utm_source=x')).toHaveLength(3);
    expect(codes('evaluate', '?k=9999')).toEqual([]);
  });

  it('keeps a broken query embedding, so that it can be reported', () => {
    expect(loadImage('?e=***').e).toBe('***');
    expect(codes('image', '?e=***')).toEqual(['embedding-broken']);
    expect(codes('image', '?e=AAAA')).toEqual([]);
  });

  it('reads ingredients, each several times, and tells what it left out', () => {
    const search = '?q=port&minus=bridge&minus=&like=a&like=b&unlike=c&e=AAAA&w=1,0.5,-2';
    expect(loadText(search)).toMatchObject({
      minus: ['bridge'],
      like: ['a', 'b'],
      unlike: ['c'],
      e: ['AAAA'],
      w: [1, 0.5, -2],
    });
    expect(codes('text', search)).toEqual(['parameter-invalid']);
    expect(codes('text', '?e=AAAA&e=***')).toEqual(['embedding-broken']);
    expect(
      loadText(`?${Array.from({ length: 30 }, (_, i) => `minus=${i}`).join('&')}`).minus,
    ).toHaveLength(8);
    const state = { ...loadText(search), minus: ['a & b', 'ü, c'] };
    expect(loadText(queryOf(toHref('text', state)))).toEqual(state);
  });

  it.each(['3', '0', '0.01', 'a', '1,,x', '-3'])('does not take w=%s', (w) => {
    expect(loadText(`?w=${w}`).w).toEqual([]);
    expect(codes('text', `?w=${w}`)).toEqual(['parameter-invalid']);
  });

  it('reads a box on the ground, also across 180°', () => {
    expect(loadText('?bbox=11.5,48.1,11.6,48.2&map=true')).toMatchObject({
      bbox: [11.5, 48.1, 11.6, 48.2],
      map: true,
    });
    expect(loadText('?bbox=179.5,-17,-179.25,-16').bbox).toEqual([179.5, -17, -179.25, -16]);
    const state = { bbox: [11.123456789, -1, 12, 1e-9] as const };
    expect(toHref('text', state)).toBe('/?bbox=11.123457,-1,12,0');
  });

  it.each([
    '1,2,3',
    '1,2,3,4,5',
    '181,0,182,1',
    '0,-91,1,0',
    '0,2,1,1',
    'a,b,c,d',
    '0,0,1e2,1',
    '',
  ])('does not take bbox=%s', (bbox) => {
    expect(loadText(`?bbox=${bbox}`).bbox).toBeNull();
    expect(codes('text', `?bbox=${bbox}`)).toEqual(['parameter-invalid']);
  });

  it('tells of a parameter that stands more often than it may', () => {
    expect(loadText('?where=cloud:1&where=clear:true').where).toHaveLength(1);
    const [problem] = problemsOf('text', new URLSearchParams('where=cloud:1&where=clear:true'));
    expect(problem?.message).toBe('where stands 2 times in the address; the first is used.');
    expect(codes('text', '?minus=a&minus=b')).toEqual([]);
  });

  it('clips long values in its messages', () => {
    const [problem] = problemsOf('text', new URLSearchParams({ k: 'z'.repeat(5000) }));
    expect(problem?.message.length).toBeLessThan(120);
  });
});

describe('a view', () => {
  it('is found by its path, with or without a slash at the end', () => {
    expect(viewAt('/')).toBe('text');
    expect(viewAt('/find')).toBe('find');
    expect(viewAt('/find/')).toBe('find');
    expect(viewAt('/nowhere')).toBeNull();
  });

  it('names the tab, cut where the state is long', () => {
    expect(tabTitle('')).toBe('Overlook');
    expect(tabTitle(VIEWS.find.title)).toBe('Find in a picture · Overlook');
    expect(tabTitle('x'.repeat(100))).toBe(`${'x'.repeat(60)}… · Overlook`);
  });
});
