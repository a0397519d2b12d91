import { useTranslations } from 'next-intl';
import { removeOwnFollower } from '../actions';
import { PlainForm } from './plain-form';

/** Lets one of one's own followers go. `back`: the list, without language. */
export function RemoveFollower({
  person: { handle, name },
  back,
}: {
  person: { handle: string; name: string };
  back: string;
}) {
  const t = useTranslations('social');
  return (
    <PlainForm action={removeOwnFollower} fields={{ handle, back }} label={t('remove-who', { name })} tone="bare">
      {t('remove')}
    </PlainForm>
  );
}
