import { getTranslations } from 'next-intl/server';
import { signInElsewhere } from '@/domains/accounts/actions';
import { ElsewhereForm } from '@/domains/accounts/components/elsewhere-form';
import { providerNames } from '@/domains/accounts/rules';
import { offeredSignIns } from '@/platform/env';
import { Button } from '@/ui/button';

/** The buttons that lead to GitHub and Google. Nothing at all where no keys are set. `back` is where to go in the end, a path of this site. */
export async function OtherWays({ back }: { back: string | undefined }) {
  const offered = offeredSignIns();
  if (offered.length === 0) return null;
  const t = await getTranslations('accounts');
  return (
    <section aria-labelledby="other-ways" className="mt-10 max-w-form border-t border-line pt-8">
      <h2 id="other-ways" className="mb-4 text-15 font-medium">
        {t('other-ways')}
      </h2>
      <ElsewhereForm action={signInElsewhere} back={back} className="flex flex-col gap-3">
        {offered.map((provider) => (
          <Button key={provider} name="provider" value={provider} className="w-full">
            {t('go-on-with', { name: providerNames[provider] })}
          </Button>
        ))}
      </ElsewhereForm>
    </section>
  );
}
