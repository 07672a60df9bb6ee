import { expect, it } from 'vitest';
import { negationOf } from './negation';

it.each([
  ['airport without planes', 'airport', ['planes']],
  ['harbor without a bridge', 'harbor', ['bridge']],
  ['river but not a bridge.', 'river', ['bridge']],
  ['river, but no bridge', 'river', ['bridge']],
  ['parking lot with no cars', 'parking lot', ['cars']],
  ['beach no people', 'beach', ['people']],
  ['Airport WITHOUT planes or any cars', 'Airport', ['planes', 'cars']],
  ['fields except for circular fields', 'fields', ['circular fields']],
  ['airport without planes, trucks and cars', 'airport', ['planes', 'trucks', 'cars']],
  ['airport without planes and no cars', 'airport', ['planes', 'cars']],
  ['harbor -bridge', 'harbor', ['bridge']],
  ['harbor -bridge -ships at sea', 'harbor', ['bridge', 'ships at sea']],
])('parts %s', (text, keep, leaveOut) => {
  expect(negationOf(text)).toEqual({ keep, leaveOut });
});

it.each([
  '',
  'airport',
  'without planes',
  'no planes',
  'airport without',
  'airport without ',
  'northern harbor',
  'a knot garden',
  'snow on a mountain',
  'house number no',
  'a well-kept garden',
  'north - south runway',
  'runway -5',
])('leaves %j as it is', (text) => {
  expect(negationOf(text)).toBeNull();
});
