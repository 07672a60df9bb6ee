import { describe, expect, it } from 'vitest';
import { patchRectangles } from './grid';
import { mapOfWindows, windowRectangles } from './windows';

describe('windowRectangles', () => {
  it('overlaps by half and ends with the image', () => {
    const windows = windowRectangles(300, 300, 100, 50);
    expect(windows).toHaveLength(25);
    expect(windows.at(-1)).toEqual({ x: 200, y: 200, width: 100, height: 100 });
  });

  it('moves the last window back where the stride does not come out even', () => {
    expect(windowRectangles(250, 100, 100, 100).map(({ x }) => x)).toEqual([0, 100, 150]);
  });

  it('is the whole image where the window is larger', () => {
    expect(windowRectangles(80, 60, 100, 50)).toEqual([{ x: 0, y: 0, width: 80, height: 60 }]);
  });

  it('refuses a stride of 0, which would never end', () => {
    expect(() => windowRectangles(10, 10, 5, 0)).toThrow(RangeError);
  });
});

describe('mapOfWindows', () => {
  it('is the mean of the windows over each cell', () => {
    const cells = patchRectangles({ rows: 1, cols: 3 }, { x: 0, y: 0, width: 30, height: 10 });
    const windows = [
      { x: 0, y: 0, width: 20, height: 10 },
      { x: 10, y: 0, width: 20, height: 10 },
    ];
    const map = mapOfWindows(cells, windows, [0.25, 0.75]);
    expect([...map]).toEqual([0.25, 0.5, 0.75]);
  });

  it('lets each size of window count alike', () => {
    const cells = [{ x: 0, y: 0, width: 10, height: 10 }];
    const small = { x: 0, y: 0, width: 10, height: 10 };
    const windows = [small, small, small, { x: 0, y: 0, width: 20, height: 20 }];
    expect([...mapOfWindows(cells, windows, [1, 1, 1, 0])]).toEqual([0.5]);
  });

  it('is 0 where no window lies', () => {
    const cells = [{ x: 90, y: 90, width: 10, height: 10 }];
    expect([...mapOfWindows(cells, [{ x: 0, y: 0, width: 10, height: 10 }], [1])]).toEqual([0]);
  });
});
