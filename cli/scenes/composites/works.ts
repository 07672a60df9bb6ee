import { mainRoad } from './cells';
import { cells, grid, REACH, type Sample } from './layout';

export const works: Sample = {
  title: 'works at the edge of a town: storage tanks, sheds, a railway station and a viaduct',
  extent: 1450,
  draw(s) {
    const q = s.extent * REACH;
    cells(s, [
      ['storage tanks', -q, -q, -280, -330],
      ['industrial', -280, -q, 330, -330],
      ['bare land', 330, -q, q, -330],
      ['railway station', -q, -330, q, 150, { turn: 0, name: 'railway station' }],
      ['viaduct', -720, 150, -230, 620, { turn: 0.5, extent: 620 }],
      ['meadow', -q, 620, -230, q],
      ['farmland', -q, 150, -720, 620],
      ['industrial', -230, 150, 300, 560],
      ['dense residential', 300, 150, q, 600, { turn: 0 }],
      ['parking', -230, 560, -20, 760],
      ['commercial', -20, 560, 300, q, { turn: 0 }],
      ['bare land', -230, 760, -20, q],
      ['playground', 300, 600, 520, 820, { turn: 0 }],
      ['meadow', 300, 820, 520, q],
      ['dense residential', 520, 600, q, q, { turn: 0 }],
    ]);
    grid(s, [], [-330, 150], 0, 0);
    for (const x of [-280, 330])
      mainRoad(
        s,
        [
          [x, -q],
          [x, -330],
        ],
        10,
      );
    for (const x of [-230, 300])
      mainRoad(
        s,
        [
          [x, 150],
          [x, q],
        ],
        11,
      );
  },
};
