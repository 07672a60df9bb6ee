/**
 * A registry mirror that keeps the packages of some platforms only makes npm write a lock file without the
 * others, and `npm ci` then refuses it everywhere ("Missing: … from lock file"). What npm would have
 * written about them follows from their names: version, os, cpu, libc. Only the integrity hash is unknown.
 */

const OS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const CPU = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];

/**
 * Platform fields of a native package, read from its name.
 * @param {string} name for example `@biomejs/cli-linux-arm64-musl`
 */
export function platformOf(name) {
  const words = name.toLowerCase().split(/[-_/@.]/);
  const os =
    OS.find((word) => words.includes(word)) ?? (words.includes('linuxmusl') ? 'linux' : undefined);
  const cpu = CPU.find((word) => words.includes(word));
  const musl = words.includes('linuxmusl') || words.some((word) => word.startsWith('musl'));
  const glibc = words.some((word) => word === 'gnu' || word === 'gnueabihf');
  return {
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(musl ? { libc: ['musl'] } : glibc ? { libc: ['glibc'] } : {}),
    ...(os ? { os: [os] } : {}),
  };
}

/**
 * Optional packages that a lock file asks for and does not describe.
 * @param {{packages: Record<string, any>}} lock a parsed package-lock.json, version 3
 * @returns {{path: string, entry: Record<string, unknown>}[]}
 */
export function missingOptionals(lock) {
  const missing = new Map();
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (resolves(lock, path, name)) continue;
      const dev = entry.dev === true;
      const at = `node_modules/${name}`;
      if (missing.has(at) && !dev) delete missing.get(at).dev;
      if (missing.has(at)) continue;
      const { cpu, libc, os } = platformOf(name);
      missing.set(at, {
        version: String(range).replace(/^[^\d]*/, ''),
        ...(cpu ? { cpu } : {}),
        ...(dev ? { dev } : {}),
        ...(libc ? { libc } : {}),
        optional: true,
        ...(os ? { os } : {}),
      });
    }
  }
  return [...missing].map(([path, entry]) => ({ path, entry }));
}

/** The same lock file with every optional package described, in npm's order. */
export function completed(lock) {
  const packages = { ...lock.packages };
  for (const { path, entry } of missingOptionals(lock)) packages[path] = entry;
  const sorted = Object.keys(packages).sort((a, b) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries(sorted.map((path) => [path, packages[path]])) };
}

/** Whether `name`, asked for by the package at `from`, is found as Node would find it. */
function resolves(lock, from, name) {
  for (let base = from; ; ) {
    if (lock.packages[`${base ? `${base}/` : ''}node_modules/${name}`]) return true;
    if (base === '') return false;
    const cut = base.lastIndexOf('/node_modules/');
    base = cut < 0 ? '' : base.slice(0, cut);
  }
}
