'use client';
import { useEffect } from 'react';
import { askFace } from '@/domains/accounts/components/face';

/** Asks who is looking, where an image's page would have asked but there is no image. Draws nothing. */
export function AskFace() {
  useEffect(() => {
    askFace().catch(() => undefined);
  }, []);
  return null;
}
