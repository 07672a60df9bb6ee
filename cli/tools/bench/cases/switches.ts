import { type Bench, opened } from '../context';
import { COUNTED, growthOf, memoryCounter, rowsOf, VIEWPORT } from '../memory-count';
import { serveTwin, TWIN } from '../twin';

const SWITCHES = 20;
/** One each way, before the first count. */
const FIRST = 2;

/** Memory of the page and its worker after many switches of the model: each takes another worker. */
export async function switches({ fresh, progress }: Bench) {
  const server = await serveTwin();
  const { context, page } = await fresh();
  try {
    await page.setViewportSize(VIEWPORT);
    const count = await memoryCounter(context, page);
    const at = `q=airport&gallery=${TWIN}&model=${TWIN}&backend=wasm`;
    await opened(page, `http://localhost:${server.port}/?${at}`);
    const bar = progress('switches', FIRST + SWITCHES);
    const change = async (there: boolean) => {
      // The page goes through "loading" and "ready" again; its earlier state must not be taken for the answer.
      await page.evaluate(() => {
        document.documentElement.dataset.engine = 'asked';
      });
      if (there) await page.getByRole('combobox', { name: 'Model' }).selectOption('compact');
      else await page.evaluate(() => history.back());
      const ready = page.locator('html[data-engine="ready"]');
      await ready.waitFor({ state: 'attached', timeout: 60_000 });
      bar.step();
    };
    for (let i = 0; i < FIRST; i++) await change(i % 2 === 0);
    const before = await count();
    for (let i = 0; i < SWITCHES; i++) await change(i % 2 === 0);
    bar.done();
    const after = await count();
    return {
      title: 'Memory after many switches of the model',
      how: `2 WASM threads, the shipped gallery, one query open. ${COUNTED} To the shipped model by the page's own control, back by the browser's button to a second model of the same files; ${FIRST} switches come before the first count.`,
      rows: [...rowsOf('before', before), ...rowsOf(`after ${SWITCHES} switches`, after)],
      ratios: { 'growth over the switches': growthOf(before, after) },
    };
  } finally {
    await context.close();
    await server.close();
  }
}
