import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { VIEW_NAMES, VIEWS } from '@/lib/search-params';

/**
 * Writes `robots.txt`, and `sitemap.xml` where the site's address is known: a sitemap names whole addresses.
 * @param site the address that visitors see, with the base path; undefined where it is not known
 * @throws Error where `site` is no address or does not end with the base path
 */
export function writeRobots(out: string, site: string | undefined, basePath: string): void {
  const lines = ['User-agent: *', 'Allow: /'];
  if (site !== undefined) {
    const address = siteAddress(site, basePath);
    writeFileSync(join(out, 'sitemap.xml'), sitemap(address));
    lines.push(`Sitemap: ${address}/sitemap.xml`);
  }
  writeFileSync(join(out, 'robots.txt'), `${lines.join('\n')}\n`);
}

function siteAddress(site: string, basePath: string): string {
  const address = URL.canParse(site) ? new URL(site) : null;
  const path = address?.pathname.replace(/\/+$/, '');
  if (!address || !/^https?:$/.test(address.protocol) || path !== basePath) {
    throw new Error(
      `SITE_URL=${site} must be the address that visitors see and end with BASE_PATH, for example SITE_URL=https://example.org${basePath}`,
    );
  }
  return `${address.origin}${basePath}`;
}

function sitemap(address: string): string {
  const urls = VIEW_NAMES.map((view) => `  <url><loc>${address}${VIEWS[view].path}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join('\n')}
</urlset>
`;
}
