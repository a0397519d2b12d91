'use client';
import type { ReactNode } from 'react';
import { useFace } from '@/domains/accounts/components/face';

/** One thing for visitors, another for members, on a page that is the same for everybody. Both of about one size, and last where they stand: nothing else moves. */
export function ByFace({ visitor, member }: { visitor: ReactNode; member: ReactNode }) {
  return useFace() ? member : visitor;
}
