/** `npm run tables`: writes what was measured (models/, bench/) into the pages that show it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { figuresOf, PAGES } from './tables/pages';

const blocks = figuresOf('compact');
for (const page of PAGES) {
  writeFileSync(page.file, page.fill(readFileSync(page.file, 'utf8'), blocks));
  console.log(`${page.file}: figures written`);
}
