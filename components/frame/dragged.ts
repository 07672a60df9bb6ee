/** Type of a result that is dragged within the page: the id of its item. */
export const ITEM_TYPE = 'application/x-overlook-item';

/** Height of the part of the window, with the search in it, that takes a result, px: below it lie the results themselves. */
const TAKING = 200;

/** Whether a result is being dragged to where it becomes the query. */
export function takesItem({ dataTransfer, clientY }: DragEvent): boolean {
  return clientY < TAKING && (dataTransfer?.types.includes(ITEM_TYPE) ?? false);
}
