import type { OpenJpeg } from '@cornerstonejs/codec-openjpeg/decodewasmjs';
import { AppError } from '@/lib/errors/errors';
import { compiled, instantiating } from '@/lib/wasm/compiled';

let compiling: Promise<WebAssembly.Module> | undefined;

/**
 * OpenJPEG with memory of its own, which goes with it: a decoder that failed is not used again. Its program is loaded
 * once, when the first JPEG 2000 image comes; a failed load is forgotten, so that the next call tries again.
 * @param print takes what it says while it decodes
 * @throws AppError asset-offline where its WebAssembly cannot be fetched
 */
export async function newOpenJpeg(print: (line: string) => void): Promise<OpenJpeg> {
  compiling ??= compiled(wasmUrl(), offline).catch((error: unknown) => {
    compiling = undefined;
    throw error;
  });
  const [{ default: openJpeg }, module] = await Promise.all([
    import('@cornerstonejs/codec-openjpeg/decodewasmjs').catch(offline),
    compiling,
  ]);
  return openJpeg({
    instantiateWasm: instantiating(module),
    print,
    printErr: print,
  });
}

/** By a path, which the bundler and Node understand alike: the bundler gives the file out with the site. */
function wasmUrl(): URL {
  return new URL(
    '../../../../node_modules/@cornerstonejs/codec-openjpeg/dist/openjpegwasm_decode.wasm',
    import.meta.url,
  );
}

function offline(cause: unknown): never {
  throw new AppError(
    'asset-offline',
    'The program that reads JPEG 2000 could not be loaded.',
    'Check the connection and try again; or save the picture as GeoTIFF or PNG.',
    { cause },
  );
}
