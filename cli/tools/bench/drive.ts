import type { Page } from '@playwright/test';
import { ACCEPTED_PICTURES } from '@/lib/image/formats/names';

/** Milliseconds of a search by stage, from the page's timeline. */
export interface Timing {
  readonly decode: number;
  readonly encode: number;
  readonly search: number;
}

/** Puts new texts into the box, each when the one before it was answered; in the page, where no call is between them. */
export function askTexts(page: Page, from: number, to: number): Promise<Timing[]> {
  return page.evaluate(
    async ({ first, last }) => {
      const words = 'river forest houses road field port beach tanks bridge trees'.split(' ');
      const box = document.querySelector<HTMLInputElement>('input[type="search"]');
      if (!box) throw new Error('no search box');
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      const timings: Timing[] = [];
      for (let i = first; i < last; i++) {
        const answered = new Promise<Timing>((resolve) => {
          const observer = new PerformanceObserver((list) => {
            const entry = list.getEntriesByName('overlook:search').at(-1);
            if (!entry) return;
            observer.disconnect();
            resolve((entry as PerformanceMeasure).detail);
          });
          observer.observe({ type: 'measure' });
        });
        const word = (place: number) => words[Math.floor(i / place) % words.length];
        set?.call(box, `${word(1)} ${word(10)} ${word(100)} ${i}`);
        box.dispatchEvent(new InputEvent('input', { bubbles: true }));
        timings.push(await answered);
      }
      return timings;
    },
    { first: from, last: to },
  );
}

/** Brings pictures, each when the one before it has its address; none of them was seen before. */
export function bringPictures(
  page: Page,
  jpeg: Buffer,
  from: number,
  to: number,
): Promise<Timing[]> {
  return page.evaluate(
    async ({ base64, first, last, accepted }) => {
      const base = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const addressOf = () => new URLSearchParams(location.search).get('e');
      const timings: Timing[] = [];
      for (let i = first; i < last; i++) {
        // Pixels that differ, for another embedding: one of the quantization table's values.
        const bytes = base.slice();
        const table = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xdb);
        bytes[table + 5] = 1 + (i % 250);
        const files = new DataTransfer();
        files.items.add(new File([bytes], `${i}.jpg`, { type: 'image/jpeg' }));
        const before = addressOf();
        // Another one after the first picture: the view's start goes.
        const input = document.querySelector<HTMLInputElement>(
          `input[type="file"][accept="${accepted}"]`,
        );
        if (!input) throw new Error('no file input');
        input.files = files.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
        while (addressOf() === before || addressOf() === null) {
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        const [entry] = performance.getEntriesByName('overlook:search');
        timings.push((entry as PerformanceMeasure).detail);
      }
      return timings;
    },
    { base64: jpeg.toString('base64'), first: from, last: to, accepted: ACCEPTED_PICTURES },
  );
}
