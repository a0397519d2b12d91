'use client';
import { useTranslations } from 'next-intl';
import { useKeptForm } from '@/domains/accounts/components/proof-form';
import { SettingsForm } from '@/domains/accounts/components/settings-form';
import { chooseWhatToBeTold } from '@/domains/notifications/actions';
import type { NotificationChannel, TellingKind } from '@/domains/notifications/rules';

type Box = { channel: NotificationChannel; isOffered: boolean; isOn: boolean };
type Choices = readonly { kind: TellingKind; boxes: readonly Box[] }[];

/** What a member wants to be told, by kind, in the list and by mail. Works without JavaScript. */
export function TellingForm({ choices }: { choices: Choices }) {
  const t = useTranslations('notifications');
  const kept = useKeptForm(chooseWhatToBeTold);
  return (
    <SettingsForm kept={kept} words={{ save: t('save'), saved: t('saved') }} tone="next">
      <input type="hidden" name="asked" value="all" />
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">{t('settings')}</caption>
        <thead>
          <tr className="text-13 text-ink-2">
            <th scope="col" className="pb-2 font-regular">
              {t('what')}
            </th>
            {choices[0]?.boxes.map(({ channel }) => (
              <th key={channel} scope="col" className="w-20 pb-2 text-center font-regular">
                {t(`in-${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {choices.map(({ kind, boxes }) => (
            <tr key={kind} className="border-t border-line">
              <th scope="row" className="py-2 pr-4 font-regular">
                {t(`kind-${kind}`)}
              </th>
              {boxes.map((box) => (
                <td key={box.channel} className="text-center">
                  {box.isOffered && <KindBox kind={kind} box={box} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </SettingsForm>
  );
}

function KindBox({ kind, box: { channel, isOn } }: { kind: TellingKind; box: Box }) {
  const t = useTranslations('notifications');
  return (
    <label className="target inline-flex cursor-pointer items-center justify-center">
      <span className="sr-only">{t('box', { kind: t(`kind-${kind}`), channel: t(`in-${channel}`) })}</span>
      <input type="checkbox" name={channel} value={kind} defaultChecked={isOn} className="size-5" />
    </label>
  );
}
