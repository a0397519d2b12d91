import { useTranslations } from 'next-intl';
import { PlainForm } from '@/domains/social/components/plain-form';
import { buttonLook } from '@/ui/button';
import { clearOwnHistory, switchHistory } from '../actions';

/** Stops the history, or lets it go on. `back`: the page it stands on, without language. */
export function PauseHistory({ isPaused, back }: { isPaused: boolean; back: string }) {
  const t = useTranslations('history');
  const verb = isPaused ? 'resume' : 'pause';
  return (
    <PlainForm action={switchHistory} fields={{ verb, back }} label={t(verb)} tone={isPaused ? 'next' : 'calm'}>
      {t(verb)}
    </PlainForm>
  );
}

/** Empties the history, once asked whether that is meant. */
export function ClearHistory({ back }: { back: string }) {
  const t = useTranslations('history');
  return (
    <details className="mt-12 border-t border-line pt-4">
      <summary className="target inline-flex items-center underline decoration-line hover:decoration-current">
        {t('clear')}
      </summary>
      <div className="flex flex-col items-start gap-4 py-4">
        <p className="max-w-text">{t('clear-sure')}</p>
        <PlainForm
          action={clearOwnHistory}
          fields={{ back }}
          label={t('clear-yes')}
          look={buttonLook('grave', '-ml-2')}
        >
          {t('clear-yes')}
        </PlainForm>
      </div>
    </details>
  );
}
