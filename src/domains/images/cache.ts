/** The page and the facts of one image. */
export const imageTag = (ref: string) => `image:${ref}`;

/** The first page of the newest images of everybody. */
export const newestImagesTag = () => 'images:newest';

/** The first page of the images of one person. */
export const imagesOfTag = (handle: string) => `images:of:${handle}`;

/** Every cached thing that shows this image. */
export const tagsShowing = ({ ref, handle }: { ref: string; handle: string }) => [
  imageTag(ref),
  newestImagesTag(),
  imagesOfTag(handle),
];
