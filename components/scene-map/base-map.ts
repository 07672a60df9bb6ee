const template = process.env.NEXT_PUBLIC_BASE_MAP ?? '';

/**
 * The base map that whoever built the site has configured (docs/deploy.md). Null: nothing is fetched from anywhere.
 */
export const BASE_MAP =
  template === ''
    ? null
    : {
        template,
        /** Whom the page thanks for it. */
        credit: process.env.NEXT_PUBLIC_BASE_MAP_CREDIT ?? '',
        host: new URL(template).host,
      };
