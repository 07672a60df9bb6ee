import { readFileSync } from 'node:fs';
import type { JSHandle, Page } from '@playwright/test';

/** A file as a drop or the clipboard brings it. */
export function fileTransfer(page: Page, path: string): Promise<JSHandle<DataTransfer>> {
  const bytes = readFileSync(path).toString('base64');
  return page.evaluateHandle((base64) => {
    const data = new DataTransfer();
    const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    data.items.add(new File([content], 'picture', { type: 'image/*' }));
    return data;
  }, bytes);
}

export async function paste(page: Page, transfer: JSHandle<DataTransfer>): Promise<void> {
  await page.evaluate((clipboardData) => {
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
  }, transfer);
}
