/** Longer than any decoding of so small a file may take, on a busy machine; ms. */
export const PATIENCE = 20_000;

/** What became of a file: `fault` is what must not happen. */
export type Answer =
  | { readonly read: true }
  | { readonly code: string }
  | { readonly fault: string };

/** Decodes one file after the other. One that died or did not end is replaced. */
export interface FuzzedDecoder {
  decode(name: string, bytes: Uint8Array): Promise<Answer>;
  end(): Promise<void>;
}

/** An error by its code; a fault where it is not one of an image. */
export function refusal({ code, message }: { code: string; message: string }): Answer {
  return code.startsWith('image-') ? { code } : { fault: `${code}: ${message}` };
}
