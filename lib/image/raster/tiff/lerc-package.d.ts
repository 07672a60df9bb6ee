/** What is used of Esri's decoder, which comes without types. */
declare module 'lerc' {
  export type Values =
    | Uint8Array
    | Int8Array
    | Uint16Array
    | Int16Array
    | Uint32Array
    | Int32Array
    | Float32Array
    | Float64Array;
  export interface LercImage {
    readonly width: number;
    readonly height: number;
    /** One array of all bands, one after the other; or one a band, where each was stored by itself. */
    readonly pixels: readonly Values[];
    /** Of the first band, 0 where there is nothing; absent where all pixels are there. [height * width] */
    readonly mask?: Uint8Array | null;
    /** Where bands have masks of their own: what all of them hold. */
    readonly maskData?: Uint8Array | null;
    readonly bandMasks?: readonly Uint8Array[];
  }
  const lerc: {
    /** @throws string */
    decode(data: ArrayBuffer): LercImage;
  };
  export default lerc;
}
