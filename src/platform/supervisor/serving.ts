import { Trouble } from '@/platform/trouble';
import { onceAskedToEnd, ownersVariables } from './owner';
import { type Site, startSite } from './site';
import { sayToTerminal as say } from './words';

const whenAborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** `npm start` and `npm run dev`: everything up, until asked to end. @returns the exit code: 0 when it ended because it was asked to */
export async function serveUntilStopped(mode: 'start' | 'dev', words: string[]): Promise<number> {
  const unknown = words.find((word) => word !== '--no-demo');
  if (unknown) throw new Trouble(`There is no "${unknown}" here: the one choice is --no-demo.`);
  const begun = performance.now();
  const signal = onceAskedToEnd();
  // While it starts, `npm start` speaks for itself; afterwards the site's log lines are shown, for whoever collects them.
  let isShown = mode === 'dev';
  const onSiteOutput = (text: string) => void (isShown && process.stdout.write(text));
  const demo = !words.includes('--no-demo');
  const site = await startSite({ variables: ownersVariables(), mode, demo, say, onSiteOutput, signal }).catch(
    (error: unknown) => {
      if (!signal.aborted) throw error;
      return undefined;
    },
  );
  if (site) {
    isShown = true;
    greet(site, demo, (performance.now() - begun) / 1000);
    await whenAborted(signal);
    say('Ending …');
    await site.stop();
  }
  say('Ended; nothing is left running.');
  return 0;
}

function greet({ plan }: Site, demo: boolean, seconds: number) {
  say('');
  say(`  Vitrine is open at ${plan.address} (after ${seconds.toFixed(1)} s)`);
  if (demo && !plan.isProduction) {
    say(
      '  Sign in as  ana@vitrine.test, bo@vitrine.test (members), edda@vitrine.test (editor), adam@vitrine.test (admin)',
    );
    say('  Password    vitrine-demo');
  }
  if (plan.mailPage) say(`  Mail page   ${plan.mailPage}`);
  say(`  Data        ${plan.dataDir}`);
  say('  Ctrl-C ends everything.');
  say('');
}
