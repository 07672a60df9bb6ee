/** What stands before the id of a collection of the site's server, in addresses: `gallery=remote:<id>`. */
const PREFIX = 'remote:';

/** Whether `gallery` of an address or of the engine's config means a collection. */
export function isCollection(gallery: string): boolean {
  return gallery.startsWith(PREFIX);
}

/** As in URLs. @param id on the server */
export function galleryOfCollection(id: string): string {
  return PREFIX + id;
}

/** The id on the server. @param gallery as in URLs */
export function collectionIdOf(gallery: string): string {
  return gallery.slice(PREFIX.length);
}

/** Path of a collection's part in the API, behind the site's base path, no slash in front. */
export function apiPathOf(gallery: string, ...parts: readonly string[]): string {
  return ['api', 'collections', collectionIdOf(gallery), ...parts]
    .map(encodeURIComponent)
    .join('/');
}
