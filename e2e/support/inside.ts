import { plan } from '@/platform/supervisor/plan';
import { secretsOf } from '@/platform/supervisor/secrets';

/**
 * Gives this process the variables of a copy that runs, so that factories, queries and tools of the house act inside it. Call it before
 * loading any module that reads them.
 */
export function enter({ port, dataDir }: { port: number; dataDir: string }) {
  Object.assign(process.env, plan({ PORT: String(port), DATA_DIR: dataDir }, secretsOf(dataDir)).site);
}

/** What tests need of the house, loaded only after {@link enter}. */
export const house = async () => ({
  ...(await import('@/domains/accounts/factory')),
  ...(await import('@/domains/accounts/passwords')),
  ...(await import('@/domains/images/factory')),
  ...(await import('@/domains/images/tables')),
  ...(await import('@/platform/caches')),
  ...(await import('@/platform/db/client')),
});
