/** Least version of Node that Next, Vitest and our own commands run on. */
export const NODE = [20, 9];

/**
 * The message for a Node that is too old; null where it is not.
 * @param {string} version like `20.20.2`
 * @returns {string | null}
 */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > NODE[0] || (major === NODE[0] && minor >= NODE[1]);
  if (enough) return null;
  return `Overlook needs Node ${NODE.join('.')} or newer, this is ${version}. Install one from https://nodejs.org, or run: nvm install`;
}
