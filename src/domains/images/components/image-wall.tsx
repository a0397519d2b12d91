import type { ImageCard } from '@/domains/images/queries';
import { SiteLink } from '@/i18n/site-link';
import { Hung, PictureWall } from '@/ui/picture';
import { imagePath } from '../rules';

/**
 * Images in rows, each a link to its page. `label` names the list for those who hear it; `eager` says how many stand above the fold and are
 * fetched at once; `by` leaves the owner's name out where the whole list is theirs.
 */
export function ImageWall(props: {
  images: readonly ImageCard[];
  label: string;
  eager?: number;
  isOwnerKnown?: boolean;
}) {
  const { images, label, eager = 0, isOwnerKnown } = props;
  return (
    <PictureWall label={label}>
      {images.map((image, place) => (
        <Hung
          key={image.id}
          picture={image.picture}
          alt={image.altText}
          isEager={place < eager}
          isAmongFew={images.length < 3}
          by={image.owner.handle}
          link={(inside, className) => (
            <SiteLink href={imagePath(image)} className={className}>
              {inside}
            </SiteLink>
          )}
        >
          <span>{image.title}</span>
          {!isOwnerKnown && <span>{image.owner.name}</span>}
        </Hung>
      ))}
    </PictureWall>
  );
}
