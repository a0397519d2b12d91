import { useTranslations } from 'next-intl';
import { PhotoChoice } from '@/domains/accounts/components/photo-choice';
import type { Viewer } from '@/domains/accounts/queries';
import { limits, pictureTypes } from '@/platform/pictures/derivatives';

/** Everything the two forms send goes there, and comes back to `/settings#photo`. */
const address = '/api/settings/photo';

/**
 * A member's own face, large, with the ways to change it. `refused` is the code in the page's address when a photo came back. The same with and without
 * JavaScript; with it the chosen file is shown before it is sent.
 */
export function PhotoForm({ member, refused }: { member: Pick<Viewer, 'handle' | 'photo'>; refused?: string }) {
  const t = useTranslations('accounts');
  const refusals = useTranslations('refusals');
  const code = refused?.replace('.', '-') as Parameters<typeof refusals.has>[0] | undefined;
  return (
    <div id="photo" className="max-w-form">
      <PhotoChoice
        member={member}
        address={address}
        sieve={{ types: pictureTypes, bytes: limits.bytes }}
        error={code && refusals(refusals.has(code) ? code : 'site-failed')}
        words={{
          photo: t('photo'),
          hint: t('photo-hint'),
          use: t('photo-use'),
          sending: t('photo-sending'),
          remove: t('photo-remove'),
          tooLarge: refusals('pictures-too-many-bytes'),
        }}
      />
      {member.photo && (
        <form id="photo-removal" action={address} method="post" encType="multipart/form-data">
          <input type="hidden" name="remove" value="yes" />
        </form>
      )}
    </div>
  );
}
