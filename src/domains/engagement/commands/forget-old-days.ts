import 'server-only';
import { lt } from 'drizzle-orm';
import { db } from '@/platform/db/client';
import { dayBefore, keptDays } from '../rules';
import { imageViewDays } from '../tables';
import { forgetSalts } from './visitor-salts';

/** Drops what is kept for a time only: salts after 48 hours, views by the day when no ranking feels them any more. */
export async function forgetOldDays(now = new Date()): Promise<void> {
  await forgetSalts(now);
  await db.delete(imageViewDays).where(lt(imageViewDays.day, dayBefore(now, keptDays)));
}
