import { existsSync, readFileSync } from 'node:fs';
import type { Report } from '@/cli/evaluate/report';
import type { Results } from '@/cli/tools/bench/types';
import type { Timings } from '@/cli/tools/scenes/output/timing';
import type { ModelManifest } from '@/lib/model/types';
import type { LargeReport } from '../answers/report';
import { beyondBlocks, clickBlocks, largeBlocks } from './beyond';
import { figureBlocks } from './figures';
import { fillBlock } from './markdown';
import { sceneBlocks } from './scenes';
import { speedBlocks } from './speed';

interface Page {
  readonly file: string;
  fill(text: string, blocks: Record<string, string>): string;
}

/** A page shows some of the blocks; each stands in it once. */
function page(file: string, names: readonly string[]): Page {
  return {
    file,
    fill: (text, blocks) =>
      names.reduce((filled, name) => fillBlock(filled, name, blocks[name] ?? ''), text),
  };
}

export const PAGES: readonly Page[] = [
  page('README.md', [
    'zero-shot',
    'summary',
    'beyond',
    'asked',
    'localization',
    'presence',
    'find-times',
    'speed',
  ]),
  page('docs/find.md', ['large', 'clicks']),
  page('docs/speed.md', ['speed-cases']),
  page('docs/collections.md', ['collections']),
  page('models/compact/README.md', [
    'summary',
    'beyond',
    'asked',
    'localization',
    'categories',
    'scenes-features',
  ]),
  page('cli/tools/scenes/README.md', ['scenes-recognized', 'scenes-categories', 'scenes-timing']),
];

/** Reads a model's measured figures and its size, as blocks of Markdown. */
export function figuresOf(model: string): Record<string, string> {
  const report = readJson<Report>(`models/${model}/metrics.json`);
  const folder = `public/models/${model}/model.json`;
  const manifestText = readFileSync(folder, 'utf8');
  const manifest = JSON.parse(manifestText) as ModelManifest;
  const files = Object.values(manifest.precisions).flatMap(({ text, vision }) => [text, vision]);
  const head = manifest.patches ? [manifest.patches.file, manifest.patches.text] : [];
  const bytes = [manifest.text.tokenizer, ...files, ...head].reduce(
    (sum, file) => sum + file.bytes,
    0,
  );
  const measured = (name: string): Report | undefined => {
    const file = `models/${model}/${name}.json`;
    return existsSync(file) ? readJson<Report>(file) : undefined;
  };
  const realOnly = 'models/real-only/scenes.json';
  return {
    ...figureBlocks(report, bytes + Buffer.byteLength(manifestText)),
    ...speedBlocks(readJson<Results>('bench/results.json')),
    ...beyondBlocks({
      rsicd: report,
      ucm: measured('ucm'),
      scenes: readJson<Report>(`models/${model}/scenes.json`),
      fullTruth: measured('full-truth'),
      cars: measured('cars'),
      houses: measured('houses'),
    }),
    ...clickBlocks(readJson<Report>(`models/${model}/scenes.json`), measured('ucm')),
    ...largeBlocks(readJson<LargeReport>(`models/${model}/large.json`)),
    ...sceneBlocks({
      compact: readJson<Report>(`models/${model}/scenes.json`),
      samples: readJson<Report>(`models/${model}/samples.json`),
      realOnly: existsSync(realOnly) ? readJson<Report>(realOnly) : undefined,
      timings: readJson<Timings>('bench/scenes.json'),
    }),
  };
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
