import { describe, expect, it, vi } from 'vitest';
import { type OpenPicture, pictureOf } from '@/lib/image/picture';
import type { ImageSpec, ModelManifest } from '@/lib/model/types';
import { normalize } from '@/lib/vector/vector';
import { BACKGROUND_PROMPTS, backgroundOf, featurePrompt } from './background';
import { FindSession } from './session';

const IMAGE: ImageSpec = {
  size: 16,
  resize: 16,
  crop: 'center',
  interpolation: 'bicubic',
  mean: [0, 0, 0],
  std: [1, 1, 1],
  patch: 4,
  dynamic: true,
};
const MODEL = {
  dim: 3,
  logitScale: 20,
  image: IMAGE,
  presence: { threshold: 0.8 },
} as unknown as ModelManifest;

/** Words for the three colours; what is none of them lies between. */
const COLOURS: Readonly<Record<string, number[]>> = {
  forest: [0, 1, 0],
  river: [0, 0, 1],
  'red roofs': [1, 0, 0],
};

const textOf = (prompt: string): Float32Array => {
  const name = Object.keys(COLOURS).find((word) => prompt.endsWith(` ${word}`));
  return normalize(name ? (COLOURS[name] as number[]) : [1, 1, 1]);
};

/** Embeds a patch as its mean colour. `hold` keeps runs back until it is called with how many may go. */
class ColourEncoder {
  runs = 0;
  readonly model = MODEL;
  private gate: Promise<void> = Promise.resolve();
  private open: () => void = () => {};

  hold(): () => void {
    this.gate = new Promise((resolve) => {
      this.open = resolve;
    });
    return () => this.open();
  }

  readonly encodeImage = async (
    image: { pixels: Float32Array; width: number; height: number },
    signal: AbortSignal,
  ): Promise<{ embedding: Float32Array; patches: Float32Array }> => {
    await this.gate;
    signal.throwIfAborted();
    this.runs++;
    const { pixels, width, height } = image;
    const [rows, cols] = [height / 4, width / 4];
    const patches = new Float32Array(rows * cols * 3);
    for (let i = 0; i < rows * cols; i++) {
      const at = (Math.floor(i / cols) * 4 + 1) * width + (i % cols) * 4 + 1;
      for (let c = 0; c < 3; c++) patches[i * 3 + c] = pixels[c * width * height + at] as number;
    }
    const mean = [0, 1, 2].map(
      (c) => patches.filter((_, i) => i % 3 === c).reduce((a, b) => a + b, 0) / (rows * cols),
    );
    return { embedding: normalize(mean), patches };
  };

  readonly encodeDense = async (
    image: { pixels: Float32Array; width: number; height: number },
    signal: AbortSignal,
  ) => ({ patches: (await this.encodeImage(image, signal)).patches, head: null });
  readonly denseText = async () => null;

  readonly encodeTexts = async (texts: readonly string[]) => texts.map(textOf);
  readonly encodePrompts = this.encodeTexts;
}

/** Green, with a red square in its lower right quarter. */
function picture(side: number): OpenPicture {
  const data = new Uint8ClampedArray(side * side * 4);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const red = x >= side / 2 && y >= side / 2;
      data.set(red ? [255, 0, 0, 255] : [0, 255, 0, 255], (y * side + x) * 4);
    }
  }
  return pictureOf({ width: side, height: side, data });
}

const finished = async (session: FindSession, id: number, total: number) =>
  expect(await session.waitForProgress(id, total - 1)).toMatchObject({ done: total, total });

describe.each(['dense', 'windows', 'tiles'] as const)('%s', (method) => {
  it('finds what is there, where it is, and does not find what is not', async () => {
    const session = new FindSession(new ColourEncoder());
    const tiles = { rows: 4, cols: 4 };
    const { id, grid, total } = session.begin(session.open(picture(64)).id, {
      method,
      scale: 1,
      tiles,
    });
    await finished(session, id, total);
    const threshold = 0.8;
    const { features } = await session.locate(id, ['red roofs', 'forest', 'river']);
    const [roofs, forest, river] = features;
    const at = (map: Float32Array | undefined, across: number, down: number) =>
      map?.[Math.floor(down * grid.rows) * grid.cols + Math.floor(across * grid.cols)];
    expect(at(roofs?.probability, 0.9, 0.9)).toBeGreaterThan(threshold);
    expect(at(roofs?.probability, 0.1, 0.1)).toBeLessThan(0.1);
    expect(at(forest?.probability, 0.1, 0.1)).toBeGreaterThan(threshold);
    expect(roofs?.presence).toBeGreaterThan(threshold);
    expect(river?.presence).toBeLessThan(threshold);
    for (const feature of features) {
      const sum = feature.relative.reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(1, 4);
    }
  });
});

it('answers while the rest is still being encoded', async () => {
  const encoder = new ColourEncoder();
  const session = new FindSession(encoder);
  const { id, total } = session.begin(session.open(picture(512)).id, { method: 'dense', scale: 1 });
  expect(total).toBeGreaterThan(4);
  const { done } = await session.waitForProgress(id, 0);
  const { features } = await session.locate(id, ['forest']);
  const known = features[0]?.probability.filter((p) => !Number.isNaN(p)).length ?? 0;
  if (done < total) expect(known).toBeLessThan(features[0]?.probability.length ?? 0);
  expect(known).toBeGreaterThan(0);
  await finished(session, id, total);
});

it('asks other words without encoding the picture again', async () => {
  const encoder = new ColourEncoder();
  const session = new FindSession(encoder);
  const { id, total } = session.begin(session.open(picture(64)).id, { method: 'dense', scale: 1 });
  await finished(session, id, total);
  const { runs } = encoder;
  await session.locate(id, ['forest']);
  await session.locate(id, ['river', 'forest']);
  expect(encoder.runs).toBe(runs);
});

it('stops where it is, and still answers what it knows', async () => {
  const encoder = new ColourEncoder();
  const session = new FindSession(encoder);
  const { id, total } = session.begin(session.open(picture(512)).id, { method: 'dense', scale: 1 });
  const { done } = await session.waitForProgress(id, 0);
  session.halt(id);
  await expect(session.waitForProgress(id, total - 1)).rejects.toThrow();
  expect(encoder.runs).toBeLessThan(total);
  const { features, progress } = await session.locate(id, ['forest']);
  expect(progress.done).toBeGreaterThanOrEqual(done);
  expect(features[0]?.presence).toBeGreaterThan(0.8);
  const part = { x: 0, y: 0, width: 20, height: 20 };
  await expect(session.encodePart(id, part)).resolves.toHaveLength(3);
});

it('gives a picture up for the next, and its memory back', async () => {
  const encoder = new ColourEncoder();
  const session = new FindSession(encoder);
  const release = encoder.hold();
  const close = vi.fn();
  const first = session.begin(session.open({ ...picture(512), close }).id, {
    method: 'dense',
    scale: 1,
  });
  const waiting = session.waitForProgress(first.id, 0);
  const second = session.begin(session.open(picture(64)).id, { method: 'dense', scale: 1 });
  release();
  await expect(waiting).rejects.toThrow();
  expect(close).toHaveBeenCalledOnce();
  await expect(session.locate(first.id, ['forest'])).rejects.toMatchObject({ code: 'survey-gone' });
  await finished(session, second.id, second.total);
  expect(encoder.runs).toBe(second.total);
});

it('embeds a part as an image of its own, and refuses one too small to show anything', async () => {
  const session = new FindSession(new ColourEncoder());
  const { id } = session.begin(session.open(picture(64)).id, { method: 'dense', scale: 1 });
  const embedding = await session.encodePart(id, { x: 40, y: 40, width: 20, height: 20 });
  expect([...embedding]).toEqual([1, 0, 0]);
  await expect(
    session.encodePart(id, { x: 60, y: 0, width: 99, height: 64 }),
  ).rejects.toMatchObject({ code: 'image-too-small' });
});

describe('background', () => {
  const background = BACKGROUND_PROMPTS.map(textOf);

  it('leaves out a category that is asked for by name, and nothing else', () => {
    const against = backgroundOf(textOf(featurePrompt(' Forest ')), background);
    expect(against).toHaveLength(BACKGROUND_PROMPTS.length - 1);
    expect(against).not.toContainEqual(textOf('a forest'));
    expect(featurePrompt(' Forest ')).toBe('An aerial photograph of forest');
  });

  it('leaves out what other words are nearest to', () => {
    const against = backgroundOf(normalize([0.2, 1, 0.1]), background);
    expect(against).not.toContainEqual(textOf('a forest'));
    expect(against).toContainEqual(textOf('a river'));
  });
});

it('does not take an answer for that of the whole picture where a run ends meanwhile', async () => {
  const encoder = new ColourEncoder();
  const release = encoder.hold();
  const session = new FindSession({
    ...encoder,
    model: encoder.model,
    // The picture is done while the second word is still being compared.
    encodePrompts: async (prompts) => {
      const { id, total } = survey;
      release();
      await session.waitForProgress(id, total - 1);
      return encoder.encodePrompts(prompts);
    },
  });
  const survey = session.begin(session.open(picture(64)).id, { method: 'dense' });
  const early = await session.locate(survey.id, ['forest', 'red roofs']);
  expect(early.progress.done).toBe(0);
  const late = await session.locate(survey.id, ['forest', 'red roofs']);
  expect(late.progress.done).toBe(survey.total);
  expect(late.features[0]?.presence).toBeGreaterThan(0.5);
});
