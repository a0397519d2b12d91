'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useActionState, useRef } from 'react';
import { deleteOwn, edit } from '@/domains/images/actions';
import type { OwnShare } from '@/domains/images/queries/own-images';
import { idle } from '@/platform/form-state';
import { Button } from '@/ui/button';
import { useFirstError } from '@/ui/first-error';
import { Notice } from '@/ui/notice';
import { WordFields } from './word-fields';

/** All but the picture: it would travel to the browser a second time. */
type Words = Omit<OwnShare, 'picture'>;

/** What an owner may still do with an image: change its words, or delete it. Both work without JavaScript. */
export function OwnImageForms({ share }: { share: Words }) {
  const t = useTranslations('images');
  return (
    <div className="mt-10 flex flex-col gap-2 border-t border-line pt-6">
      <Fold summary={t('change-words')}>
        <EditForm share={share} />
      </Fold>
      <Fold summary={t('delete')}>
        <DeleteForm imageRef={share.ref} />
      </Fold>
    </div>
  );
}

function Fold({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details>
      <summary className="target inline-flex items-center underline decoration-line hover:decoration-current">
        {summary}
      </summary>
      <div className="py-4">{children}</div>
    </details>
  );
}

function EditForm({ share }: { share: Words }) {
  const t = useTranslations('images');
  const [state, save, isPending] = useActionState(edit, idle);
  const form = useRef<HTMLFormElement>(null);
  useFirstError(form, state);
  const refused = state.status === 'refused' ? state : null;
  const typed = refused?.values ?? { ...share, tags: share.tags.join(', ') };
  return (
    <form ref={form} action={save} className="flex max-w-[34rem] flex-col gap-6" noValidate>
      <Notice tone="bad">{refused?.message}</Notice>
      <input type="hidden" name="ref" value={share.ref} />
      <input type="hidden" name="commentsOpen" value={share.commentsOpen ? 'on' : 'off'} />
      <WordFields id="edit" typed={typed} errors={refused?.fields} isAudienceFixed />
      <Button tone="next" className="self-start" aria-disabled={isPending}>
        {t('save')}
      </Button>
    </form>
  );
}

function DeleteForm({ imageRef }: { imageRef: string }) {
  const t = useTranslations('images');
  const [state, remove, isPending] = useActionState(deleteOwn, idle);
  return (
    <form action={remove} className="flex flex-col items-start gap-4">
      <Notice tone="bad">{state.status === 'refused' ? state.message : null}</Notice>
      <p>{t('delete-sure')}</p>
      <input type="hidden" name="ref" value={imageRef} />
      <Button tone="grave" aria-disabled={isPending}>
        {t('delete-yes')}
      </Button>
    </form>
  );
}
