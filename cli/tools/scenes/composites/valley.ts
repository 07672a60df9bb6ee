import { treeLine } from '../parts/vegetation';
import { mainRoad } from './cells';
import { cells, crossing, REACH, type Sample, stream } from './layout';

export const valley: Sample = {
  title: 'a river through farmland, with woods, a pond and a village',
  extent: 1600,
  draw(s) {
    const r = stream(s, 95, 0.28);
    const q = s.extent * REACH;
    cells(s, [
      ['farmland', -q, -q, -200, -470],
      ['forest', -200, -q, 260, -470, { name: 'forest' }],
      ['farmland', 260, -q, q, -470],
      ['farmland', -q, -470, -60, 40],
      ['sparse residential', -60, -470, 170, -230],
      ['meadow', 170, -470, 470, -160],
      ['farmland', 470, -470, q, 40],
      ['farmland', -60, -230, 470, 40],
      ['farmland', -q, 40, -240, 420],
      ['pond', -240, 120, 90, 440],
      ['medium residential', 90, 120, 330, 380],
      ['farmland', 330, 40, q, 520],
      ['forest', -q, 420, -240, q, { name: 'forest' }],
      ['farmland', -240, 440, 330, q],
      ['bare land', 330, 520, 620, q],
      ['farmland', 620, 520, q, q],
    ]);
    const cross = -420;
    mainRoad(
      s,
      [
        [cross, -q],
        [cross, q],
      ],
      9,
    );
    mainRoad(
      s,
      [
        [-q, -470],
        [q, -470],
      ],
      8,
    );
    crossing(s, r, cross, 0);
    for (const d of [-1, 1]) {
      treeLine(
        s,
        r.line.map(([x, y]) => [x, y + d * (r.width * 0.62 + 6)] as const),
        8,
        [2.5, 4.6],
        0.35,
      );
    }
  },
};
