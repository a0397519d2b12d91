'use client';
import { AddressForm } from './address-form';
import { DropZone } from './drop-zone';
import { ShareList } from './share-list';
import { type Sieve, useUploads } from './use-uploads';

/**
 * Sharing with JavaScript: several pictures, each uploaded from the moment it is chosen, while its words are written. `profile` is the address of
 * the member's own page.
 */
export function ShareForm({ sieve, profile }: { sieve: Sieve; profile: string }) {
  const uploads = useUploads();
  return (
    <div className="flex flex-col gap-8">
      <DropZone types={sieve.types} isFilled={uploads.list.length > 0} onFiles={(files) => uploads.add(files, sieve)} />
      {/* It goes on to a page of its own: words that were typed here would be lost. */}
      {uploads.list.length === 0 && <AddressForm />}
      <ShareList uploads={uploads} profile={profile} />
    </div>
  );
}
