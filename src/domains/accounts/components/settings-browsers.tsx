'use client';
import { useTranslations } from 'next-intl';
import { useActionState, useEffect, useRef } from 'react';
import { endSessions } from '@/domains/accounts/actions';
import { Answer } from '@/domains/accounts/components/settings-form';
import { idle } from '@/platform/form-state';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';

/** A signed-in browser in words. */
export type Browser = { id: number; name: string; since: string; seen: string; isThis: boolean };

/** The browsers a member is signed in with. Each but this one can be signed out, alone or all at once. Works without JavaScript. */
export function SettingsBrowsers({ browsers }: { browsers: readonly Browser[] }) {
  const t = useTranslations('accounts');
  const [state, end, isEnding] = useActionState(endSessions, idle);
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that had the focus is gone with its browser.
    if (state.status !== 'idle') answer.current?.focus();
  }, [state]);
  return (
    <form action={end} className="flex max-w-text flex-col items-start gap-5">
      <Answer isHere={state.status !== 'idle'} place={answer}>
        <Notice tone="bad">{state.status === 'refused' && state.message}</Notice>
        <Notice tone="good">{state.status === 'done' && t('browser-ended')}</Notice>
      </Answer>
      <ul className="flex w-full flex-col divide-y divide-line border-y border-line">
        {browsers.map((browser) => (
          <li key={browser.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-4">
            <div className="min-w-0">
              <p className="font-medium">{browser.name}</p>
              <p className="text-13 text-ink-2">
                {t('browser-since', { when: browser.since })}
                <br />
                {browser.isThis ? t('browser-this') : t('browser-seen', { when: browser.seen })}
              </p>
            </div>
            {!browser.isThis && (
              <Button
                name="session"
                value={browser.id}
                aria-label={t('browser-end-named', { name: browser.name })}
                aria-disabled={isEnding}
              >
                {t('browser-end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {browsers.length > 2 && (
        <Button name="session" value="others" aria-disabled={isEnding}>
          {t('browser-end-all')}
        </Button>
      )}
    </form>
  );
}
