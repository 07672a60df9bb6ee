import { treeLine } from '../parts/vegetation';
import { mainRoad } from './cells';
import { cells, REACH, type Sample } from './layout';

export const airfield: Sample = {
  title: 'an airfield beside farmland',
  extent: 1650,
  draw(s) {
    const q = s.extent * REACH;
    cells(s, [
      ['airport', -q, -340, q, 460, { name: 'airport', turn: 0, extent: 800 }],
      ['parking', -160, -470, 60, -340],
      ['industrial', 60, -640, 420, -340],
      ['farmland', -q, -q, -160, -340],
      ['medium residential', -160, -760, 60, -470],
      ['meadow', 60, -q, 420, -640],
      ['storage tanks', 420, -560, 640, -340],
      ['farmland', 420, -q, q, -560],
      ['farmland', 640, -560, q, -340],
      ['meadow', -160, -q, 60, -760],
      ['farmland', -q, 460, -140, q],
      ['sparse residential', -140, 460, 80, 690],
      ['pond', 80, 460, 430, 770],
      ['farmland', -140, 770, q, q],
      ['forest', 430, 460, q, 770, { name: 'forest' }],
      ['meadow', -140, 690, 80, 770],
    ]);
    mainRoad(s, [
      [-q, -340],
      [q, -340],
    ]);
    mainRoad(
      s,
      [
        [-q, 460],
        [q, 460],
      ],
      9,
    );
    mainRoad(
      s,
      [
        [-160, -q],
        [-160, -340],
      ],
      9,
    );
    mainRoad(
      s,
      [
        [420, -q],
        [420, -340],
      ],
      9,
    );
    treeLine(
      s,
      [
        [-140, 770],
        [q, 770],
      ],
      9,
      [2.5, 4.5],
      0.3,
    );
  },
};
