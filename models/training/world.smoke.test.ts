import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const python = process.env.OVERLOOK_PYTHON ?? 'python3';
const wordnet = process.env.OVERLOOK_WORDNET ?? '/usr/share/wordnet';
const root = process.cwd();
const shared = join(root, '../shared');
const model = join(root, 'public/models/compact');

/** Why training cannot be tried here, or undefined where it can. */
function obstacle(): string | undefined {
  const needed = ['rsicd', 'aerial/ucm', 'words'].map((name) => join(shared, name));
  const missing = [...needed, join(wordnet, 'data.noun')].find((path) => !existsSync(path));
  if (missing) return `${missing} is not here`;
  const probe = spawnSync(python, ['-c', 'import torch, tokenizers, PIL, onnx']);
  return probe.status === 0 ? undefined : `${python} has no PyTorch`;
}

const why = obstacle();
if (why) console.log(`smoke run of the world's training skipped: ${why}`);

/** Weights of the model that ships, to begin from. */
const START = `
import sys, torch
from pathlib import Path
from overlook_training.towers import DualEncoder
from overlook_training.world.start import start_from
from overlook_training.world.state import MODEL
torch.manual_seed(1)
model = DualEncoder(8192, MODEL)
start_from(model, Path(sys.argv[1]), torch.rand(8, 3, 160, 160) * 2 - 1)
torch.save(model.state_dict(), sys.argv[2])
`;

describe.skipIf(why)('training from a pack', () => {
  const out = mkdtempSync(join(tmpdir(), 'overlook-world-'));
  const at = (name: string) => join(out, name);
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  function run(command: string, args: readonly string[], cwd = join(root, 'models/training')): void {
    const { status, stderr } = spawnSync(command, args, { encoding: 'utf8', cwd });
    expect(status, stderr).toBe(0);
  }

  function renderScenes(name: string, count: number, seed: number): void {
    const options = `--set training --truth full --size 320 --format webp --quality 80`.split(' ');
    const own = ['--count', `${count}`, '--seed', `${seed}`, '--out', at(name)];
    run(process.execPath, ['--import', 'tsx', 'cli/tools/scenes.ts', ...options, ...own], root);
  }

  it('packs images, texts and scenes', { timeout: 600_000 }, () => {
    renderScenes('scenes', 12, 1);
    renderScenes('valid', 4, 9);
    const sources = {
      rsicd: join(shared, 'rsicd'),
      ucm: join(shared, 'aerial/ucm'),
      words: join(shared, 'words'),
      wordnet,
      scenes: at('scenes'),
      'scenes-valid': at('valid'),
      names: at('scenes/names.json'),
      model,
      out: at('pack'),
    };
    const options = Object.entries(sources).flatMap(([name, path]) => [`--${name}`, path]);
    run(python, ['-m', 'overlook_training.world.pack', ...options, '--limit', '60']);
    for (const file of ['pack.json', 'pack-rest.npz', 'pack-rsicd.npz', 'pack-scenes.npz']) {
      expect(existsSync(at(`pack/${file}`)), file).toBe(true);
    }
  });

  it('runs the three stages, each of which writes its weights', { timeout: 900_000 }, () => {
    run(python, ['-c', START, model, at('start.pt')]);
    const small = '--seconds 2,2,2 --batch 8,4,4 --dense 2,2,4 --anchors 8,4,4 --others 16'.split(' ');
    const places = ['--pack', at('pack'), '--start', at('start.pt'), '--out', at('run')];
    const rest = '--texts 0.05 --views 2 --workers 2 --device cpu'.split(' ');
    run(python, ['-m', 'overlook_training.world.train', ...places, ...small, ...rest]);
    const log = readFileSync(at('run/log.jsonl'), 'utf8');
    expect(log).not.toContain('"sentence": NaN');
    const rows = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line.replaceAll('NaN', 'null')) as Record<string, unknown>);
    for (const stage of ['joint', 'language', 'dense']) {
      const steps = rows.filter((row) => row.stage === stage).map(({ step }) => Number(step ?? 0));
      expect(Math.max(...steps), stage).toBeGreaterThan(0);
      expect(existsSync(at(`run/${stage}.pt`)), stage).toBe(true);
    }
    expect(existsSync(at('run/words.pt'))).toBe(true);
  });
});
