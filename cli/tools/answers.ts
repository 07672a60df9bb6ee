/**
 * `npm run answers`: asks the rendered large scenes and the NAIP views, which may be shipped, for every word that is
 * calibrated, and counts Find's answers that are right. Writes models/compact/large.json.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { decodeImage } from '@/lib/image/decode.node.ts';
import { Asker } from '../evaluate/asking/asker';
import { openModel } from '../shared/model';
import { runCommand } from '../shared/run';
import type { LargeReport, LargeRow } from './answers/report';
import { type Shown, shownByScene, VIEWS } from './answers/truth';

const PUBLIC = 'public';
const MODEL = 'compact';
const SCENES = join(PUBLIC, 'galleries/samples');

interface Picture {
  readonly file: string;
  readonly shown: (words: readonly string[]) => Shown;
}

/** The large scenes, whose features are known, and the views, which were looked at. */
function pictures(): Picture[] {
  const lines = readFileSync(join(SCENES, 'scenes.jsonl'), 'utf8').trim().split('\n');
  const scenes = lines.map((line) => {
    const { filename, features } = JSON.parse(line) as {
      filename: string;
      features: { name: string }[];
    };
    const names = new Set(features.map(({ name }) => name));
    const shown = (words: readonly string[]) => shownByScene(names, words);
    return { file: join(SCENES, 'images', filename), shown };
  });
  const views = Object.entries(VIEWS).map(([id, shown]) => ({
    file: join(PUBLIC, 'samples', `${id}.png`),
    shown: () => shown,
  }));
  return [...scenes, ...views];
}

runCommand(async (signal) => {
  const encoder = await openModel(PUBLIC, MODEL);
  const words = Object.keys(encoder.model.presence?.words ?? {});
  const rows: LargeRow[] = [];
  for (const { file, shown } of pictures()) {
    signal.throwIfAborted();
    const surveyed = await new Asker(encoder).survey(await decodeImage(readFileSync(file), file));
    const judged = await surveyed.ask(words);
    const answered = (answer: string) =>
      judged.filter(({ judgement }) => judgement.answer === answer).map(({ text }) => text);
    const { shows, lacks } = shown(words);
    const [seen, notSeen] = [answered('seen'), answered('not-seen')];
    const row: LargeRow = {
      picture: basename(file),
      seen,
      wrongSeen: seen.filter((word) => lacks.includes(word)),
      notSeen,
      wrongNotSeen: notSeen.filter((word) => shows.includes(word)),
      cannotTell: judged.length - seen.length - notSeen.length,
      shownAndSeen: shows.filter((word) => seen.includes(word)).length,
      shown: shows.filter((word) => words.includes(word)).length,
    };
    rows.push(row);
    console.log(
      `${row.picture}: seen ${seen.join(', ')}; wrong: ${row.wrongSeen.join(', ') || 'none'}; not seen but there: ${row.wrongNotSeen.join(', ') || 'none'}`,
    );
  }
  const sum = (count: (row: LargeRow) => number) =>
    rows.reduce((total, row) => total + count(row), 0);
  const report: LargeReport = {
    words: words.length,
    seen: sum((row) => row.seen.length),
    wrongSeen: sum((row) => row.wrongSeen.length),
    notSeen: sum((row) => row.notSeen.length),
    wrongNotSeen: sum((row) => row.wrongNotSeen.length),
    cannotTell: sum((row) => row.cannotTell),
    pictures: rows,
    date: new Date().toISOString(),
  };
  writeFileSync(`models/${MODEL}/large.json`, `${JSON.stringify(report, null, 1)}\n`);
});
