/** What is used of Esri's decoder, which comes without types. */
declare module 'lerc' {
  interface LercImage {
    readonly width: number;
    readonly height: number;
    readonly pixels: readonly (ArrayBufferView & { readonly buffer: ArrayBuffer })[];
  }
  const lerc: {
    decode(
      data: ArrayBuffer,
      options?: { readonly returnPixelInterleavedDims?: boolean },
    ): LercImage;
  };
  export default lerc;
}
