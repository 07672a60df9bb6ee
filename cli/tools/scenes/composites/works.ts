import { mainRoad } from './cells';
import { cells, grid, REACH, type Sample } from './layout';

export const works: Sample = {
  title: 'works at the edge of a town: storage tanks, sheds, a railway yard and a viaduct',
  extent: 1450,
  draw(s) {
    const q = s.extent * REACH;
    cells(s, [
      ['storage tanks', -q, -q, -280, -400],
      ['industrial', -280, -q, 330, -400],
      ['bare land', 330, -q, q, -400],
      ['railway station', -q, -400, q, -60, { turn: 0, extent: 900 }],
      ['viaduct', -q, -60, q, 420, { turn: 0, extent: 1000 }],
      ['industrial', -q, 420, -250, q],
      ['commercial', -250, 420, 60, 700, { turn: 0 }],
      ['parking', -250, 700, 60, 900],
      ['dense residential', 60, 420, 520, q, { turn: 0 }],
      ['playground', 520, 420, q, 640, { turn: 0 }],
      ['dense residential', 520, 640, q, q, { turn: 0 }],
    ]);
    grid(s, [], [-400, -60, 420], 0, 0);
    for (const x of [-280, 330])
      mainRoad(
        s,
        [
          [x, -q],
          [x, -400],
        ],
        10,
      );
    for (const x of [-250, 60, 520])
      mainRoad(
        s,
        [
          [x, 420],
          [x, q],
        ],
        11,
      );
  },
};
