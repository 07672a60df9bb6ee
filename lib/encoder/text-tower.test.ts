import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { DiskAssetStore } from '@/lib/assets/disk';
import { categoryPrompt, RSICD_CATEGORIES } from '@/lib/categories/categories';
import { defaultFiles, parseModelManifest } from '@/lib/model/manifest';
import { createTokenizer } from '@/lib/tokenizer/tokenizer';
import { loadRuntime } from './runtime';
import { openCompactTower, openOnnxTower, type TextTower } from './text-tower';

const folders = {
  compact: fileURLToPath(new URL('../../public/models', import.meta.url)),
  tiny: fileURLToPath(new URL('./fixtures', import.meta.url)),
};

async function open(id: keyof typeof folders) {
  const store = new DiskAssetStore(folders[id]);
  const model = parseModelManifest(await store.json(`${id}/model.json`));
  const { text, vision } = defaultFiles(model);
  const tokenizer = createTokenizer(await store.json(`${id}/tokenizer.json`), model.text);
  const onnx = await store.bytes(id, text);
  return { model, onnx, vision: await store.bytes(id, vision), tokenizer };
}

let shipped: Awaited<ReturnType<typeof open>>;
let small: TextTower;
let reference: TextTower;

beforeAll(async () => {
  shipped = await open('compact');
  const { onnx, model } = shipped;
  small = openCompactTower(onnx, model) as TextTower;
  const runtime = await loadRuntime('wasm', 1);
  reference = await openOnnxTower({ runtime, provider: 'wasm', lean: false }, onnx, model);
});

describe('the text tower of the compact recipe', () => {
  const idsOf = (texts: readonly string[]) =>
    texts.map((text) => shipped.tokenizer.encode(text).ids);

  it('gives what ONNX Runtime gives, alone and in batches of unequal lengths', async () => {
    const prompts = RSICD_CATEGORIES.map(categoryPrompt);
    const batches = [['port'], prompts, ['', 'a', 'many white planes are parked near a terminal']];
    for (const texts of batches) {
      const [got, wanted] = [
        await small.encode(idsOf(texts)),
        await reference.encode(idsOf(texts)),
      ];
      expect(got).toHaveLength(texts.length);
      const gaps = got.flatMap((row, r) =>
        [...row].map((value, i) => Math.abs(value - (wanted[r]?.[i] ?? Number.NaN))),
      );
      expect(Math.max(...gaps)).toBeLessThan(2e-5);
    }
  });

  it('refuses ids of no word, and more of them than there are places', async () => {
    for (const ids of [[8192], [-1], Array<number>(65).fill(5), []]) {
      await expect(small.encode([ids])).rejects.toThrow(RangeError);
    }
  });

  it('refuses a file of another recipe, another tower, cut short or no model', async () => {
    const { onnx, vision, model } = shipped;
    const tiny = await open('tiny');
    const cut = onnx.subarray(0, onnx.length - 9);
    for (const bytes of [tiny.onnx, vision, cut, new Uint8Array(9)]) {
      expect(() => openCompactTower(bytes, model)).toThrow(
        expect.objectContaining({ code: 'model-invalid' }),
      );
    }
  });
});
