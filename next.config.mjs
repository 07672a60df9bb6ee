import { isolationHeaders } from './cli/site/server/isolation.mjs';
import { baseMapOf } from './cli/site/setup/base-map.mjs';

/** Where the site lives on its host: '' at the root, '/overlook' under a sub-path. */
const basePath = (process.env.BASE_PATH ?? '').replace(/\/+$/, '');
if (basePath !== '' && !basePath.startsWith('/')) {
  throw new Error(`BASE_PATH=${basePath} must start with a slash, for example BASE_PATH=/overlook`);
}

const baseMap = baseMapOf(process.env);

const NOTHING = { browser: './cli/site/setup/nothing.mjs' };

const development = process.env.NODE_ENV === 'development';

/** @type {import('next').NextConfig} */
export default {
  // `next dev` serves; a build is files only, and whoever serves them sets the headers (docs/deploy.md).
  ...(development
    ? { headers: async () => [{ source: '/:path*', headers: isolationHeaders() }] }
    : { output: 'export' }),
  basePath,
  env: {
    NEXT_PUBLIC_BASE_PATH: basePath,
    NEXT_PUBLIC_BASE_MAP: baseMap?.template ?? '',
    NEXT_PUBLIC_BASE_MAP_CREDIT: baseMap?.credit ?? '',
  },
  // `npm run types` checks all code, the command line's and the tests' as well.
  typescript: { ignoreBuildErrors: true },
  turbopack: { resolveAlias: { fs: NOTHING, path: NOTHING } },
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
};
