import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { typescript } from './children';

/**
 * Runs one of the project's own programs in the foreground.
 * @param variables for it, beside those we were given ourselves
 * @returns its exit code (128 + the signal's number when a signal ended it)
 */
export function dispatch(file: string, words: string[], variables: Record<string, string> = {}): Promise<number> {
  const env = { ...process.env, ...variables } as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, typescript(file, ...words), { stdio: 'inherit', env });
  // In a terminal Ctrl-C reaches it by itself; what is sent to us alone is passed on.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, name) => resolve(code ?? 128 + constants.signals[name ?? 'SIGTERM']));
  });
}
