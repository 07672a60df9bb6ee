import { expect, it } from 'vitest';
import { baseMapOf } from './base-map.mjs';

const BASE_MAP = 'https://tiles.example.org/a/{z}/{x}/{y}.png?key=1';

it('is none unless it is configured', () => {
  expect(baseMapOf({})).toBeNull();
  expect(baseMapOf({ BASE_MAP: '', BASE_MAP_CREDIT: 'Somebody' })).toBeNull();
});

it('is the address, whom to thank, and where it leads', () => {
  expect(baseMapOf({ BASE_MAP, BASE_MAP_CREDIT: '© Somebody' })).toEqual({
    template: BASE_MAP,
    credit: '© Somebody',
    origin: 'https://tiles.example.org',
  });
});

it.each([
  [{ BASE_MAP }, 'BASE_MAP_CREDIT'],
  [{ BASE_MAP: 'https://tiles.example.org/{z}/{x}.png', BASE_MAP_CREDIT: 'S' }, '{y}'],
  [{ BASE_MAP: '/tiles/{z}/{x}/{y}.png', BASE_MAP_CREDIT: 'S' }, 'https://'],
  [{ BASE_MAP: 'https://{z}.example.org/{x}/{y}.png', BASE_MAP_CREDIT: 'S' }, 'https://'],
])('stops at %o', (env, reason) => {
  expect(() => baseMapOf(env)).toThrow(reason);
});
