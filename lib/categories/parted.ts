/**
 * Words that data sets run together in the names of their classes (`golfcourse`, `groundtrackfield`): those of RSICD,
 * UC Merced, AID, NWPU-RESISC45, PatternNet, WHU-RS19 and of the scenes that this project renders.
 */
const WORDS =
  `agricultural agriculture air airfield airplane airport annual apron area at auto ball bare barge barges base
baseball basketball beach body bridge building buildings bunker canal car cars cemetery center centre chaparral church circular
closed club coal coast coastal commercial container country course court crop crops cross crosswalk dam dense depot desert diamond
dock eroded factory farm farmland ferry field football forest foot freeway fuel gas golf grass grassland green greenhouse ground
harbor harbour helipad herbaceous highway hill hills home homes house ice industrial informal interchange intersection island land lake
lot marina marking meadow medium mine mobile mountain nursing oil open orchard overpass paddy palace park parking permanent pipeline
pivot place plant platform playground pond ponds pool pools port power quarry rail railroad railway rectangular resettlement residential
resort rice river road roundabout row rows runway salt sandy school sea settlement ship ships shipping shore shrub snow snowberg soil solar
space sparse square stadium station storage strip swimming tank tanks tennis terrace terminal thermal track transformer treatment
truck turbine turbines valley vegetation viaduct village vineyard waste wastewater water wetland wind wood works yard`.split(
    /\s+/,
  );
const KNOWN = new Set(WORDS);
const LONGEST = Math.max(...WORDS.map((word) => word.length));

/**
 * The name of a class or label, as a sentence has it: words that hyphens, underscores or capitals part, or that are run
 * together, stand apart, in lower case. What is not made of known words stays as it is.
 * @example
 * partedName('golfcourse') // 'golf course'
 * partedName('bare-soil') // 'bare soil'
 * partedName('SeaLake') // 'sea lake'
 */
export function partedName(name: string): string {
  return name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/[\s_-]+/g, ' ')
    .trim()
    .toLowerCase()
    .split(' ')
    .map((word) => wordsOf(word)?.join(' ') ?? word)
    .join(' ');
}

/** As few known words as make up all of it; null where none do. */
function wordsOf(text: string): string[] | null {
  const best: (string[] | null)[] = [[]];
  for (let end = 1; end <= text.length; end++) {
    best[end] = null;
    for (let start = Math.max(0, end - LONGEST); start < end; start++) {
      const before = best[start];
      const word = text.slice(start, end);
      if (!before || !KNOWN.has(word)) continue;
      const found = best[end];
      if (!found || before.length + 1 < found.length) best[end] = [...before, word];
    }
  }
  return best[text.length] ?? null;
}
