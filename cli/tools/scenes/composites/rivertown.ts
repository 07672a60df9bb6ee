import { mainRoad } from './cells';
import { boats, cells, crossing, grid, REACH, type Sample, stream } from './layout';

export const riverTown: Sample = {
  title: 'a town on both banks of a river, with a port, a park and a stadium',
  extent: 1450,
  draw(s) {
    const r = stream(s, 130, 0.05);
    const q = s.extent * REACH;
    const [a, b] = [-300, 190];
    cells(s, [
      ['industrial', -q, -q, a, -560],
      ['dense residential', a, -q, b, -560, { turn: 0 }],
      ['dense residential', b, -q, q, -560, { turn: 0 }],
      ['dense residential', -q, -560, a, -100, { turn: 0 }],
      ['port', a, -560, b, -58, { name: 'port', turn: 0, wet: true, extent: 520 }],
      ['commercial', b, -560, q, -100, { turn: 0 }],
      ['park', -720, 100, a, 520, { turn: 0 }],
      ['dense residential', -q, 100, -720, 520, { turn: 0 }],
      ['church', a, 100, -60, 330, { turn: 0 }],
      ['square', -60, 100, b, 330, { turn: 0 }],
      ['dense residential', a, 330, b, 620, { turn: 0 }],
      ['stadium', b, 100, 620, 520, { turn: 0 }],
      ['medium residential', 620, 100, q, 520],
      ['medium residential', -q, 520, a, q],
      ['school', a, 620, b, q, { turn: 0 }],
      ['forest', b, 520, q, q, { name: 'forest' }],
    ]);
    grid(s, [], [-560, -100, 100], 0, 0);
    mainRoad(s, [
      [-q, 520],
      [a, 520],
    ]);
    mainRoad(s, [
      [b, 520],
      [q, 520],
    ]);
    for (const x of [a, b]) {
      mainRoad(s, [
        [x, -q],
        [x, -100],
      ]);
      mainRoad(s, [
        [x, 100],
        [x, q],
      ]);
      crossing(s, r, x, 104);
    }
    boats(s, 16, 45);
  },
};
