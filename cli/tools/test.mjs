/** `npm test`: installs what the tests need, then runs all checks and ends with their totals. */
import { checkNode, ensureInstalled } from '../site/setup/prepare.mjs';

checkNode();
try {
  await ensureInstalled();
} catch (error) {
  console.error(`The tests did not start: ${error.message}.`);
  process.exit(1);
}
const { tsImport } = await import('tsx/esm/api');
await tsImport('./checks/run.ts', import.meta.url);
