import { describe, expect, it } from 'vitest';
import { RSICD_CATEGORIES } from './categories';
import { partedName } from './parted';

describe('partedName', () => {
  it.each([
    ['golfcourse', 'golf course'],
    ['mobilehomepark', 'mobile home park'],
    ['storagetanks', 'storage tanks'],
    ['ground_track_field', 'ground track field'],
    ['AnnualCrop', 'annual crop'],
    ['bare-soil', 'bare soil'],
    ['shipsatsea', 'ships at sea'],
    ['parking lot', 'parking lot'],
    ['chaparral', 'chaparral'],
  ])('%s: %s', (name, words) => {
    expect(partedName(name)).toBe(words);
  });

  it('leaves what it does not know, and what is one word, as it is', () => {
    expect(partedName('Mangrove')).toBe('mangrove');
    expect(partedName('overpass')).toBe('overpass');
    expect(partedName('moonbase_2')).toBe('moonbase 2');
    expect(partedName('farmland')).toBe('farmland');
  });

  it("gives RSICD's names back from its keys", () => {
    for (const name of RSICD_CATEGORIES) expect(partedName(name.replaceAll(' ', ''))).toBe(name);
  });
});
