import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { checkImports, unusedPermissions } from './imports';

test.each([
  ['lib/vector/top-k.ts', "import { x } from '@/lib/errors/errors';"],
  ['lib/metrics/a.ts', "import { x } from '@/lib/gallery/gallery';"],
  ['lib/patches/a.ts', "export { x } from '@/lib/image/resize';"],
  ['lib/tokenizer/a.ts', "import { x } from '@/lib/assets/http';"],
  ['lib/image/a.ts', "import type { X } from '@/lib/encoder/encoder';"],
  ['lib/assets/a.ts', "import { x } from '../gallery/gallery';"],
  ['lib/gallery/a.ts', "const x = await import('@/lib/search-index/hnsw');"],
  ['lib/encoder/a.ts', "import { x } from '@/lib/engine/protocol';"],
  ['lib/search-params/a.ts', "import { x } from '@/lib/engine/client';"],
  ['lib/hooks/a.ts', "import { x } from '@/lib/encoder/encoder';"],
  ['lib/hooks/a.ts', "new Worker(new URL('@/lib/engine/engine.worker.ts', import.meta.url))"],
  ['lib/engine/a.ts', "import { x } from '@/components/ui/button';"],
  ['lib/engine/a.ts', "import { useState } from 'react';"],
  ['lib/search-index/a.ts', "import * as ort from 'onnxruntime-web/wasm';"],
  ['lib/encoder/a.ts', "import 'hnswlib-wasm';"],
  ['components/ui/a.tsx', "import { x } from '@/lib/engine/client';"],
  ['components/ui/a.tsx', "import { x } from '../../lib/search-index/exact';"],
  ['components/ui/a.tsx', "import { x } from '@/app/page';"],
  ['components/ui/a.tsx', "import ort from 'onnxruntime-web';"],
  ['app/page.tsx', "import { x } from '@/lib/encoder/encoder';"],
  ['cli/gallery.ts', "import { x } from '@/components/ui/button';"],
  ['cli/gallery/a.ts', "import { x } from '../evaluate/report';"],
  ['cli/tools/scenes/a.ts', "import { x } from '@/cli/evaluate/report';"],
  ['cli/site/server/a.ts', "import { x } from '../build/pages';"],
])('%s may not: %s', (file, source) => {
  expect(checkImports(file, source)).toHaveLength(1);
});

test.each([
  ['lib/encoder/a.ts', "import * as ort from 'onnxruntime-web/wasm';"],
  ['lib/encoder/a.ts', "import { x } from '@/lib/image/resize';"],
  ['lib/vector/a.ts', "import { x } from './b';"],
  ['lib/vector/a.test.ts', "import { x } from '@/lib/gallery/gallery';"],
  ['lib/hooks/a.ts', "import { useQuery } from '@tanstack/react-query';"],
  ['components/ui/a.tsx', "import { useSearch } from '@/lib/hooks';"],
  ['app/page.tsx', "import { TextView } from '@/components/text/text-view';"],
  ['cli/gallery.ts', "import { x } from '@/lib/encoder/encoder';"],
])('%s may: %s', (file, source) => {
  expect(checkImports(file, source)).toEqual([]);
});

test.each(['lib/new-thing/a.ts', 'cli/new-thing/a.ts'])('%s is refused: no row', (file) => {
  expect(checkImports(file, '')).toHaveLength(1);
});

test('says which permissions no import makes use of', () => {
  const used = new Set<string>();
  checkImports('lib/metrics/a.ts', "import { x } from '@/lib/vector/vector';", used);
  expect([...used]).toEqual(['lib/metrics > lib/vector']);
  expect(unusedPermissions(used)).not.toContain('lib/metrics > lib/vector');
  expect(unusedPermissions(used)).toContain('lib/tokenizer > lib/errors');
});

test('says where and what, by file and line', () => {
  const source = "// why\nimport { x } from '@/lib/gallery/gallery';\n";
  expect(checkImports('lib/vector/a.ts', source)).toEqual([
    {
      file: 'lib/vector/a.ts',
      line: 2,
      specifier: '@/lib/gallery/gallery',
      reason: 'lib/vector may import nothing else of the project',
    },
  ]);
});

test('the command fails on a violation', () => {
  const root = mkdtempSync(join(tmpdir(), 'overlook-lint-'));
  try {
    for (const folder of ['app', 'components', 'lib/vector', 'cli', 'e2e']) {
      mkdirSync(join(root, folder), { recursive: true });
    }
    writeFileSync(join(root, 'lib/vector/a.ts'), "import { x } from '@/lib/engine/client';\n");
    const tsx = resolve('node_modules/tsx/dist/cli.mjs');
    const run = spawnSync(process.execPath, [tsx, resolve('cli/tools/lint/check.ts')], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(run.stderr).toContain('lib/vector/a.ts:1 imports @/lib/engine/client');
    expect(run.status).toBe(1);
  } finally {
    rmSync(root, { recursive: true });
  }
});
