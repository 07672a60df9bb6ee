/**
 * Compiles a WebAssembly program that lies beside a script: read from the disk in Node, fetched in a page.
 * @param offline says what the program was for, where it cannot be fetched or what came is none
 */
export async function compiled(
  url: URL,
  offline: (cause: unknown) => never,
): Promise<WebAssembly.Module> {
  if (url.protocol === 'file:') {
    const { readFile } = await import(
      /* turbopackIgnore: true */ /* @vite-ignore */ 'node:fs/promises'
    );
    return WebAssembly.compile(await readFile(url));
  }
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    // Not streamed: a plain file server may not send the type that streaming insists on.
    return await WebAssembly.compile(await response.arrayBuffer());
  } catch (cause) {
    return offline(cause);
  }
}

/** How emscripten's factories take a program that is compiled already. */
export function instantiating(module: WebAssembly.Module) {
  return (
    imports: WebAssembly.Imports,
    ready: (instance: WebAssembly.Instance) => void,
  ): Record<string, never> => {
    // Left unawaited, as emscripten has it: the promise of the factory resolves after `ready`.
    void WebAssembly.instantiate(module, imports).then(ready);
    return {};
  };
}
