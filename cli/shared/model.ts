import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DiskAssetStore } from '@/lib/assets/disk';
import { createEncoder, type Encoder } from '@/lib/encoder/encoder';
import type { GivenRuntime } from '@/lib/encoder/runtime';
import { AppError } from '@/lib/errors/errors';
import { defaultFiles, parseModelManifest } from '@/lib/model/manifest';
import type { ModelManifest } from '@/lib/model/types';

/** Which towers are needed; both are loaded where nothing is said. */
export interface ModelParts {
  readonly text?: boolean;
  readonly vision?: boolean;
  /** For the runtime; 1 where nothing is said: commands keep several cores busy by other means. */
  readonly threads?: number;
  /** Runs the model instead of the WebAssembly build: see native.ts. */
  readonly given?: GivenRuntime | null;
}

/**
 * Reads `models/<id>/model.json` of a public folder.
 * @throws AppError model-unknown, with the ids that are there | model-invalid | asset-corrupt
 */
export async function readModel(publicDir: string, id: string): Promise<ModelManifest> {
  const folder = join(publicDir, 'models');
  if (!existsSync(join(folder, id, 'model.json'))) {
    const there = existsSync(folder) ? readdirSync(folder) : [];
    throw new AppError(
      'model-unknown',
      `There is no model "${id}" in ${folder}.`,
      there.length > 0
        ? `These are there: ${there.join(', ')}.`
        : 'Export or import a model first.',
    );
  }
  return parseModelManifest(await new DiskAssetStore(publicDir).json(`models/${id}/model.json`));
}

/**
 * Opens a model of a public folder on wasm, checked against its golden embeddings.
 * @throws AppError as {@link readModel}, and asset-missing | asset-corrupt | model-invalid | backend-wrong
 */
export async function openModel(
  publicDir: string,
  id: string,
  parts: ModelParts = {},
): Promise<Encoder> {
  const model = await readModel(publicDir, id);
  const store = new DiskAssetStore(publicDir);
  const folder = `models/${id}`;
  const files = defaultFiles(model);
  const encoder = await createEncoder(model, {
    backend: 'wasm',
    threads: parts.threads ?? 1,
    ...(parts.given && { given: parts.given }),
  });
  if (parts.text ?? true) {
    const tokenizer = await store.bytes(folder, model.text.tokenizer);
    const json: unknown = JSON.parse(new TextDecoder().decode(tokenizer));
    await encoder.loadText(await store.bytes(folder, files.text), json);
  }
  if (parts.vision ?? true) {
    await encoder.loadVision(await store.bytes(folder, files.vision));
    const { patches } = model;
    if (patches) {
      const head = await store.bytes(folder, patches.file);
      await encoder.loadDense(head, await store.bytes(folder, patches.text));
    }
  }
  return encoder;
}
