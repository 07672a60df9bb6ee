import sharp from 'sharp';
import { expect, it } from 'vitest';
import { VIEW_NAMES } from '@/lib/search-params';

it.each(VIEW_NAMES)('the view %s has the picture that its link preview names', async (view) => {
  const { width, height, format } = await sharp(`public/previews/${view}.jpg`).metadata();
  expect({ width, height, format }).toEqual({ width: 1200, height: 630, format: 'jpeg' });
});
