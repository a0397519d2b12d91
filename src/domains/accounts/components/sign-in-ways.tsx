import { getTranslations } from 'next-intl/server';
import { linkElsewhere, unlinkElsewhere } from '@/domains/accounts/actions';
import { ElsewhereForm } from '@/domains/accounts/components/elsewhere-form';
import { findSignInWays } from '@/domains/accounts/queries';
import { type IdentityProvider, identityProviders, providerNames } from '@/domains/accounts/rules';
import type { Viewer } from '@/domains/accounts/viewer';
import { offeredSignIns } from '@/platform/env';
import { Button } from '@/ui/button';

/**
 * For a member's settings: which accounts elsewhere sign them in, a button to link each that is offered, and one to unlink each but the last way in. One
 * statement, none where no keys are set: then it draws nothing.
 */
export async function SignInWays({ member }: { member: Pick<Viewer, 'id'> }) {
  const offered = offeredSignIns();
  if (offered.length === 0) return null;
  const [{ hasPassword, linked }, t] = await Promise.all([findSignInWays(member.id), getTranslations('accounts')]);
  const ways = linked.filter((provider) => offered.includes(provider)).length + (hasPassword ? 1 : 0);
  const shown = identityProviders.filter((provider) => offered.includes(provider) || linked.includes(provider));
  const isLast = (provider: IdentityProvider) => ways - (offered.includes(provider) ? 1 : 0) === 0;
  return (
    <ul className="max-w-text divide-y divide-line border-y border-line">
      {shown.map((provider) => {
        const isLinked = linked.includes(provider);
        const name = providerNames[provider];
        return (
          <li key={provider} className="py-2">
            <ElsewhereForm
              action={isLinked ? unlinkElsewhere : linkElsewhere}
              className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1"
            >
              <p>
                <span className="font-medium">{name}</span>
                <span className="block text-13 text-ink-2">
                  {!isLinked ? t('way-unlinked') : isLast(provider) ? t('way-last') : t('way-linked')}
                </span>
              </p>
              {!(isLinked && isLast(provider)) && (
                <Button name="provider" value={provider} tone={isLinked ? 'bare' : 'calm'}>
                  {isLinked ? t('unlink', { name }) : t('link', { name })}
                </Button>
              )}
            </ElsewhereForm>
          </li>
        );
      })}
    </ul>
  );
}
