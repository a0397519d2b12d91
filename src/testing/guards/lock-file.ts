import type { Guard } from './tree';

type Entry = { version?: string; optionalDependencies?: Record<string, string> };

/** Node's own resolution inside a lock file: beside the dependent, then in each folder above it. */
function resolves(packages: Record<string, Entry>, dependent: string, name: string): boolean {
  for (let at = dependent; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true;
    if (!at) return false;
  }
}

/**
 * Every optional (foreign-platform) package the lock file asks for is in it: `npm install` leaves out what a registry lacks without
 * a word, and `npm ci` then refuses the whole lock file. Direct dependencies are pinned to exact versions.
 */
export const lockFileIsComplete: Guard = (tree) => {
  const { packages } = JSON.parse(tree.get('package-lock.json') ?? '{"packages":{}}') as {
    packages: Record<string, Entry>;
  };
  const found = Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !resolves(packages, path, name))
      .map((name) => `package-lock.json lacks ${name}, wanted by ${path || 'the project'}: pin an older version`),
  );
  const manifest = JSON.parse(tree.get('package.json') ?? '{}') as Record<string, Record<string, string> | undefined>;
  for (const kind of ['dependencies', 'devDependencies'] as const) {
    for (const [name, version] of Object.entries(manifest[kind] ?? {})) {
      if (!/^\d/.test(version)) found.push(`package.json: ${name} is not pinned to an exact version (${version})`);
      const locked = packages[`node_modules/${name}`]?.version;
      if (locked !== version)
        found.push(`package-lock.json holds ${name} ${locked ?? 'not at all'}, package.json wants ${version}`);
    }
  }
  return found;
};
