import { getTranslations } from 'next-intl/server';
import { signInElsewhere } from '@/domains/accounts/actions';
import { ElsewhereForm } from '@/domains/accounts/components/elsewhere-form';
import { elsewhereTrouble } from '@/domains/accounts/elsewhere';
import { providerNames } from '@/domains/accounts/rules';
import { offeredSignIns } from '@/platform/env';
import { Button } from '@/ui/button';

type Props = { back?: string | undefined; error?: string | string[] | undefined };

/**
 * The buttons that lead to GitHub and Google, and what became of it when somebody comes back refused. Nothing at all where no keys are set.
 * @param props.back where to go in the end, a path of this site; `error` what stands in the address
 */
export async function OtherWays({ back, error }: Props) {
  const offered = offeredSignIns();
  if (offered.length === 0) return null;
  const [t, refusals] = await Promise.all([getTranslations('accounts'), getTranslations('refusals')]);
  const trouble = elsewhereTrouble(error);
  return (
    <section aria-labelledby="other-ways" className="mt-10 max-w-form border-t border-line pt-8">
      <h2 id="other-ways" className="mb-4 text-15 font-medium">
        {t('other-ways')}
      </h2>
      <ElsewhereForm
        action={signInElsewhere}
        {...(trouble && { trouble: refusals(trouble.replace('.', '-') as Parameters<typeof refusals>[0]) })}
        {...(back && { back })}
        className="flex flex-col gap-3"
      >
        {offered.map((provider) => (
          <Button key={provider} name="provider" value={provider} className="w-full">
            {t('go-on-with', { name: providerNames[provider] })}
          </Button>
        ))}
      </ElsewhereForm>
    </section>
  );
}
