import { type Levels, maskIn } from './levels';

/** Values of some pixels, spread over the picture. */
export interface Sampled {
  /** By band; the same pixels in the same order in each. */
  readonly values: ReadonlyMap<number, Float64Array>;
  /** Of these bands together, without what is nothing. */
  of(bands: readonly number[], nodata: number | null, alpha: number | null): Float64Array;
}

/**
 * Looks at about so many pixels: of the smallest overview that has as many, or of blocks spread evenly.
 * @param bands those that are looked at; none: nothing is read
 */
export async function sampled(
  levels: Levels,
  pixels: number,
  bands: readonly number[],
): Promise<Sampled> {
  const { blocks, mask } =
    levels.findLast(({ blocks: { layout } }) => layout.width * layout.height >= pixels) ??
    levels[0];
  const { width, height, blockWidth, blockHeight, across, down, separate } = blocks.layout;
  const perBlock = Math.min(blockWidth, width) * Math.min(blockHeight, height);
  const count = Math.min(across * down, Math.max(16, Math.ceil((4 * pixels) / perBlock)));
  const chosen = [
    ...new Set(
      Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * across * down) / count)),
    ),
  ];
  const every = Math.max(1, Math.floor((perBlock * chosen.length) / pixels));
  const found = new Map<number, number[]>(bands.map((band) => [band, []]));
  for (const index of bands.length > 0 ? chosen : []) {
    const [bx, by] = [index % across, Math.floor(index / across)];
    const columns = Math.min(blockWidth, width - bx * blockWidth);
    const rows = Math.min(blockHeight, height - by * blockHeight);
    const part = { x: bx * blockWidth, y: by * blockHeight, width: columns, height: rows };
    const shown = mask ? await maskIn(mask, part) : null;
    for (const band of bands) {
      const block = await blocks.get(bx, by, band);
      const list = found.get(band) as number[];
      for (let i = Math.floor(every / 2) % (columns * rows); i < columns * rows; i += every) {
        if (shown && shown[i] === 0) continue;
        const at = Math.floor(i / columns) * block.width + (i % columns);
        list.push(block.values[at * block.samples + (separate ? 0 : band)] as number);
      }
    }
  }
  const values = new Map([...found].map(([band, list]) => [band, Float64Array.from(list)]));
  return {
    values,
    of(wanted, nodata, alpha) {
      const clear = alpha === null ? null : values.get(alpha);
      return Float64Array.from(
        [...new Set(wanted)].flatMap((band) =>
          [...(values.get(band) ?? [])].filter(
            (value, i) => Number.isFinite(value) && value !== nodata && clear?.[i] !== 0,
          ),
        ),
      );
    },
  };
}
