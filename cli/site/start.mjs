/** `npm start`: installs and builds where that is due, then serves. Nothing but Node is needed beforehand. */
import { checkNode, ensureBuilt, ensureInstalled } from './setup/prepare.mjs';

checkNode();
try {
  await ensureInstalled();
  await ensureBuilt();
} catch (error) {
  console.error(`Overlook did not start: ${error.message}.`);
  process.exit(1);
}
const { tsImport } = await import('tsx/esm/api');
await tsImport('./serve.ts', import.meta.url);
