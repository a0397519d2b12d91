import { useTranslations } from 'next-intl';
import { PagedWall } from '@/domains/images/components/paged-wall';
import type { ImageCard } from '@/domains/images/queries';
import type { Page } from '@/kernel/page';
import { Empty } from '@/ui/page';
import type { Person } from './person-screen';

/** The images of a person, or that there is none yet. */
export function PersonImages({
  person: { handle, name },
  page,
  isLater,
}: {
  person: Person;
  page: Page<ImageCard>;
  isLater?: boolean;
}) {
  const t = useTranslations('images');
  if (page.items.length === 0 && !isLater)
    return <Empty title={t('person-empty-title', { name })}>{t('person-empty-text')}</Empty>;
  return (
    <PagedWall
      page={page}
      path={`/people/${handle}`}
      label={t('from-person', { name })}
      isLater={isLater}
      isOwnerKnown
    />
  );
}
