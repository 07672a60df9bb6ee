/** Runs in the page: it must not use anything from outside of itself. */

/** Where the time from a keystroke to its painted results went, ms. */
export interface Typed {
  /** Until the keystroke's own frame has been drawn: the letter is there. */
  readonly letter: number;
  /** Until the frame that shows the results has been drawn. */
  readonly painted: number;
  /** Until the pictures of the results that are in view are decoded as well. */
  readonly pictures: number;
  /** Until the engine was asked. */
  readonly asked: number;
  readonly tokenize: number;
  readonly encode: number;
  readonly search: number;
  /** On the way to the worker and back. */
  readonly messages: number;
  /** From the answer to the frame that shows it. */
  readonly render: number;
}

/**
 * Puts words into the search box and waits for their results. The links of the results name the query that they
 * answer; a frame that begins with them in the document shows them, and is drawn when the next task begins.
 */
export async function typed(words: string): Promise<Typed> {
  const box = document.querySelector<HTMLInputElement>('input[type="search"]');
  const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  if (!box || !write) throw new Error('no search box');
  let answer: PerformanceMeasure | undefined;
  const observer = new PerformanceObserver((list) => {
    answer = (list.getEntriesByName('overlook:search').at(-1) as PerformanceMeasure) ?? answer;
  });
  observer.observe({ type: 'measure' });
  const results = () => document.querySelector('[role="list"][aria-label="Results"]');
  const answered = () => {
    const href = results()?.querySelector('a[data-cell]')?.getAttribute('href') ?? '';
    return new URL(href, location.origin).searchParams.get('q') === words;
  };
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  // Before any other task: effects of what has been drawn are not part of drawing it.
  const drawn = () => scheduler.postTask(() => {}, { priority: 'user-blocking' });

  let letter = 0;
  const start = performance.now();
  write.call(box, words);
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await frame();
  void drawn().then(() => {
    letter = performance.now() - start;
  });
  while (!answered()) await frame();
  await drawn();
  const painted = performance.now() - start;

  const images = () => [...(results()?.querySelectorAll('img') ?? [])];
  // They are asked for after that frame, and one without an address would count as decoded.
  while (images().some((img) => !img.src)) await frame();
  const inView = images().filter((img) => {
    const { top, bottom } = img.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
  await Promise.all(inView.map((img) => img.decode().catch(() => {})));
  const pictures = performance.now() - start;
  observer.disconnect();

  // Asked a moment before: the page remembers, and the engine is not asked.
  if (!answer) {
    const none = { asked: 0, tokenize: 0, encode: 0, search: 0, messages: 0 };
    return { letter, painted, pictures, ...none, render: painted };
  }
  const { tokenize, encode, search } = answer.detail as Record<string, number> as {
    tokenize: number;
    encode: number;
    search: number;
  };
  const asked = answer.startTime - start;
  const messages = answer.duration - tokenize - encode - search;
  const render = painted - asked - answer.duration;
  return { letter, painted, pictures, asked, tokenize, encode, search, messages, render };
}

/** What a frame takes by itself: the numbers under the results are written anew, by hand, ms until it is drawn. */
export async function rewritten(): Promise<number> {
  const start = performance.now();
  for (const row of document.querySelectorAll('[data-item] > div > span')) {
    if (row.lastChild) row.lastChild.nodeValue = Math.random().toFixed(4);
  }
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await scheduler.postTask(() => {}, { priority: 'user-blocking' });
  return performance.now() - start;
}
