import { useLocale, useTranslations } from 'next-intl';
import { imagePath } from '@/domains/images/rules';
import { type Locale, localePath } from '@/i18n/routing';
import { SiteLink } from '@/i18n/site-link';
import { ArrowKeys } from '@/ui/arrow-keys';
import { plainLink } from '@/ui/frame';
import { Icon } from '@/ui/icon';

type Near = { ref: string; slug: string; title: string };

/** The pictures to the left and right of this one among its owner's, by link and by arrow key. */
export function Neighbours({ newer, older }: { newer?: Near; older?: Near }) {
  const t = useTranslations('images');
  const locale = useLocale() as Locale;
  const at = (image?: Near) => image && localePath(imagePath(image), locale);
  if (!newer && !older) return null;
  return (
    <nav aria-label={t('neighbours')} className="flex justify-between gap-6">
      <ArrowKeys previous={at(newer)} next={at(older)} />
      {newer && (
        <SiteLink href={imagePath(newer)} className={`${plainLink} -ml-1 max-w-1/2 gap-1`} rel="prev">
          <Icon name="previous" size={16} />
          <span className="sr-only">{t('newer-image')}</span>
          <span className="truncate">{newer.title}</span>
        </SiteLink>
      )}
      {older && (
        <SiteLink
          href={imagePath(older)}
          className={`${plainLink} -mr-1 ml-auto max-w-1/2 justify-end gap-1`}
          rel="next"
        >
          <span className="sr-only">{t('older-image')}</span>
          <span className="truncate">{older.title}</span>
          <Icon name="next" size={16} />
        </SiteLink>
      )}
    </nav>
  );
}
