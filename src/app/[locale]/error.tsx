'use client';
import { ErrorPanel } from '@/ui/error-panel';

/** A screen that broke; the server has logged why. */
export default function Broken({ retry }: { retry: () => void }) {
  return <ErrorPanel retry={retry} />;
}
