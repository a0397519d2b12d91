'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button, buttonLook } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Empty } from '@/ui/page';
import { type FoundPage, type FoundPicture, foundPageOf, sourceOf } from './found-page';
import { ShareList } from './share-list';
import { useUploads } from './use-uploads';

/** Kept in this tab alone, so that it is still there after signing in or a reload. */
const storageKey = 'vitrine-found';

/** What the bookmarklet left behind the "#", or what this tab was left with before; taken out of the address, which may be copied on. */
function takeFound(): FoundPage | null {
  const words = window.location.hash.slice(1);
  if (words !== '' && foundPageOf(words)) {
    sessionStorage.setItem(storageKey, words);
    window.history.replaceState(window.history.state, '', window.location.pathname);
  }
  return foundPageOf(sessionStorage.getItem(storageKey) ?? '');
}

/**
 * Did a script change to this page from another of ours, as after signing in? Then what that one allows still counts, and it allows no pictures from elsewhere:
 * only a page that is loaded brings its own policy.
 */
function cameByScript(): boolean {
  const [loaded] = performance.getEntriesByType('navigation');
  return loaded !== undefined && new URL(loaded.name).pathname !== window.location.pathname;
}

/** Where those are that the member has already, by address; nothing where the site does not answer: then nothing is marked. */
async function findSaved(pictures: readonly FoundPicture[]): Promise<Record<string, string>> {
  const response = await fetch('/api/share/found', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ addresses: pictures.map(({ address }) => address) }),
  });
  const { saved = [] } = (await response.json()) as { saved?: { address: string; path: string }[] };
  return Object.fromEntries(saved.map(({ address, path }) => [address, path]));
}

/** What was found (undefined: not looked yet), and what of it the member has. Asked only while somebody chooses, who is signed in. */
function useFound({ isAsking }: { isAsking: boolean }) {
  const [found, setFound] = useState<FoundPage | null>();
  const [saved, setSaved] = useState<Record<string, string>>({});
  useEffect(() => {
    if (cameByScript()) window.location.reload();
    else setFound(takeFound());
  }, []);
  useEffect(() => {
    // Asked again by whoever comes back for more: what was shared meanwhile is there.
    if (isAsking && found) findSaved(found.pictures).then(setSaved, () => undefined);
  }, [isAsking, found]);
  return { found, saved };
}

type Places = { profile: string; bookmarklet: string; prefix: string };

/**
 * The pictures a bookmarklet found on a page elsewhere: to be chosen from, then fetched one after the other while their words are written. `signIn`: where
 * somebody who is not signed in has to go first; `prefix`: what addresses of this language begin with.
 */
export function FoundPictures({ signIn, places }: { signIn: string | null; places: Places }) {
  const t = useTranslations('images');
  const uploads = useUploads();
  const isChoosing = uploads.list.length === 0;
  const { found, saved } = useFound({ isAsking: isChoosing && signIn === null });
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that had the focus is gone with the choice.
    if (!isChoosing) place.current?.focus();
  }, [isChoosing]);

  if (found === undefined) return <p className="needs-script min-h-40 text-ink-2">{t('found-looking')}</p>;
  if (signIn)
    return (
      <Empty
        title={t('found-sign-in')}
        action={
          <a href={signIn} className={buttonLook('next')}>
            {t('found-to-sign-in')}
          </a>
        }
      />
    );
  if (!found?.pictures.length) return <NothingFound bookmarklet={places.bookmarklet} />;
  return (
    <div ref={place} tabIndex={-1} className="flex flex-col gap-8">
      <p className="max-w-text text-ink-2">
        {t.rich('found-on', {
          page: () => (
            <a href={found.page} rel="noopener noreferrer" className="wrap-anywhere text-ink">
              {found.title || new URL(found.page).hostname}
            </a>
          ),
        })}
      </p>
      {isChoosing ? (
        <Choice
          pictures={found.pictures}
          saved={saved}
          prefix={places.prefix}
          onChosen={(addresses) => uploads.addFrom(sourceOf(found), addresses)}
        />
      ) : (
        <ShareList uploads={uploads} profile={places.profile} />
      )}
    </div>
  );
}

function NothingFound({ bookmarklet }: { bookmarklet: string }) {
  const t = useTranslations('images');
  return (
    <Empty
      title={t('found-nothing')}
      action={
        <a href={bookmarklet} className={buttonLook('calm')}>
          {t('found-how')}
        </a>
      }
    >
      {t('found-nothing-text')}
    </Empty>
  );
}

type ChoiceProps = {
  pictures: readonly FoundPicture[];
  saved: Record<string, string>;
  prefix: string;
  onChosen: (addresses: string[]) => void;
};

function Choice({ pictures, saved, prefix, onChosen }: ChoiceProps) {
  const t = useTranslations('images');
  const [isMissing, setMissing] = useState(false);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const chosen = new FormData(event.currentTarget).getAll('picture').map(String);
    setMissing(chosen.length === 0);
    if (chosen.length > 0) onChosen(chosen);
  };
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-8">
      <Notice tone="bad">{isMissing && t('found-choose')}</Notice>
      <ul className="grid grid-cols-2 gap-x-4 gap-y-8 tablet:grid-cols-3 desktop:grid-cols-4">
        {pictures.map((picture, place) => (
          <Found
            key={picture.address}
            picture={picture}
            place={place + 1}
            saved={saved[picture.address]}
            prefix={prefix}
          />
        ))}
      </ul>
      <Button tone="next" className="self-start">
        {t('found-take')}
      </Button>
    </form>
  );
}

type FoundProps = { picture: FoundPicture; place: number; saved: string | undefined; prefix: string };

function Found({ picture: { address, width, height }, place, saved, prefix }: FoundProps) {
  const t = useTranslations('images');
  const { hostname, pathname } = new URL(address);
  return (
    <li className="flex min-w-0 flex-col gap-2">
      <label className="group flex cursor-pointer flex-col gap-2">
        {/* From where it hangs now: nothing of it is ours yet. Its server is not told where from somebody looks. */}
        <img
          src={address}
          alt={t('found-picture', { place })}
          referrerPolicy="no-referrer"
          loading="lazy"
          className="aspect-square w-full bg-wall object-contain group-has-checked:outline-3 group-has-checked:outline-offset-2 group-has-checked:outline-accent"
        />
        <span className="flex min-h-11 items-center gap-3">
          <input type="checkbox" name="picture" value={address} className="size-5 shrink-0" />
          <span className="min-w-0">
            <span className="block truncate text-13" title={address}>
              {pathname.split('/').at(-1) || hostname}
            </span>
            {width > 0 && height > 0 && (
              <span className="figures block text-13 text-ink-2">{t('found-size', { width, height })}</span>
            )}
          </span>
        </span>
      </label>
      {saved !== undefined && (
        <a href={prefix + saved} className="word-target inline-flex items-center self-start text-13 text-ok">
          {t('found-saved')}
        </a>
      )}
    </li>
  );
}
