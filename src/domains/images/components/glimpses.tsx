import type { Glimpse } from '@/domains/images/queries/people';
import { SiteLink } from '@/i18n/site-link';
import { imagePath } from '../rules';

/** How many places there are: who has shared less leaves some free, so that a list of people stays even. */
const places = [0, 1, 2];

/** What a person shared last, small: squares that lead to their pages. */
export function Glimpses({ images }: { images: readonly Glimpse[] }) {
  return (
    <div className="mt-3 grid grid-cols-3 gap-1.5">
      {places.map((place) => {
        const image = images[place];
        return image ? (
          <SiteLink key={image.ref} href={imagePath(image)} className="block aspect-square bg-wall">
            <picture>
              {image.square.sources.map(({ type, srcSet }) => (
                <source key={type} type={type} srcSet={srcSet} sizes="(width >= 48rem) 9rem, 30vw" />
              ))}
              <img
                src={image.square.src}
                alt={image.title}
                width={image.square.side}
                height={image.square.side}
                loading="lazy"
                decoding="async"
                className="size-full object-cover"
              />
            </picture>
          </SiteLink>
        ) : (
          <span key={place} className="aspect-square bg-wall" />
        );
      })}
    </div>
  );
}
