import type { ImageCard } from '@/domains/images/queries';
import { SiteLink } from '@/i18n/site-link';
import { Picture } from '@/ui/picture';
import { imagePath } from '../rules';

/** Whether a picture fills the entrance's place: a landscape's shape, and enough pixels. */
const fills = ({ picture: { width, height } }: ImageCard) =>
  width >= 960 && width / height > 1.3 && width / height < 1.9;

/** The picture for the entrance: the newest that fills its place, or else simply the newest. */
export function firstOf(images: readonly ImageCard[]): ImageCard | undefined {
  return images.find(fills) ?? images[0];
}

/** One image, large, with its label under it: the first thing newcomers see. The whole of it is one link. */
export function FirstImage({ image }: { image: ImageCard }) {
  return (
    <SiteLink
      href={imagePath(image)}
      data-by={image.owner.handle}
      className="picture-first group block text-ink no-underline"
    >
      <Picture picture={image.picture} alt={image.altText} sizes="(width >= 64rem) 58vw, 100vw" isFirst />
      <span className="mt-2.5 flex flex-wrap gap-x-3 text-15 wrap-anywhere">
        <span className="font-medium group-hover:underline">{image.title}</span>
        <span className="text-ink-2">{image.owner.name}</span>
      </span>
    </SiteLink>
  );
}
