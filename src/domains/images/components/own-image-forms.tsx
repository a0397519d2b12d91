'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useActionState, useRef } from 'react';
import { changeOwnAudience, deleteOwn, edit, keepOwnBoth } from '@/domains/images/actions';
import type { OwnShare } from '@/domains/images/queries/own-images';
import { wantedAudience } from '@/domains/images/rules';
import { type FormState, idle } from '@/platform/form-state';
import { Button } from '@/ui/button';
import { useFirstError } from '@/ui/first-error';
import { Notice } from '@/ui/notice';
import { AudienceField, WordFields } from './word-fields';

/** All but the picture: it would travel to the browser a second time. */
type Words = Omit<OwnShare, 'picture'>;

/** What an owner may still do with an image: change its words or whom it is for, or delete it. All work without JavaScript. */
export function OwnImageForms({ share }: { share: Words }) {
  return (
    <div className="mt-10 flex flex-col gap-2 border-t border-line pt-6">
      {/* A form begins anew with what it has just changed. */}
      <EditForm key={`${share.slug} ${share.title}`} share={share} />
      <AudienceForm key={wantedAudience(share)} share={share} />
      <DeleteForm imageRef={share.ref} />
    </div>
  );
}

/** One thing to do, folded away; open when it came back refused, without JavaScript too. */
function Fold({ summary, state, children }: { summary: string; state: FormState; children: ReactNode }) {
  return (
    <details open={state.status === 'refused' || undefined}>
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
  const { title, altText, description, source, licence } = share;
  const now = { title, altText, description, source, licence, tags: share.tags.join(', ') };
  const typed = refused?.values ?? { ...now, commentsOpen: share.commentsOpen ? 'on' : 'off' };
  return (
    <Fold summary={t('change-words')} state={state}>
      <form ref={form} action={save} className="flex max-w-[34rem] flex-col gap-6" noValidate>
        <Notice tone="bad">{refused?.message}</Notice>
        <input type="hidden" name="ref" value={share.ref} />
        <WordFields id="edit" typed={typed} errors={refused?.fields} isAudienceFixed />
        <Button tone="next" className="self-start" aria-disabled={isPending}>
          {t('save')}
        </Button>
      </form>
    </Fold>
  );
}

function AudienceForm({ share }: { share: Words }) {
  const t = useTranslations('images');
  const [state, change, isPending] = useActionState(changeOwnAudience, idle);
  const form = useRef<HTMLFormElement>(null);
  useFirstError(form, state);
  const refused = state.status === 'refused' ? state : null;
  return (
    <Fold summary={t('change-audience')} state={state}>
      <form ref={form} action={change} className="flex max-w-[34rem] flex-col gap-6" noValidate>
        <Notice tone="bad">{refused?.message}</Notice>
        <input type="hidden" name="ref" value={share.ref} />
        <AudienceField chosen={refused?.values.audience ?? wantedAudience(share)} error={refused?.fields.audience} />
        <Button tone="next" className="self-start" aria-disabled={isPending}>
          {t('save-audience')}
        </Button>
      </form>
    </Fold>
  );
}

/** Deletes an own image for good, once asked whether that is meant. `title`: which one, where two are spoken of. */
export function DeleteForm({ imageRef, title }: { imageRef: string; title?: string }) {
  const t = useTranslations('images');
  const [state, remove, isPending] = useActionState(deleteOwn, idle);
  return (
    <Fold summary={title === undefined ? t('delete') : t('delete-named', { title })} state={state}>
      <form action={remove} className="flex flex-col items-start gap-4">
        <Notice tone="bad">{state.status === 'refused' ? state.message : null}</Notice>
        <p>{t('delete-sure')}</p>
        <input type="hidden" name="ref" value={imageRef} />
        <Button tone="grave" aria-disabled={isPending}>
          {t('delete-yes')}
        </Button>
      </form>
    </Fold>
  );
}

/** Says that an image is wanted although there is another of the same original. */
export function KeepBothForm({ imageRef }: { imageRef: string }) {
  const t = useTranslations('images');
  const [state, keep, isPending] = useActionState(keepOwnBoth, idle);
  return (
    <form action={keep} className="contents">
      <input type="hidden" name="ref" value={imageRef} />
      <Button aria-disabled={isPending}>{t('keep-both')}</Button>
      <Notice tone="bad">{state.status === 'refused' ? state.message : null}</Notice>
    </form>
  );
}
