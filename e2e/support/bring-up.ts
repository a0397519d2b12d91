import { startCopy, temporaryData } from './copy';
import { startPictureHost } from './elsewhere-pictures';
import { journeyPort } from './places';

/**
 * Brings the journeys' copy of the house up once, before the first, and down after the last, with a host of pictures elsewhere. With
 * `VITRINE_RUNNING_PORT` they go through the copy that already runs there.
 */
export default async function bringUp() {
  if (process.env.VITRINE_RUNNING_PORT) return undefined;
  const { dataDir, remove } = temporaryData('journeys');
  const elsewhere = await startPictureHost();
  const site = await startCopy({ port: journeyPort(), dataDir, env: elsewhere.variables });
  return async () => {
    await site.stop();
    elsewhere.stop();
    remove();
  };
}
