import { mainRoad } from './cells';
import { cells, grid, REACH, type Sample } from './layout';

export const suburb: Sample = {
  title: 'a suburb with a school, playing fields, a park and a church',
  extent: 1350,
  draw(s) {
    const q = s.extent * REACH;
    cells(s, [
      ['medium residential', -q, -q, -240, -300],
      ['baseball field', -240, -640, 100, -300],
      ['meadow', -240, -q, 100, -640],
      ['school', 100, -680, 620, -300, { turn: 0 }],
      ['dense residential', 100, -q, q, -680, { turn: 0 }],
      ['medium residential', 620, -680, q, -300],
      ['park', -q, -300, -100, 190, { turn: 0 }],
      ['church', -100, -300, 110, -80, { turn: 0 }],
      ['medium residential', 110, -300, 480, 190],
      ['playground', -100, -80, 110, 190, { turn: 0 }],
      ['sparse residential', 480, -300, 740, -40],
      ['pond', 480, -40, 740, 330, { extent: 270 }],
      ['meadow', 740, -300, q, 330],
      ['dense residential', -q, 190, -150, q, { turn: 0 }],
      ['center', -150, 190, 170, 500, { turn: 0 }],
      ['parking', 170, 190, 330, 350],
      ['square', 170, 350, 480, q, { turn: 0 }],
      ['medium residential', -150, 500, 170, q],
      ['meadow', 330, 190, 480, 350],
      ['forest', 480, 330, q, q, { name: 'forest' }],
    ]);
    grid(s, [], [-300, 190], 0, 0);
    for (const x of [-240, 100])
      mainRoad(
        s,
        [
          [x, -q],
          [x, -300],
        ],
        10,
      );
    for (const x of [-100, 110, 480])
      mainRoad(
        s,
        [
          [x, -300],
          [x, 190],
        ],
        9,
      );
    for (const x of [-150, 170])
      mainRoad(
        s,
        [
          [x, 190],
          [x, q],
        ],
        10,
      );
  },
};
