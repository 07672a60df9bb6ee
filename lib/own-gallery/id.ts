/** What stands before the id of a gallery of this browser's own, in addresses: `gallery=local:<id>`. */
const PREFIX = 'local:';

/** Whether `gallery` of an address or of the engine's config means a gallery of this browser's own. */
export function isOwn(gallery: string): boolean {
  return gallery.startsWith(PREFIX);
}

/** The id under which the browser keeps it. @param gallery as addresses have it */
export function ownIdOf(gallery: string): string {
  return gallery.slice(PREFIX.length);
}

/** As addresses and the engine name it. */
export function galleryOf(ownId: string): string {
  return `${PREFIX}${ownId}`;
}
