import { beforeEach, describe, expect, it } from 'vitest';
import type { EvaluationProgress } from '@/lib/evaluation/types';
import type { GalleryManifest } from '@/lib/gallery/types';
import { Engine } from './engine';
import { FakePorts } from './fakes/fake-ports';
import { CONFIG, galleryOf, WORDS } from './fakes/world';

let ports: FakePorts;
let engine: Engine;

/** Files of plain colours: the fake encoder sees a port in red, a forest in green, a desert in blue. */
const COLOURS: Readonly<Record<string, readonly number[]>> = {
  port_1: [255, 0, 0],
  forest_1: [0, 255, 0],
  desert_1: [0, 0, 255],
  mixed_1: [0, 255, 0], // Built as a port; its image is a forest's.
};

beforeEach(() => {
  ports = new FakePorts();
  engine = new Engine(ports);
  ports.store.raw = async (path: string) => {
    const id = /([^/]+)\.jpg$/.exec(path)?.[1] ?? '';
    const colour = COLOURS[id];
    return colour ? Uint8Array.of(1, 8, 8, ...colour) : Uint8Array.of(9);
  };
});

/** Categories that are told apart by themselves: RSICD's 30 hold an airport, which is a port to the fake encoder. */
const ITEMS = galleryOf('bare').items.map((item) => ({ ...item, category: `${item.category}s` }));

async function openWith(items: GalleryManifest['items']) {
  ports.store.addGallery(galleryOf('bare', { items }));
  return engine.open({ ...CONFIG, gallery: 'bare' });
}

const evaluate = (signal?: AbortSignal) => engine.evaluate(() => {}, signal);

describe('evaluating the open gallery', () => {
  it('encodes images, captions and prompts anew, and tells how far it is', async () => {
    const steps: EvaluationProgress[] = [];
    const opened = await engine.open(CONFIG);
    const { report } = await engine.evaluate((progress) => void steps.push(progress));
    expect(report).toMatchObject({ model: 'tiny', data: 'four', split: 'gallery', images: 5 });
    expect(report).toMatchObject({ backend: 'wasm', threads: 2 });
    const captions = opened.gallery.items.flatMap((item) => item.captions ?? []);
    const texts = new Set(captions).size + (report.zeroShot?.categories.length ?? 0);
    expect(steps.at(-1)).toEqual({ stage: 'comparing', done: 5 + texts, total: 5 + texts });
    expect(new Set(steps.map(({ stage }) => stage))).toEqual(
      new Set(['images', 'texts', 'comparing']),
    );
    const encoded = ports.encoders[0]?.encoded ?? [];
    expect(encoded.filter((what) => what === 'an image')).toHaveLength(4);
    expect(encoded.filter((what) => what === 'an aerial photograph')).toHaveLength(1);
  });

  it('sees what the image shows, not what the gallery was built with', async () => {
    await openWith(ITEMS);
    const { report, given } = await evaluate();
    const { categories = [], confusion = [] } = report.zeroShot ?? {};
    const number = (name: string) => categories.indexOf(name);
    expect(given).toEqual(['ports', 'forests', 'deserts', 'rivers', 'forests'].map(number));
    expect(confusion[number('ports')]?.[number('forests')]).toBe(1);
    expect(report.zeroShot?.top1).toBeCloseTo(0.8);
  });

  it('takes what is no image as it was built, and lists it', async () => {
    await engine.open(CONFIG);
    const { report } = await evaluate();
    expect(report.imagesAsBuilt).toBe(1); // river_1 is a broken file.
    expect(report.skipped).toEqual([{ file: 'river_1.jpg', message: 'Not an image.' }]);
  });

  it('fetches no image that did not come with the gallery', async () => {
    ports.store.raw = async () => expect.unreachable();
    await openWith(ITEMS.map((item) => ({ ...item, image: false })));
    const { report } = await evaluate();
    expect(report).toMatchObject({ imagesAsBuilt: 5, skipped: [] });
    expect(report.zeroShot?.top1).toBe(1);
  });

  it('asks what there is to ask', async () => {
    await openWith(ITEMS.map(({ category, ...item }) => item));
    const { report, given } = await evaluate();
    expect(report.zeroShot).toBeNull();
    expect(report.retrieval).toMatchObject({ captions: 8 });
    expect(given).toEqual(Array(5).fill(undefined));
  });

  it('lets a search in between', async () => {
    await engine.open(CONFIG);
    const order: string[] = [];
    let searching: Promise<unknown> | undefined;
    const evaluating = engine.evaluate(({ done, stage }) => {
      order.push(stage);
      if (done !== 1) return;
      searching = engine
        .search({ kind: 'text', text: WORDS[0] ?? '' }, { k: 1 })
        .then(() => order.push('search'));
    });
    await evaluating;
    await searching;
    expect(order.indexOf('search')).toBeLessThan(order.indexOf('texts'));
  });

  it('stops when it is given up', async () => {
    await engine.open(CONFIG);
    const controller = new AbortController();
    const evaluating = engine.evaluate(({ done }) => {
      if (done === 2) controller.abort();
    }, controller.signal);
    await expect(evaluating).rejects.toMatchObject({ code: 'cancelled' });
    const images = ports.encoders[0]?.encoded.filter((what) => what === 'an image') ?? [];
    expect(images).toHaveLength(2);
  });
});
