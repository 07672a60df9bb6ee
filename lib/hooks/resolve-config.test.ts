import { describe, expect, it } from 'vitest';
import type { GalleryList } from '@/lib/gallery/types';
import type { SharedState } from '@/lib/search-params';
import { imageUrlOf, thumbUrlOf } from './gallery-urls';
import { resolveConfig } from './resolve-config';

const LIST: GalleryList = {
  galleries: [
    { id: 'demo', title: 'Demo', model: 'compact', items: 3 },
    { id: 'clip-demo', title: 'Demo, by CLIP', model: 'clip', items: 3 },
  ],
  models: [
    { id: 'compact', title: 'Compact' },
    { id: 'clip', title: 'CLIP' },
  ],
};
const NOTHING: SharedState = { gallery: null, model: null, index: null, backend: null };
const resolve = (state: Partial<SharedState>, list = LIST) =>
  resolveConfig(list, { ...NOTHING, ...state }, '/sub');

describe('what the engine is asked to open', () => {
  it('is the first gallery, its model and the HNSW index where the URL says nothing', () => {
    expect(resolve({})).toEqual({ model: 'compact', gallery: 'demo', base: '/sub' });
  });

  it('is what the URL says', () => {
    const state = { gallery: 'x', model: 'y', index: 'exact', backend: 'wasm' } as const;
    expect(resolve(state)).toEqual({ ...state, base: '/sub' });
  });

  it('is the model of the gallery, or a gallery of the model, where one of them is named', () => {
    expect(resolve({ gallery: 'clip-demo' }).model).toBe('clip');
    expect(resolve({ model: 'clip' }).gallery).toBe('clip-demo');
  });

  it('names the defaults for what the list does not know: the engine says that it is not there', () => {
    expect(resolve({ gallery: 'new' })).toMatchObject({ gallery: 'new', model: 'compact' });
    expect(resolve({ model: 'new' })).toMatchObject({ gallery: 'demo', model: 'new' });
    expect(resolve({}, { galleries: [], models: [] })).toMatchObject({ model: 'compact' });
  });
});

it('addresses of images and thumbnails are encoded, under the base path', () => {
  const item = { id: 'a#1', file: 'north/tank 1#.jpg', width: 1, height: 1 };
  const config = resolve({});
  expect(imageUrlOf(config, item)).toBe('/sub/galleries/demo/images/north/tank%201%23.jpg');
  expect(thumbUrlOf(config, item)).toBe('/sub/galleries/demo/thumbs/a%231.webp');
});
