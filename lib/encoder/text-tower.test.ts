import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DiskAssetStore } from '@/lib/assets/disk';
import { categoryPrompt, RSICD_CATEGORIES } from '@/lib/categories/categories';
import { defaultFiles, parseModelManifest } from '@/lib/model/manifest';
import { createTokenizer } from '@/lib/tokenizer/tokenizer';
import { loadRuntime } from './runtime';
import { openOnnxTower, openSmallTower, type TextTower } from './text-tower';

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

describe.each(['compact', 'tiny'] as const)('the text tower of %s', async (id) => {
  const { model, onnx, vision, tokenizer } = await open(id);
  const small = openSmallTower(onnx, model) as TextTower;
  const runtime = await loadRuntime('wasm', 1);
  const reference = await openOnnxTower({ runtime, backend: 'wasm', lean: false }, onnx, model);
  const idsOf = (texts: readonly string[]) => texts.map((text) => tokenizer.encode(text).ids);

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

  it('is none where the file is another tower, cut short or no model', () => {
    for (const bytes of [vision, onnx.subarray(0, onnx.length - 9), new Uint8Array(9)]) {
      expect(openSmallTower(bytes, model)).toBeNull();
    }
  });
});
