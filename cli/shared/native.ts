import type { GivenRuntime, Runtime } from '@/lib/encoder/runtime';

/** An optional peer: who installs it has pictures embedded several times faster. */
const PACKAGE = 'onnxruntime-node';

/**
 * ONNX Runtime's build for Node, where it is installed. It gives the embeddings of the WebAssembly build up to
 * rounding (1e-3 a component, as native.test.ts holds).
 * @param warn called where it is installed but does not load
 * @returns null where it is not installed, or does not load
 */
export async function nativeRuntime(
  warn: (message: string) => void,
  name: string = PACKAGE,
): Promise<GivenRuntime | null> {
  try {
    const module = (await import(name)) as Runtime & { readonly default?: Runtime };
    return { runtime: module.default ?? module, provider: 'cpu' };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isAbsent =
      (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') && message.includes(name);
    if (!isAbsent) {
      warn(
        `${name} is installed and does not load; WebAssembly runs the model instead. ${message}`,
      );
    }
    return null;
  }
}
