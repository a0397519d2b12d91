'use client';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Button } from '@/ui/button';
import { useFirstError } from '@/ui/first-error';
import { Icon } from '@/ui/icon';
import { Notice } from '@/ui/notice';
import { Progress } from '@/ui/wait';
import type { Chosen } from './use-uploads';
import { WordFields } from './word-fields';

type Props = { chosen: Chosen; onRetry: () => void; onRemove: () => void; isFirstRefused: boolean };

/** What is no picture of ours stays none, however often it is sent or fetched: it can only be removed. */
function isHopeless({ problem = '' }: Chosen): boolean {
  return /^(?:pictures\.|fetch\.(?:address|forbidden|too-large)$)/.test(problem);
}

/** One chosen picture: how far it is, and the words about it. Its form is named `share-<id>`, for the button that sends them all. */
export function ShareEntry({ chosen, onRetry, onRemove, isFirstRefused }: Props) {
  const t = useTranslations('images');
  const { answer, name, source } = chosen;
  const form = useRef<HTMLFormElement>(null);
  useFirstError(form, isFirstRefused ? answer : { status: 'idle' });
  const refused = answer.status === 'refused' ? answer : null;
  return (
    <li className="grid gap-x-10 gap-y-5 border-t border-line pt-8 tablet:grid-cols-[14rem_minmax(0,1fr)]">
      <div className="flex flex-col gap-3">
        <img
          src={chosen.preview}
          alt=""
          referrerPolicy="no-referrer"
          className="max-h-72 w-full bg-wall object-contain"
        />
        <UploadState chosen={chosen} onRetry={onRetry} />
        {answer.status !== 'done' && (
          <Button
            tone="bare"
            type="button"
            className="-ml-2 self-start"
            onClick={onRemove}
            aria-label={t('upload-remove-named', { name })}
          >
            {t('upload-remove')}
          </Button>
        )}
      </div>
      {answer.status === 'done' ? (
        <div>
          <Notice tone="good">{t('share-done')}</Notice>
        </div>
      ) : isHopeless(chosen) ? null : (
        <form
          ref={form}
          id={`share-${chosen.id}`}
          className="flex max-w-[34rem] flex-col gap-6"
          noValidate
          onSubmit={(event) => event.preventDefault()}
        >
          <Notice tone="bad">{refused?.message}</Notice>
          <WordFields id={chosen.id} typed={source === undefined ? undefined : { source }} errors={refused?.fields} />
        </form>
      )}
    </li>
  );
}

function UploadState({ chosen, onRetry }: { chosen: Chosen; onRetry: () => void }) {
  const t = useTranslations('images');
  const refusals = useTranslations('refusals');
  const { name, problem, upload, progress } = chosen;
  if (problem) {
    const key = problem.replace('.', '-');
    return (
      <div className="flex flex-col items-start gap-2">
        <FileName>{name}</FileName>
        <Notice tone="bad">
          {refusals.has(key as 'site-failed') ? refusals(key as 'site-failed') : t('upload-broken')}
        </Notice>
        {!isHopeless(chosen) && (
          <Button type="button" onClick={onRetry}>
            <Icon name="again" />
            {t('upload-again')}
          </Button>
        )}
      </div>
    );
  }
  return (
    <div className="text-13 text-ink-2">
      <FileName>{name}</FileName>
      {upload ? (
        <p className="flex items-center gap-1 text-ok">
          <Icon name="check" size={16} />
          {t('upload-arrived')}
        </p>
      ) : (
        <>
          <Progress value={progress} label={t('upload-progress', { name })} />
          <p className="figures mt-1">
            {progress > 0 ? t('upload-percent', { percent: Math.round(progress * 100) }) : t('upload-waiting')}
          </p>
        </>
      )}
    </div>
  );
}

/** Which of several it is. */
function FileName({ children }: { children: string }) {
  return (
    <p className="max-w-full truncate text-13 text-ink-2" title={children}>
      {children}
    </p>
  );
}
