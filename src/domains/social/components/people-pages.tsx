import { useTranslations } from 'next-intl';
import { SiteLink } from '@/i18n/site-link';
import { buttonLook } from '@/ui/button';

type Props = {
  /** Where the list begins, without language and query; and the address of its first page. */
  path: string;
  first: string;
  next: string | null;
  isLater: boolean | undefined;
};

/** The ways to the next page of a list of people, and back to the first. Nothing where there is only one. */
export function PeoplePages({ path, first, next, isLater }: Props) {
  const t = useTranslations('social');
  if (!isLater && !next) return null;
  return (
    <nav aria-label={t('pages')} className="mt-12 flex flex-wrap gap-3">
      {isLater && (
        <SiteLink href={first} className={buttonLook('calm')}>
          {t('to-first')}
        </SiteLink>
      )}
      {next && (
        <SiteLink href={`${path}?after=${next}`} className={buttonLook('calm')} rel="next">
          {t('more-people')}
        </SiteLink>
      )}
    </nav>
  );
}
