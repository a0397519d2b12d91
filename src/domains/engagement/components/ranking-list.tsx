import { useTranslations } from 'next-intl';
import { imagePath } from '@/domains/images/rules';
import { SiteLink } from '@/i18n/site-link';
import { Picture } from '@/ui/picture';
import type { Ranked } from '../queries/ranking';

/** Images by their places, each whole, with what it is ranked by. `label` names the list for those who hear it; `unit` says what is counted. */
export function RankingList(props: { images: readonly Ranked[]; label: string; unit: 'views' | 'points' }) {
  const t = useTranslations('engagement');
  return (
    <ol
      // biome-ignore lint/a11y/noRedundantRoles: Safari drops the meaning of a list without numbers; the role gives it back
      role="list"
      aria-label={props.label}
      className="grid list-none gap-x-8 gap-y-5 tablet:grid-cols-2 tablet:gap-y-8 desktop:grid-cols-3"
    >
      {props.images.map((image, place) => (
        <li key={image.id} data-by={image.owner.handle}>
          <SiteLink
            href={imagePath(image)}
            className="group grid grid-cols-[9rem_minmax(0,1fr)] items-center gap-x-5 text-ink no-underline desktop:grid-cols-[minmax(8rem,12rem)_minmax(0,1fr)]"
          >
            <span className="picture-mat">
              <Picture
                picture={image.picture}
                alt={image.altText}
                sizes="(width >= 64rem) 11rem, 8rem"
                isEager={place < 4}
              />
            </span>
            <span className="min-w-0">
              <span className="figures block text-20 font-strong text-ink-2">{place + 1}</span>
              <span className="mt-1 block text-17 font-medium group-hover:underline">{image.title}</span>
              <span className="block text-ink-2">{image.owner.name}</span>
              <span className="figures mt-1 block text-ink-2">{t(props.unit, { count: image.points })}</span>
            </span>
          </SiteLink>
        </li>
      ))}
    </ol>
  );
}
