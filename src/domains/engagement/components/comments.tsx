import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { imagePath } from '@/domains/images/rules';
import { type Locale, localePath } from '@/i18n/routing';
import { SiteLink } from '@/i18n/site-link';
import { Avatar } from '@/ui/avatar';
import { buttonLook } from '@/ui/button';
import { LocalTime } from '@/ui/local-time';
import { Part } from '@/ui/page';
import type { Comments as CommentsView, CommentView, Thread } from '../queries/comments';
import {
  commentPlace,
  commentsPath,
  commentsPlace,
  lastComments,
  ownViewOf,
  type Panel,
  withLinks,
  wordsPlace,
} from '../rules';
import { CommentDesk, type KnownViewer } from './comment-desk';
import { CommentTools } from './comment-tools';
import { Composer } from './composer';

/** A form that is open without script: on which comment, and which. */
export type Opened = { comment: number; panel: Panel } | null;

type Props = {
  image: { ref: string; slug: string; commentsOpen: boolean };
  comments: CommentsView;
  /** What a page knows that is not the same for everybody: who is looking (null: a visitor), its own address without language, and an open form. */
  own?: { viewer: KnownViewer; here: string; opened: Opened } | undefined;
};

/** What people say under an image, and where more can be said. */
export function Comments({ image, comments, own }: Props) {
  const t = useTranslations('engagement');
  const locale = useLocale() as Locale;
  const { threads, next, isLater } = comments;
  const here = own?.here ?? ownViewOf(image);
  const signIn = `/sign-in?${new URLSearchParams({ back: `${imagePath(image)}#${commentsPlace}` })}`;
  return (
    <Part id={commentsPlace} title={t('comments')} className="max-w-text">
      <CommentDesk
        image={image.ref}
        isOpen={image.commentsOpen}
        here={here}
        hereInLanguage={localePath(here, locale)}
        last={next === null ? null : localePath(commentsPath(image, lastComments), locale)}
        signIn={localePath(signIn, locale)}
        viewer={own?.viewer}
        words={useDeskWords()}
      >
        <div className="flex flex-col gap-8">
          {isLater && (
            <SiteLink href={`${imagePath(image)}#${commentsPlace}`} className={buttonLook('calm', 'self-start')}>
              {t('comments-beginning')}
            </SiteLink>
          )}
          {threads.length > 0 ? (
            <Threads threads={threads} image={image} opened={own?.opened ?? null} />
          ) : (
            <p className="text-ink-2">{t(image.commentsOpen ? 'comments-none' : 'comments-none-closed')}</p>
          )}
          {next && (
            <SiteLink href={commentsPath(image, next)} className={buttonLook('calm', 'self-start')} rel="next">
              {t('comments-more')}
            </SiteLink>
          )}
          {image.commentsOpen ? (
            <Write here={here} isOwn={own !== undefined} />
          ) : (
            threads.length > 0 && <p className="text-ink-2">{t('comments-closed')}</p>
          )}
        </div>
      </CommentDesk>
    </Part>
  );
}

/** Where a comment is written. On the page for everybody a script has to find out for whom; without one, a link leads to the page that knows. */
function Write({ here, isOwn }: { here: string; isOwn: boolean }) {
  const t = useTranslations('engagement');
  if (isOwn) return <Composer />;
  return (
    <>
      <noscript>
        <SiteLink href={`${here}#comment-text`} className={buttonLook('calm')}>
          {t('comment-write')}
        </SiteLink>
      </noscript>
      <div className="needs-script">
        <Composer />
      </div>
    </>
  );
}

function useDeskWords() {
  const t = useTranslations('engagement');
  return {
    label: t('comment-label'),
    send: t('comment-send'),
    sent: t('comment-sent'),
    see: t('comment-see'),
    signIn: t('comment-sign-in'),
    answer: t('answer'),
    answerLabel: t('answer-label'),
    answerSend: t('answer-send'),
    cancel: t('cancel'),
    change: t('comment-change'),
    remove: t('comment-delete'),
    removeSure: t('comment-delete-sure'),
    removeYes: t('comment-delete-yes'),
    editLabel: t('comment-edit-label'),
    save: t('comment-save'),
    left: t('comment-left', { count: '#' }),
    over: t('comment-over', { count: '#' }),
  };
}

type ThreadsProps = { threads: Thread[]; image: Props['image']; opened: Opened };

function Threads({ threads, image, opened }: ThreadsProps) {
  const t = useTranslations('engagement');
  return (
    <ol
      // biome-ignore lint/a11y/noRedundantRoles: Safari drops the meaning of a list without numbers; the role gives it back
      role="list"
      className="flex list-none flex-col gap-7"
    >
      {threads.map(({ answers, more, ...first }) => (
        <li key={first.id}>
          <Comment comment={first} opened={opened} />
          {answers.length > 0 && (
            <ol
              // biome-ignore lint/a11y/noRedundantRoles: as above
              role="list"
              className="mt-4 flex list-none flex-col gap-4 pl-6 tablet:pl-12"
            >
              {answers.map((answer) => (
                <li key={answer.id}>
                  <Comment comment={answer} opened={opened} />
                </li>
              ))}
            </ol>
          )}
          {more && (
            <p className="pl-6 tablet:pl-12">
              <SiteLink href={commentsPath(image, more)} className="target inline-flex items-center">
                {t('answers-more')}
              </SiteLink>
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

function Comment({ comment, opened }: { comment: CommentView; opened: Opened }) {
  const t = useTranslations('engagement');
  const { id, author, createdAt, text } = comment;
  if (!author)
    return (
      <p id={commentPlace(id)} className="text-ink-2">
        {t('comment-gone')}
      </p>
    );
  const isOpened = opened?.comment === id;
  return (
    <article id={commentPlace(id)} data-by={author.handle}>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
        <Avatar handle={author.handle} photo={author.photo} size={32} />
        <div className="min-w-0">
          <Byline comment={comment} author={author} />
          <p id={wordsPlace(id)} className="mt-1 text-17 wrap-anywhere whitespace-pre-line">
            <CommentWords text={text} />
          </p>
          <CommentTools
            id={id}
            by={author.handle}
            createdAt={createdAt.toISOString()}
            opened={isOpened ? opened.panel : undefined}
            text={isOpened ? text : undefined}
          />
        </div>
      </div>
    </article>
  );
}

type BylineProps = { comment: CommentView; author: NonNullable<CommentView['author']> };

function Byline({ comment: { createdAt, editedAt }, author }: BylineProps) {
  const t = useTranslations('engagement');
  const format = useFormatter();
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 text-13 text-ink-2">
      <SiteLink href={`/people/${author.handle}`} className="text-15 font-medium text-ink no-underline hover:underline">
        {author.name}
      </SiteLink>
      <LocalTime
        iso={createdAt.toISOString()}
        printed={format.dateTime(createdAt, { dateStyle: 'long', timeZone: 'UTC' })}
        locale={useLocale()}
      />
      {editedAt && <span>{t('comment-edited')}</span>}
    </p>
  );
}

/** Words as they were written, with their lines; addresses of the web are links that lend no weight and hand over no window. */
function CommentWords({ text }: { text: string }) {
  return withLinks(text).map(({ words, href }, place) =>
    href ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text, which never move
      <a key={place} href={href} rel="nofollow ugc noopener" className="underline">
        {words}
      </a>
    ) : (
      words
    ),
  );
}
