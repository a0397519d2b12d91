import 'server-only';
import { patientRedis } from '@/platform/redis/client';
import * as keys from '../keys';
import { dayBefore, dayOf } from '../rules';

/** Takes an image that is no more out of totals and rankings. Its rows in Postgres go with the image; what a flush still carries of it finds none. */
export async function forgetImage(imageId: number, now = new Date()): Promise<void> {
  const rankings = [
    keys.allRankingKey,
    keys.weekRankingKey,
    ...[dayOf(now), dayBefore(now, 1)].map(keys.dayRankingKey),
  ];
  const forgetting = patientRedis.multi().del(keys.viewsKey(imageId), keys.visitorsKey(imageId));
  for (const ranking of rankings) forgetting.zrem(ranking, imageId);
  await forgetting.exec();
}
