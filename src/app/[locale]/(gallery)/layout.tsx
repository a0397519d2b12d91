import type { ReactNode } from 'react';
import { HiddenPeople } from '@/domains/social/components/hidden-people';

/** Pages that are the same for everybody: what a member does not want to see is blanked in the browser, before it is drawn. */
export default function GalleryLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <HiddenPeople />
      {children}
    </>
  );
}
