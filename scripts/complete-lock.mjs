// node scripts/complete-lock.mjs, after `npm install`: names in the lock file the optional packages for other platforms
// that the registry at hand did not offer. npm leaves them out then, and `npm ci` refuses such a lock file everywhere.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './setup/paths.mjs';

const FILE = join(root, 'package-lock.json');
const PLATFORM = /-(?<os>android|darwin|freebsd|linux|openharmony|win32)-(?<cpu>[a-z0-9]+)/;

const lock = JSON.parse(await readFile(FILE, 'utf8'));
const added = [];
for (const [path, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const place = `node_modules/${name}`;
    if (place in lock.packages || `${path}/${place}` in lock.packages) continue;
    const { os, cpu } = PLATFORM.exec(name)?.groups ?? {};
    // Without a platform the entry would be installed here, and without an exact version it would name nothing.
    if (os === undefined || cpu === undefined || !/^\d/.test(version)) continue;
    lock.packages[place] = { version, cpu: [cpu], dev: true, license: 'MIT', optional: true, os: [os] };
    added.push(name);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
if (added.length > 0) await writeFile(FILE, `${JSON.stringify(lock, undefined, 2)}\n`);
process.stdout.write(
  added.length === 0 ? 'The lock file is complete.\n' : `Added to the lock file: ${added.join(', ')}.\n`,
);
