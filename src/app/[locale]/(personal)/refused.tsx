import { getTranslations } from 'next-intl/server';
import { Notice } from '@/ui/notice';

/** Why a form that was sent without script came back to this page: `code` from the address, in words. Nothing for none, general words for one nobody knows. */
export async function Refused({ code }: { code: string | string[] | undefined }) {
  if (typeof code !== 'string') return null;
  const t = await getTranslations('refusals');
  const key = code.replace('.', '-') as Parameters<typeof t.has>[0];
  return (
    <div className="mb-6">
      <Notice tone="bad">{t(/^[a-z-]{1,60}$/.test(key) && t.has(key) ? key : 'site-failed')}</Notice>
    </div>
  );
}
