'use server';
import { memberAction } from '@/domains/accounts/doors';
import { tagsShowing } from './cache';
import { changeAudience } from './commands/change-audience';
import { deleteImage } from './commands/delete-image';
import { editImage } from './commands/edit-image';
import { keepBoth } from './commands/keep-both';
import { receiveAddress } from './commands/receive-address';
import { shareImage } from './commands/share-image';
import { addressInput, audienceInput, editInput, ownInput, shareInput } from './inputs';
import { bounds, fetchLimit, imagePath } from './rules';

/** Shares one upload and goes on to where its making can be watched. */
export const share = memberAction({
  name: 'images/share',
  input: shareInput,
  limit: { tokens: 60, windowSeconds: 600 },
  run: (member, input) => shareImage(member, input),
  next: ({ ref }) => `/share/${ref}`,
});

/** Shares one upload and stays: several pictures are several calls, each with its own words. */
export const shareOneOfSeveral = memberAction({
  name: 'images/share',
  input: shareInput,
  limit: { tokens: 60, windowSeconds: 600 },
  run: (member, input) => shareImage(member, input),
});

/** Fetches a picture from an address and goes on to where its words are asked for, with the address as its source. */
export const fetchFromAddress = memberAction({
  name: 'images/fetch',
  input: addressInput,
  limit: fetchLimit,
  run: (member, input) => receiveAddress(member, input),
  next: ({ ref }, { address }) =>
    `/share?${new URLSearchParams({ upload: ref, ...(address.length <= bounds.source && { source: address }) })}`,
});

export const edit = memberAction({
  name: 'images/edit',
  input: editInput,
  run: editImage,
  touches: (_input, image) => tagsShowing(image),
  // A private image has no page but the one its owner came from.
  next: (image) => (image.audience === 'private' ? `/share/${image.ref}` : imagePath(image)),
});

/** Says whom an own image is for, and stays: the page tells how far that has come. */
export const changeOwnAudience = memberAction({
  name: 'images/audience',
  input: audienceInput,
  limit: { tokens: 60, windowSeconds: 600 },
  run: (member, input) => changeAudience(member, input),
  touches: (_input, image) => tagsShowing(image),
  next: ({ ref }) => `/share/${ref}`,
});

/** Has an image made besides another of the same original, and goes on to where its making can be watched. */
export const keepOwnBoth = memberAction({
  name: 'images/keep-both',
  input: ownInput,
  limit: { tokens: 60, windowSeconds: 600 },
  run: (member, input) => keepBoth(member, input),
  next: ({ ref }) => `/share/${ref}`,
});

export const deleteOwn = memberAction({
  name: 'images/delete',
  input: ownInput,
  run: (member, input) => deleteImage(member, input),
  touches: (_input, image) => tagsShowing(image),
  next: ({ handle }) => `/people/${handle}`,
});
