'use client';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { share, shareOneOfSeveral } from '@/domains/images/actions';
import { idle } from '@/platform/form-state';
import { Button, buttonLook } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { ShareEntry } from './share-entry';
import type { Chosen, useUploads } from './use-uploads';

/** The words of one entry as they stand in its form, with the upload they belong to. */
function wordsOf({ id, upload = '' }: Chosen): FormData {
  const form = document.getElementById(`share-${id}`);
  const words = new FormData(form instanceof HTMLFormElement ? form : undefined);
  words.set('upload', upload);
  return words;
}

/** The chosen pictures, each with its words, and the button that shares them all. `profile` is the address of the member's own page. */
export function ShareList({ uploads, profile }: { uploads: ReturnType<typeof useUploads>; profile: string }) {
  const t = useTranslations('images');
  const { list, change, retry, remove, empty } = uploads;
  const [isSharing, startSharing] = useTransition();
  const open = list.filter(({ answer, problem }) => answer.status !== 'done' && !problem);
  const isUploading = open.some(({ upload }) => !upload);
  const isAllDone = list.length > 0 && list.every(({ answer }) => answer.status === 'done');
  const firstRefused = list.find(({ answer }) => answer.status === 'refused');

  // One after the other: the pictures then appear in the order they were chosen, and a refusal stops none of the others.
  const shareAll = () => {
    if (isUploading || isSharing) return;
    startSharing(async () => {
      const send = list.length === 1 ? share : shareOneOfSeveral;
      for (const chosen of open) change(chosen.id, { answer: await send(idle, wordsOf(chosen)) });
    });
  };

  return (
    <>
      {list.length > 0 && (
        <ol className="flex flex-col gap-10">
          {list.map((chosen) => (
            <ShareEntry
              key={chosen.id}
              chosen={chosen}
              isFirstRefused={chosen === firstRefused}
              onRetry={() => retry(chosen)}
              onRemove={() => remove(chosen)}
            />
          ))}
        </ol>
      )}
      <AllDone isShown={isAllDone} profile={profile} onMore={empty} />
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
    </>
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
