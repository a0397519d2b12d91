import { useTranslations } from 'next-intl';
import { SiteLink } from '@/i18n/site-link';
import { buttonLook } from '@/ui/button';

/** Ways to the first page of a list and to the neighbours of this one, by number. `last`: the highest there may be; `hasNext`: one comes after this. */
export function PageNumbers(props: { path: string; number: number; last: number; hasNext: boolean }) {
  const { path, number, last, hasNext } = props;
  const t = useTranslations('images');
  const after = hasNext && number < last ? [number + 1] : [];
  const shown = [...new Set([1, number - 1, number, ...after])].filter((each) => each >= 1);
  if (shown.length === 1) return null;
  return (
    <ul className="flex list-none flex-wrap items-center gap-1">
      {shown.map((each) => (
        <li key={each}>
          <SiteLink
            href={each === 1 ? path : `${path}?page=${each}`}
            aria-label={t('page-number', { number: each })}
            aria-current={each === number ? 'page' : undefined}
            className={buttonLook(each === number ? 'calm' : 'bare', 'figures min-w-11')}
          >
            {each}
          </SiteLink>
        </li>
      ))}
    </ul>
  );
}
