import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const macApps = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const isRoot = () => process.getuid?.() === 0;

/** The first Chromium that stands on this machine: on PATH, as an application, or in Playwright's own cache. */
function onThisMachine(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...places, ...macApps, chromium.executablePath()].find((path) => existsSync(path));
}

function attempt(command: string, args: string[]) {
  console.log(`no Chromium found: ${command} ${args.join(' ')}`);
  spawnSync(command, args, { stdio: 'inherit', timeout: 300_000 });
  return onThisMachine();
}

/**
 * The path of a Chromium to drive: `CHROMIUM_PATH`, else one on the machine, else Playwright's download, else (as root on Debian) the
 * distribution's. @throws Error with one sentence when none can be had: the journeys are never silently left out.
 */
export function findChromium(): string {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (existsSync(asked)) return asked;
    throw new Error(`CHROMIUM_PATH names ${asked}, which does not exist.`);
  }
  const found =
    onThisMachine() ??
    attempt(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']) ??
    (isRoot() && existsSync('/etc/debian_version')
      ? attempt('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
      : undefined);
  if (found) return found;
  throw new Error('The journeys need Chromium and none could be had: install it and set CHROMIUM_PATH.');
}

/** Switches for a machine without a display and, as root, without a sandbox; and nothing that calls out by itself. */
export const chromiumSwitches = [
  ...(isRoot() ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
