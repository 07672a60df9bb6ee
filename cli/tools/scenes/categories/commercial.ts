import { jitter, mix, type Rgb } from '../core/color';
import { TAG } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN } from '../core/scene';
import { fabric } from '../parts/fabric';
import { base } from '../parts/ground';
import { noteTrees } from '../parts/vegetation';
import { centred } from './layout';

/** Flat roofs of large buildings: gravel, bitumen, concrete, sheet, whatever the region. */
const ROOFS: readonly (readonly [Rgb, number])[] = [
  [[226, 225, 220], 2],
  [[186, 182, 174], 3],
  [[142, 140, 138], 4],
  [[96, 96, 98], 3],
  [[164, 148, 126], 1.6],
  [[110, 130, 140], 0.7],
];

/** Downtown: avenues, plots built high, towers whose shadows cross the streets. */
export const commercial: Composer = {
  extent: [320, 760],
  regions: ['asia', 'asia', 'america', 'america', 'europe', 'tropical', 'arid'],
  view: { elevation: [28, 52], tilt: [0.08, 0.27] },
  compose(s) {
    const { rng, extent: e } = s;
    const roofs = rng.fork('roofs');
    s.style.flatRoof = () => jitter(roofs.weighted(ROOFS), 16, roofs.next);
    base(s, mix(s.style.asphalt, s.style.concrete, rng.range(0.2, 0.6)), GRAIN.concrete, TAG.yard);
    centred(s, rng.range(0, Math.PI), () => {
      fabric(s, e * 1.5, {
        block: [rng.range(100, 190), rng.range(90, 160)],
        street: rng.range(13, 20),
        kinds: [
          ['highrise', 8],
          ['towers', 2],
          ['offices', 1],
          ['slabs', s.style.region === 'asia' ? 1.5 : 0.1],
          ['green', 0.6],
        ],
        streetTrees: rng.range(0.3, 1) * s.style.green,
        main: rng.range(1.6, 2.4),
        gap: 24,
        shake: rng.range(0.1, 0.5),
      });
    });
    s.features.mass('commercial area', 0xffff);
    noteTrees(s);
  },
};
