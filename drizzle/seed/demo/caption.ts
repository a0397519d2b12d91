import type { Licence } from '@/domains/images/rules';

/** What a member wrote about a picture, in the member's own language. `work` is the key of what the artist draws. */
export type Caption = {
  work: string;
  title: string;
  description: string;
  altText: string;
  tags: string[];
  licence?: Licence;
};
