/** What is used of OpenJPEG as WebAssembly, which comes without types. */
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  export interface J2KDecoder {
    /** Memory of the decoder that the file's bytes are written to. */
    getEncodedBuffer(length: number): Uint8Array;
    /** @param level how often the sides are halved @param layers 0: all @throws number where C++ throws */
    decodeSubResolution(level: number, layers: number): void;
    /** Width and height are those without halving; 0 where nothing was decoded. */
    getFrameInfo(): {
      readonly width: number;
      readonly height: number;
      readonly bitsPerSample: number;
      readonly componentCount: number;
      readonly isSigned: boolean;
    };
    /** A copy: one or two bytes a sample, the samples of a pixel together. */
    getDecodedBuffer(): Uint8ClampedArray<ArrayBuffer>;
  }
  export interface OpenJpeg {
    readonly J2KDecoder: new () => J2KDecoder;
  }
  export default function openJpeg(options: {
    readonly instantiateWasm: (
      imports: WebAssembly.Imports,
      ready: (instance: WebAssembly.Instance) => void,
    ) => object;
    readonly print: (line: string) => void;
    readonly printErr: (line: string) => void;
  }): Promise<OpenJpeg>;
}
