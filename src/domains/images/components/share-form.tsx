'use client';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { share, shareOneOfSeveral } from '@/domains/images/actions';
import { idle } from '@/platform/form-state';
import { Button, buttonLook } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { AddressForm } from './address-form';
import { DropZone } from './drop-zone';
import { ShareEntry } from './share-entry';
import { type Chosen, type Sieve, useUploads } from './use-uploads';

/** The words of one entry as they stand in its form, with the upload they belong to. */
function wordsOf({ id, upload = '' }: Chosen): FormData {
  const form = document.getElementById(`share-${id}`);
  const words = new FormData(form instanceof HTMLFormElement ? form : undefined);
  words.set('upload', upload);
  return words;
}

/**
 * Sharing with JavaScript: several pictures, each uploaded from the moment it is chosen, while its words are written. `profile` is the address of
 * the member's own page.
 */
export function ShareForm({ sieve, profile }: { sieve: Sieve; profile: string }) {
  const t = useTranslations('images');
  const uploads = useUploads(sieve);
  const [isSharing, startSharing] = useTransition();
  const open = uploads.list.filter(({ answer, problem }) => answer.status !== 'done' && !problem);
  const isUploading = open.some(({ upload }) => !upload);
  const isAllDone = uploads.list.length > 0 && uploads.list.every(({ answer }) => answer.status === 'done');
  const firstRefused = uploads.list.find(({ answer }) => answer.status === 'refused');

  // One after the other: the pictures then appear in the order they were chosen, and a refusal stops none of the others.
  const shareAll = () => {
    if (isUploading || isSharing) return;
    startSharing(async () => {
      const send = uploads.list.length === 1 ? share : shareOneOfSeveral;
      for (const chosen of open) uploads.change(chosen.id, { answer: await send(idle, wordsOf(chosen)) });
    });
  };

  return (
    <div className="flex flex-col gap-8">
      <DropZone types={sieve.types} isFilled={uploads.list.length > 0} onFiles={uploads.add} />
      {/* It goes on to a page of its own: words that were typed here would be lost. */}
      {uploads.list.length === 0 && <AddressForm />}
      {uploads.list.length > 0 && (
        <ol className="flex flex-col gap-10">
          {uploads.list.map((chosen) => (
            <ShareEntry
              key={chosen.id}
              chosen={chosen}
              isFirstRefused={chosen === firstRefused}
              onRetry={() => uploads.retry(chosen)}
              onRemove={() => uploads.remove(chosen)}
            />
          ))}
        </ol>
      )}
      <AllDone isShown={isAllDone} profile={profile} onMore={uploads.empty} />
      {open.length > 0 && (
        <Button
          type="button"
          tone="next"
          className="self-start"
          aria-disabled={isUploading || isSharing}
          onClick={shareAll}
        >
          {isSharing ? t('sharing') : open.length === 1 ? t('share-one') : t('share-many', { count: open.length })}
        </Button>
      )}
    </div>
  );
}

/** The end of sharing several: where they will be, and the way to share more. The message is on the page before its words, so that they are read out. */
function AllDone({ isShown, profile, onMore }: { isShown: boolean; profile: string; onMore: () => void }) {
  const t = useTranslations('images');
  return (
    <>
      <Notice tone="good">{isShown && t('share-all-done')}</Notice>
      {isShown && (
        <div className="flex flex-wrap gap-3">
          <a href={profile} className={buttonLook('next')}>
            {t('to-your-page')}
          </a>
          <Button type="button" onClick={onMore}>
            {t('share-more')}
          </Button>
        </div>
      )}
    </>
  );
}
