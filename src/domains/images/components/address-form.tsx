'use client';
import { useTranslations } from 'next-intl';
import { useActionState, useRef } from 'react';
import { fetchFromAddress } from '@/domains/images/actions';
import { idle } from '@/platform/form-state';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { useFirstError } from '@/ui/first-error';
import { Progress } from '@/ui/wait';

/** Asks for the address of a picture, which the site fetches; its words come on the next page. Works without JavaScript. */
export function AddressForm() {
  const t = useTranslations('images');
  const [state, fetchIt, isPending] = useActionState(fetchFromAddress, idle);
  const form = useRef<HTMLFormElement>(null);
  useFirstError(form, state);
  const refused = state.status === 'refused' ? state : null;
  return (
    <form ref={form} action={fetchIt} className="flex max-w-[34rem] flex-col gap-4" noValidate>
      <Field
        id="address"
        name="address"
        type="url"
        inputMode="url"
        autoComplete="off"
        label={t('address')}
        hint={t('address-hint')}
        error={refused?.fields.address ?? refused?.message}
        defaultValue={refused?.values.address}
        required
      />
      <Button className="self-start" aria-disabled={isPending}>
        {t('address-fetch')}
      </Button>
      <div role="status" className="min-h-6 text-13 text-ink-2">
        {isPending && (
          <>
            <Progress label={t('address-fetch')} />
            <p className="mt-1">{t('address-fetching')}</p>
          </>
        )}
      </div>
    </form>
  );
}
