/** The page and the facts of one image. */
export const imageTag = (ref: string) => `image:${ref}`;

/** Every list of everybody's images: the newest, those with a tag, rankings. One for all, so that who writes an image need not know its lists. */
export const imageListsTag = () => 'images:lists';

/** The first page of the images of one person. */
export const imagesOfTag = (handle: string) => `images:of:${handle}`;

/** Every cached thing that shows this image. */
export const tagsShowing = ({ ref, handle }: { ref: string; handle: string }) => [
  imageTag(ref),
  imageListsTag(),
  imagesOfTag(handle),
];
