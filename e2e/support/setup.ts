import { existsSync } from 'node:fs';
import { OUT } from './paths';

/** Nothing is built here: the tests are about the very files that `npm run build` made. */
export default function setup(): void {
  if (!existsSync(`${OUT}/headers.json`)) {
    throw new Error('There is no built site in out/. Run: npm run build');
  }
}
