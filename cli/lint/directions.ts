/**
 * Who may import whom, as DESIGN.md ("The house") has it. A key is a folder, or a file without its extension;
 * the longest key that fits a file governs it. What a folder may import of the project stands in its list
 * (its own folder always may); an entry may be a folder, or one file of it.
 */
export const DIRECTIONS: Readonly<Record<string, readonly string[]>> = {
  'lib/errors': [],
  'lib/vector': [],
  'lib/categories': [],
  'lib/json': ['lib/errors'],
  'lib/metrics': ['lib/vector'],
  'lib/patches': ['lib/vector'],
  'lib/image': ['lib/errors', 'lib/model/types'],
  'lib/tokenizer': ['lib/errors', 'lib/model/types'],
  'lib/assets': ['lib/errors', 'lib/json'],
  'lib/model': ['lib/errors', 'lib/json', 'lib/vector', 'lib/assets'],
  'lib/encoder': [
    'lib/errors',
    'lib/vector',
    'lib/model',
    'lib/tokenizer',
    'lib/image',
    'lib/assets',
  ],
  'lib/gallery': [
    'lib/errors',
    'lib/json',
    'lib/vector',
    'lib/categories',
    'lib/model',
    'lib/assets',
  ],
  'lib/search-index': ['lib/errors', 'lib/vector', 'lib/gallery/types', 'lib/assets'],
  // The page's side of the engine: the worker's side, and all that it brings along, stays out of the page.
  'lib/engine/protocol': [
    'lib/errors',
    'lib/gallery/types',
    'lib/model/types',
    'lib/search-index/types',
  ],
  'lib/engine/status-board': ['lib/errors', 'lib/assets/types', 'lib/engine/protocol'],
  'lib/engine/remote': [
    'lib/errors',
    'lib/gallery/types',
    'lib/model/types',
    'lib/engine/protocol',
  ],
  'lib/engine/spawn': ['lib/engine/remote', 'lib/engine/engine.worker'],
  'lib/engine/worker-life': [
    'lib/errors',
    'lib/engine/protocol',
    'lib/engine/remote',
    'lib/engine/spawn',
  ],
  'lib/engine/client': [
    'lib/errors',
    'lib/engine/protocol',
    'lib/engine/remote',
    'lib/engine/spawn',
    'lib/engine/status-board',
    'lib/engine/worker-life',
  ],
  'lib/engine': [
    'lib/errors',
    'lib/json',
    'lib/vector',
    'lib/metrics',
    'lib/categories',
    'lib/patches',
    'lib/image',
    'lib/tokenizer',
    'lib/assets',
    'lib/model',
    'lib/encoder',
    'lib/gallery',
    'lib/search-index',
  ],
  'lib/search-params': [
    'lib/errors',
    'lib/vector',
    'lib/engine/protocol',
    'lib/search-index/types',
  ],
  'lib/hooks': [
    'lib/errors',
    'lib/engine/client',
    'lib/engine/protocol',
    'lib/engine/spawn',
    'lib/engine/status-board',
    'lib/search-params',
    'lib/gallery/types',
    'lib/model/types',
    'lib/search-index/types',
  ],
  components: [
    'lib/hooks',
    'lib/search-params',
    'lib/errors',
    'lib/vector',
    'lib/metrics',
    'lib/patches',
    'lib/categories',
    'lib/engine/protocol',
    'lib/gallery/types',
    'lib/image/types',
    'lib/model/types',
    'lib/search-index/types',
  ],
  app: ['components', 'lib/hooks', 'lib/search-params', 'lib/errors', 'lib/gallery/types'],
  cli: ['lib', 'package'],
  e2e: ['lib', 'cli', 'playwright.config'],
};

/** Packages that one piece answers for. `components` and `app` may import React and Next; no other key may. */
export const OWNERS: readonly {
  readonly packages: readonly string[];
  readonly owners: readonly string[];
}[] = [
  { packages: ['onnxruntime-web', 'onnxruntime-common'], owners: ['lib/encoder'] },
  { packages: ['hnswlib-wasm'], owners: ['lib/search-index'] },
  { packages: ['@huggingface/tokenizers'], owners: ['lib/tokenizer'] },
  { packages: ['comlink'], owners: ['lib/engine'] },
  { packages: ['nuqs/server'], owners: ['lib/search-params', 'lib/hooks', 'components', 'app'] },
  {
    packages: ['react', 'react-dom', 'nuqs', '@tanstack/react-query'],
    owners: ['lib/hooks', 'components', 'app'],
  },
  { packages: ['next'], owners: ['lib/hooks', 'components', 'app'] },
];
