/** Packages that one piece answers for. `components` and `app` may import React and Next; no other key may. */
export const OWNERS: readonly {
  readonly packages: readonly string[];
  readonly owners: readonly string[];
}[] = [
  { packages: ['onnxruntime-web', 'onnxruntime-common'], owners: ['lib/encoder'] },
  { packages: ['hnswlib-wasm'], owners: ['lib/search-index'] },
  { packages: ['@huggingface/tokenizers'], owners: ['lib/tokenizer'] },
  { packages: ['geotiff'], owners: ['lib/geo', 'lib/image'] },
  { packages: ['proj4', 'geotiff-geokeys-to-proj4'], owners: ['lib/geo'] },
  { packages: ['fzstd', 'lerc', '@cornerstonejs/codec-openjpeg'], owners: ['lib/image'] },
  { packages: ['sql.js'], owners: ['lib/selection'] },
  { packages: ['ol'], owners: ['components'] },
  { packages: ['fflate'], owners: ['lib/zip'] },
  { packages: ['idb'], owners: ['lib/own-gallery', 'lib/atlas'] },
  { packages: ['umap-js'], owners: ['lib/atlas'] },
  { packages: ['comlink'], owners: ['lib/engine'] },
  { packages: ['serwist'], owners: ['lib/offline'] },
  { packages: ['nuqs/server'], owners: ['lib/search-params', 'lib/hooks', 'components', 'app'] },
  {
    packages: ['react', 'react-dom', 'nuqs', '@tanstack/react-query'],
    owners: ['lib/hooks', 'components', 'app'],
  },
  { packages: ['@tanstack/react-virtual'], owners: ['components'] },
  { packages: ['next'], owners: ['lib/hooks', 'components', 'app'] },
];
