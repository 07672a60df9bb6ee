import { describe, expect, it } from 'vitest';
import type { ImageSpec } from '@/lib/model/types';
import { planSurvey, rounded, type SurveyPlan } from './plan';

const SPEC: ImageSpec = {
  size: 160,
  resize: 160,
  crop: 'center',
  interpolation: 'bicubic',
  mean: [0, 0, 0],
  std: [1, 1, 1],
  patch: 32,
  dynamic: true,
};

const dense = { method: 'dense' } as const;

/** How often each cell is some run's own. */
function coverage({ grid, shots }: SurveyPlan): number[] {
  const counts = new Array<number>(grid.rows * grid.cols).fill(0);
  for (const { core } of shots) {
    const { row, col, rows, cols } = core?.cells ?? { row: 0, col: 0, rows: 0, cols: 0 };
    for (let r = row; r < row + rows; r++) {
      for (let c = col; c < col + cols; c++)
        counts[r * grid.cols + c] = (counts[r * grid.cols + c] ?? 0) + 1;
    }
  }
  return counts;
}

describe('dense', () => {
  it('sees a mosaic as the evaluation does: whole, at its own size', () => {
    const { grid, scale, shots } = planSurvey(480, 480, SPEC, dense);
    expect({ grid, scale }).toEqual({ grid: { rows: 15, cols: 15 }, scale: 1 });
    expect(shots).toEqual([
      {
        part: { x: 0, y: 0, width: 480, height: 480 },
        input: { width: 480, height: 480 },
        core: { cells: { row: 0, col: 0, rows: 15, cols: 15 }, at: { row: 0, col: 0 } },
      },
    ]);
  });

  it('enlarges small pictures, twice at most', () => {
    expect(planSurvey(320, 400, SPEC, dense)).toMatchObject({
      scale: 1.5,
      grid: { rows: 19, cols: 15 },
    });
    expect(planSurvey(64, 64, SPEC, dense)).toMatchObject({ scale: 2, grid: { rows: 4, cols: 4 } });
  });

  it.each([
    [2048, 2048, undefined],
    [8192, 8192, 1],
    [5000, 1234, 1],
    [1111, 3333, 0.7],
  ])(
    'every cell of %i x %i px at scale %s is one run’s own, inside its input',
    (width, height, scale) => {
      const plan = planSurvey(
        width,
        height,
        SPEC,
        scale === undefined ? dense : { ...dense, scale },
      );
      expect(new Set(coverage(plan))).toEqual(new Set([1]));
      for (const { part, input, core } of plan.shots) {
        expect(part.x + part.width).toBeLessThanOrEqual(width);
        expect(part.y + part.height).toBeLessThanOrEqual(height);
        expect(input.width % SPEC.patch).toBe(0);
        expect(Math.max(input.width, input.height)).toBeLessThanOrEqual(1024);
        const { cells, at } = core ?? { cells: { rows: 9e9, cols: 9e9 }, at: { row: 0, col: 0 } };
        expect((at.row + cells.rows) * SPEC.patch).toBeLessThanOrEqual(input.height);
        expect((at.col + cells.cols) * SPEC.patch).toBeLessThanOrEqual(input.width);
      }
    },
  );

  it('leaves context at inner edges only', () => {
    const { shots } = planSurvey(2048, 640, SPEC, { ...dense, scale: 1 });
    expect(shots.map(({ core }) => core?.at.col)).toEqual([0, 2, 2]);
  });

  it('limits what nobody asked for, and does what somebody asks', () => {
    const auto = planSurvey(8192, 8192, SPEC, dense);
    expect(auto.grid.rows * SPEC.patch).toBeLessThanOrEqual(3072 + SPEC.patch);
    expect(planSurvey(8192, 8192, SPEC, { ...dense, scale: 1 }).grid).toEqual({
      rows: 256,
      cols: 256,
    });
  });

  it('takes an encoder of one input size tile by tile', () => {
    const fixed = { ...SPEC, size: 224, resize: 224, dynamic: false };
    const { shots, grid } = planSurvey(448, 448, fixed, { ...dense, scale: 1 });
    expect(grid).toEqual({ rows: 14, cols: 14 });
    expect(shots.map(({ input }) => input)).toEqual(new Array(4).fill({ width: 224, height: 224 }));
  });

  it.each([
    [460, 460, undefined],
    [1000, 300, 1],
    [100, 60, undefined],
    [9, 8000, undefined],
  ])(
    'shows an encoder of one input size %i x %i px in inputs of that size',
    (width, height, scale) => {
      const fixed = { ...SPEC, size: 96, resize: 96, patch: 16, dynamic: false };
      const plan = planSurvey(
        width,
        height,
        fixed,
        scale === undefined ? dense : { ...dense, scale },
      );
      expect(new Set(coverage(plan))).toEqual(new Set([1]));
      for (const { part, input, core } of plan.shots) {
        expect(input).toEqual({ width: 96, height: 96 });
        expect(part.x + part.width).toBeLessThanOrEqual(width);
        expect(part.y + part.height).toBeLessThanOrEqual(height);
        const { cells, at } = core ?? { cells: { rows: 9e9, cols: 9e9 }, at: { row: 0, col: 0 } };
        expect(Math.max(at.row + cells.rows, at.col + cells.cols)).toBeLessThanOrEqual(6);
      }
    },
  );
});

describe('windows', () => {
  it('are of one and one and a half inputs, and overlap by half', () => {
    const { shots } = planSurvey(480, 480, SPEC, { method: 'windows', scale: 1 });
    const sides = shots.map(({ part }) => part.width);
    expect(sides.filter((side) => side === 160)).toHaveLength(25);
    expect(sides.filter((side) => side === 240)).toHaveLength(9);
  });

  it('stay few where nobody asked for more', () => {
    expect(planSurvey(8192, 8192, SPEC, { method: 'windows' }).shots.length).toBeLessThanOrEqual(
      300,
    );
  });

  it('are not looked at twice in a picture smaller than they are', () => {
    expect(planSurvey(100, 100, SPEC, { method: 'windows', scale: 1 }).shots).toHaveLength(1);
  });
});

describe('tiles', () => {
  it('are the published demo’s where nothing is said', () => {
    expect(planSurvey(672, 448, SPEC, { method: 'tiles' }).grid).toEqual({ rows: 2, cols: 3 });
  });

  it('share the picture’s pixels evenly', () => {
    const { shots } = planSurvey(100, 10, SPEC, { method: 'tiles', tiles: { rows: 1, cols: 3 } });
    expect(shots.map(({ part }) => [part.x, part.width])).toEqual([
      [0, 33],
      [33, 34],
      [67, 33],
    ]);
  });

  it.each([
    { rows: 0, cols: 2 },
    { rows: 2, cols: 33 },
    { rows: 1.5, cols: 2 },
  ])('refuses $rows x $cols', (tiles) => {
    expect(() => planSurvey(100, 100, SPEC, { method: 'tiles', tiles })).toThrow(RangeError);
  });
});

it.each([0, -1, 5, Number.NaN])('refuses a scale of %s', (scale) => {
  expect(() => planSurvey(100, 100, SPEC, { ...dense, scale })).toThrow(RangeError);
});

it('keeps parts inside the picture and not empty', () => {
  expect(rounded({ x: -3, y: 99.9, width: 5.2, height: 7 }, 100, 100)).toEqual({
    x: 0,
    y: 99,
    width: 2,
    height: 1,
  });
});
