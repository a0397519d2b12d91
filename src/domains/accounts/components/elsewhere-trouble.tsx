import { useTranslations } from 'next-intl';
import { elsewhereTrouble } from '@/domains/accounts/elsewhere';
import { Notice } from '@/ui/notice';

/** Why somebody came back from GitHub or Google without having got in. `error` is what stands in the address; nothing without it. */
export function ElsewhereTrouble({ error }: { error: string | string[] | undefined }) {
  const t = useTranslations('refusals');
  const code = elsewhereTrouble(error);
  if (code === null) return null;
  return (
    <div className="mb-8 max-w-form">
      <Notice tone="bad">{t(code.replace('.', '-') as Parameters<typeof t>[0])}</Notice>
    </div>
  );
}
