// biome-ignore-all lint/style/useNodejsImportProtocol: Node before 12.20 does not know it, and is to be told to update, not to crash.
/**
 * What `npm start` and its sisters begin with. Plain JavaScript without dependencies, in syntax that old versions of Node read too: it checks the
 * machine, installs what is missing, and only then loads the rest.
 */
import { spawn } from 'child_process';
import { existsSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import process from 'process';
import { fileURLToPath } from 'url';

const oldestNode = [20, 19];
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

function isTooOld(version) {
  const parts = version.split('.').map(Number);
  return parts[0] < oldestNode[0] || (parts[0] === oldestNode[0] && parts[1] < oldestNode[1]);
}

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/**
 * Is what is installed what the lock file says? npm keeps its own note of what it put where, written last: an install that was cut short, by whomever, has
 * none. Optional packages may be missing: they are for other machines.
 */
function isInstalled() {
  const note = join('node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  const found = JSON.parse(readFileSync(note, 'utf8')).packages;
  return Object.keys(wanted).every((path) => {
    if (path === '') return true;
    if (!found[path]) return wanted[path].optional === true;
    return found[path].version === wanted[path].version && found[path].integrity === wanted[path].integrity;
  });
}

/** Runs `npm ci`, with a sign of life: on a slow line it takes minutes. */
function install() {
  const begun = Date.now();
  const seconds = () => Math.round((Date.now() - begun) / 1000);
  process.stdout.write('Installing packages (npm ci) …\n');
  const pulse = setInterval(() => process.stdout.write(`  … still installing (${seconds()} s)\n`), 15000);
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const words = npm.slice(1).concat(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  return new Promise((resolve) => {
    const child = spawn(npm[0], words, { stdio: ['ignore', 'ignore', 'inherit'] });
    const pass = (name) => child.kill(name);
    process.on('SIGTERM', pass);
    process.on('SIGINT', pass);
    const finish = (sentence) => {
      clearInterval(pulse);
      process.off('SIGTERM', pass);
      process.off('SIGINT', pass);
      if (sentence) refuse(sentence);
      process.stdout.write(`Installed the packages in ${seconds()} s\n`);
      resolve();
    };
    child.on('error', (error) => finish(`npm could not be run (${error.message}): install npm, then start again.`));
    child.on('exit', (code, name) => {
      if (code === 0) finish();
      else finish(`The packages could not be installed (npm ci ended with ${name || code}): see its words above.`);
    });
  });
}

async function begin() {
  process.chdir(root);
  if (!isInstalled()) await install();
  const { register } = await import('tsx/esm/api');
  register();
  const { run } = await import('./main.ts');
  await run(process.argv.slice(2));
}

if (isTooOld(process.versions.node)) {
  refuse(
    `Vitrine needs Node ${oldestNode.join('.')} or newer, and this is Node ${process.versions.node}: see https://nodejs.org.`,
  );
}
begin().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
