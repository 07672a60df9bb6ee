/**
 * The base map that whoever runs the site has configured: nothing is fetched from elsewhere without it.
 * @param {Readonly<Record<string, string | undefined>>} env
 *   BASE_MAP: address of tiles with {z}, {x} and {y}; BASE_MAP_CREDIT: whom to thank for them
 * @returns {{template: string, credit: string, origin: string} | null}
 * @throws Error where the address cannot be one of tiles, or the credit is missing
 */
export function baseMapOf({ BASE_MAP: template = '', BASE_MAP_CREDIT: credit = '' }) {
  if (template === '') return null;
  const missing = ['{z}', '{x}', '{y}'].filter((part) => !template.includes(part));
  if (missing.length > 0) {
    throw new Error(
      `BASE_MAP=${template} lacks ${missing.join(' and ')}; an example: BASE_MAP=https://tiles.example.org/{z}/{x}/{y}.png`,
    );
  }
  if (!/^https?:\/\/[^/{}]+\//.test(template)) {
    throw new Error(`BASE_MAP=${template} must begin with https:// and a host.`);
  }
  if (credit === '') {
    throw new Error('BASE_MAP needs BASE_MAP_CREDIT: whom the page thanks for the map.');
  }
  return { template, credit, origin: new URL(template).origin };
}
