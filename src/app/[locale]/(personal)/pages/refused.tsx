import { getTranslations } from 'next-intl/server';
import { Notice } from '@/ui/notice';

/** Why a form of a page for everybody was refused, as the address of the page it led to says (`?refused=code`). Nothing where it says nothing we know. */
export async function Refused({ code }: { code: string | string[] | undefined }) {
  const t = await getTranslations('refusals');
  const key = typeof code === 'string' ? code.replace('.', '-') : '';
  if (!t.has(key as Parameters<typeof t.has>[0])) return null;
  return (
    <div className="gutter mx-auto w-full max-w-page py-4">
      <Notice tone="bad">{t(key as Parameters<typeof t>[0])}</Notice>
    </div>
  );
}
