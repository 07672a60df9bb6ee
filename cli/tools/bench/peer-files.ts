import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { AppError } from '@/lib/errors/errors';
import { parseModelManifest } from '@/lib/model/manifest';
import { ROOT } from './context';
import { bundle } from './page-files';

/** The peer, and the build of ONNX Runtime that it asks for. Fetched when it is measured, since nothing else needs it. */
export const PEER = { transformers: '4.3.1', runtime: '1.31.0-dev.20260914-8d85527a0' } as const;

const FOLDER = join(ROOT, '.cache/bench/peer');
const MODEL = join(ROOT, 'public/models/compact');

/** ONNX Runtime starts its threads from its own files: bundled, they would start ours. */
const runtimeFromFiles: Plugin = {
  name: 'runtime',
  setup({ onResolve }) {
    onResolve({ filter: /^onnxruntime-web/ }, () => ({
      path: '/ort/ort.wasm.min.mjs',
      external: true,
    }));
  },
};

/** Makes a folder that a page can be served from: theirs, ours, and the shipped model in both layouts. @returns it */
export async function peerFolder(): Promise<string> {
  mkdirSync(FOLDER, { recursive: true });
  unpack(`@huggingface/transformers@${PEER.transformers}`, 'transformers');
  unpack(`onnxruntime-web@${PEER.runtime}`, 'runtime');
  await bundle('ours.ts', join(FOLDER, 'ours.js'), [runtimeFromFiles]);
  cpSync(join(ROOT, 'node_modules/onnxruntime-web/dist'), join(FOLDER, 'ort'), {
    recursive: true,
    filter: (path) => !path.endsWith('.map'),
  });
  cpSync(MODEL, join(FOLDER, 'model'), { recursive: true });
  writePeerModel();
  writeFileSync(join(FOLDER, 'index.html'), '<!doctype html><title>Peers</title>');
  return FOLDER;
}

function unpack(spec: string, name: string): void {
  const target = join(FOLDER, name);
  if (existsSync(join(target, 'package/package.json'))) return;
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target);
  const packed = spawnSync('npm', ['pack', '--silent', spec], { cwd: target, encoding: 'utf8' });
  const file = readdirSync(target).find((entry) => entry.endsWith('.tgz'));
  if (
    packed.status !== 0 ||
    !file ||
    spawnSync('tar', ['xzf', file], { cwd: target }).status !== 0
  ) {
    throw new AppError(
      'asset-offline',
      `${spec} could not be fetched.`,
      'Check the connection, or leave the case out.',
    );
  }
  rmSync(join(target, file));
}

/** The shipped model in the layout that the peer loads a CLIP from. The files are the same. */
function writePeerModel(): void {
  const model = parseModelManifest(JSON.parse(readFileSync(join(MODEL, 'model.json'), 'utf8')));
  const folder = join(FOLDER, 'models/compact');
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  cpSync(join(MODEL, 'text.onnx'), join(folder, 'onnx/text_model.onnx'));
  cpSync(join(MODEL, 'vision.onnx'), join(folder, 'onnx/vision_model.onnx'));
  cpSync(join(MODEL, model.text.tokenizer.file), join(folder, 'tokenizer.json'));
  const write = (name: string, value: object) =>
    writeFileSync(join(folder, name), JSON.stringify(value));
  const { size, mean, std } = model.image;
  write('config.json', { model_type: 'clip', architectures: ['CLIPModel'] });
  write('tokenizer_config.json', {
    tokenizer_class: 'PreTrainedTokenizerFast',
    model_max_length: model.text.contextLength,
  });
  write('preprocessor_config.json', {
    image_processor_type: 'CLIPImageProcessor',
    do_resize: true,
    size: { shortest_edge: size },
    resample: 3,
    do_center_crop: true,
    crop_size: { height: size, width: size },
    do_rescale: true,
    rescale_factor: 1 / 255,
    do_normalize: true,
    image_mean: mean,
    image_std: std,
  });
}
