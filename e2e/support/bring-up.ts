import { startCopy, temporaryData } from './copy';
import { journeyPort } from './places';

/** Brings the journeys' copy of the house up once, before the first, and down after the last. */
export default async function bringUp() {
  const { dataDir, remove } = temporaryData('journeys');
  const site = await startCopy({ port: journeyPort(), dataDir });
  return async () => {
    await site.stop();
    remove();
  };
}
