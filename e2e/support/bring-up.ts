import { startCopy, temporaryData } from './copy';
import { journeyPort } from './places';

/**
 * Brings the journeys' copy of the house up once, before the first, and down after the last. With `VITRINE_RUNNING_PORT` they go through the copy
 * that already runs there.
 */
export default async function bringUp() {
  if (process.env.VITRINE_RUNNING_PORT) return undefined;
  const { dataDir, remove } = temporaryData('journeys');
  const site = await startCopy({ port: journeyPort(), dataDir });
  return async () => {
    await site.stop();
    remove();
  };
}
