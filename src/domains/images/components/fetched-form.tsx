'use client';
import { useTranslations } from 'next-intl';
import { useActionState, useRef } from 'react';
import { share } from '@/domains/images/actions';
import { idle } from '@/platform/form-state';
import { Button } from '@/ui/button';
import { useFirstError } from '@/ui/first-error';
import { Notice } from '@/ui/notice';
import { WordFields } from './word-fields';

/** The words about a picture that has arrived already: `upload` is its reference, `source` where it was found, for its owner to change. */
export function FetchedForm({ upload, source, again }: { upload: string; source?: string; again: string }) {
  const t = useTranslations('images');
  const [state, send, isPending] = useActionState(share, idle);
  const form = useRef<HTMLFormElement>(null);
  useFirstError(form, state);
  const refused = state.status === 'refused' ? state : null;
  return (
    <form ref={form} action={send} className="flex max-w-[34rem] flex-col gap-6" noValidate>
      <Notice tone="good">{!refused && t('fetched')}</Notice>
      <Notice tone="bad">{refused?.message}</Notice>
      <input type="hidden" name="upload" value={upload} />
      <WordFields id="fetched" typed={refused?.values ?? { source }} errors={refused?.fields} />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <Button tone="next" aria-disabled={isPending}>
          {isPending ? t('sharing') : t('share-one')}
        </Button>
        <a href={again} className="target inline-flex items-center underline decoration-line hover:decoration-current">
          {t('fetched-other')}
        </a>
      </div>
    </form>
  );
}
