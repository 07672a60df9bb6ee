/** What the peer bench's page runs of ours: the page's own code, on the main thread as theirs. */
import { createEncoder } from '@/lib/encoder/encoder';
import { decodeImage } from '@/lib/image/decode.browser';
import { toPixelValues } from '@/lib/image/preprocess';
import { parseModelManifest } from '@/lib/model/manifest';

async function bytes(url: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
}

async function load(folder: string, threads: number) {
  const model = parseModelManifest(await (await fetch(`${folder}/model.json`)).json());
  const files = model.precisions[model.defaultPrecision];
  const encoder = await createEncoder(model, { backend: 'wasm', threads });
  const tokenizer: unknown = await (await fetch(`${folder}/${model.text.tokenizer.file}`)).json();
  await encoder.loadText(await bytes(`${folder}/${files?.text.file}`), tokenizer);
  await encoder.loadVision(await bytes(`${folder}/${files?.vision.file}`));
  return {
    text: async (words: string) => (await encoder.encodeText([words]))[0],
    image: async (file: Uint8Array<ArrayBuffer>) => {
      const image = await decodeImage(file);
      const [encoding] = await encoder.encodeImages([toPixelValues(image, model.image)]);
      return encoding?.embedding;
    },
  };
}

Object.assign(globalThis, { ours: { load } });
