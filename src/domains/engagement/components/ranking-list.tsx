import { useTranslations } from 'next-intl';
import { imagePath } from '@/domains/images/rules';
import { SiteLink } from '@/i18n/site-link';
import { Picture } from '@/ui/picture';
import type { Ranked } from '../queries/ranking';

/** Images by their places, each whole, with what it is ranked by. `label` names the list for those who hear it; `unit` says what is counted. */
export function RankingList(props: { images: readonly Ranked[]; label: string; unit: 'views' | 'points' }) {
  const t = useTranslations('engagement');
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari drops the meaning of a list without numbers; the role gives it back
    <ol role="list" aria-label={props.label} className="grid list-none gap-x-12 gap-y-8 desktop:grid-cols-2">
      {props.images.map((image, place) => (
        <li key={image.id}>
          <SiteLink
            href={imagePath(image)}
            className="group grid grid-cols-[2.25rem_minmax(0,9rem)_minmax(0,1fr)] items-center gap-x-4 text-ink no-underline tablet:grid-cols-[3rem_minmax(0,15rem)_minmax(0,1fr)] tablet:gap-x-6"
          >
            <span className="figures text-20 font-strong text-ink-2 tablet:text-28">{place + 1}</span>
            <span className="[&_.picture]:w-[min(100%,calc(13rem*var(--ratio)))]">
              <Picture
                picture={image.picture}
                alt={image.altText}
                sizes="(width >= 48rem) 15rem, 9rem"
                isEager={place < 4}
              />
            </span>
            <span className="min-w-0">
              <span className="block text-17 font-medium group-hover:underline">{image.title}</span>
              <span className="block text-ink-2">{image.owner.name}</span>
              <span className="figures mt-1 block text-ink-2">{t(props.unit, { count: image.points })}</span>
            </span>
          </SiteLink>
        </li>
      ))}
    </ol>
  );
}
