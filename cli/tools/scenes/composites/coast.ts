import { makeShore, seaside } from '../categories/coast';
import { rect } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import { GRAIN } from '../core/scene';
import { boat } from '../parts/craft';
import { mainRoad } from './cells';
import { cells, REACH, type Sample } from './layout';

export const coast: Sample = {
  title: 'a town by the sea, with a beach and resorts',
  extent: 1450,
  draw(s) {
    const e = s.extent;
    const q = e * REACH;
    const at = 0.26;
    seaside(s, s.paint.angle, at, 170, makeShore(s), 0.7);
    s.features.mass('beach', tags(TAG.sand), 'yellow');
    s.features.mass('ocean', tags(TAG.water), 'blue');
    const line = at * e - 170;
    s.paint.fill(rect(0, line - q, 4 * e, 2 * q), {
      rgb: s.style.grass,
      ...GRAIN.grass,
      tag: TAG.grass,
      on: tags(TAG.sand),
    });
    cells(s, [
      ['resort', -q, line - 280, -330, line - 8, { name: 'resort', turn: 0 }],
      ['parking', -330, line - 150, -130, line - 8],
      ['resort', -130, line - 280, 240, line - 8, { name: 'resort', turn: 0 }],
      ['resort', 240, line - 280, q, line - 8, { name: 'resort', turn: 0, extent: 360 }],
      ['square', -330, line - 280, -130, line - 150, { turn: 0 }],
      ['commercial', -q, -500, -330, line - 280, { turn: 0 }],
      ['dense residential', -330, -420, 240, line - 280, { turn: 0 }],
      ['medium residential', 240, -380, q, line - 280],
      ['farmland', -200, -q, 400, -420],
      ['school', -q, -q, -200, -500, { turn: 0 }],
      ['baseball field', 400, -700, 720, -380],
      ['medium residential', 720, -q, q, -380],
      ['meadow', 400, -q, 720, -700],
    ]);
    mainRoad(
      s,
      [
        [-q, line - 2],
        [q, line - 2],
      ],
      11,
    );
    mainRoad(s, [
      [-q, line - 280],
      [q, line - 280],
    ]);
    mainRoad(
      s,
      [
        [-330, -500],
        [-330, line],
      ],
      10,
    );
    mainRoad(
      s,
      [
        [240, -420],
        [240, line],
      ],
      10,
    );
    for (let i = 0; i < 14; i++) {
      const x = s.rng.range(-0.6, 0.6) * e;
      const y = at * e + s.rng.range(90, 420);
      if (s.paint.free(rect(x, y, 40, 40), tags(TAG.water)))
        boat(s, x, y, s.rng.range(0, 6.3), s.rng.range(8, 20));
    }
  },
};
