import { useFormatter, useTranslations } from 'next-intl';
import { imagePath } from '@/domains/images/rules';
import { PlainForm } from '@/domains/social/components/plain-form';
import { SiteLink } from '@/i18n/site-link';
import { Icon } from '@/ui/icon';
import { Part } from '@/ui/page';
import { Hung, PictureWall } from '@/ui/picture';
import { removeSeen } from '../actions';
import type { SeenImage } from '../queries/history';
import { byDay, dayBefore, localDayOf } from '../rules';

type Props = {
  seen: readonly SeenImage[];
  /** Whose days these are. */
  timeZone: string;
  now: Date;
  /** The page this stands on, without language. */
  back: string;
};

/** What a member looked at, a wall for each day, each picture with the way to take it out. */
export function HistoryDays({ seen, timeZone, now, back }: Props) {
  const t = useTranslations('history');
  const format = useFormatter();
  const today = localDayOf(now, timeZone);
  const told = { [today]: t('today'), [dayBefore(new Date(today), 1)]: t('yesterday') };
  return byDay(seen, timeZone).map(({ day, seen }) => {
    const title = told[day] ?? format.dateTime(new Date(day), { dateStyle: 'full', timeZone: 'UTC' });
    return (
      <Part key={day} id={`day-${day}`} title={title} className="mt-10! first-of-type:mt-0! tablet:mt-12!">
        <PictureWall label={title}>
          {seen.map((one) => (
            <SeenPicture key={one.image.id} seen={one} back={back} />
          ))}
        </PictureWall>
      </Part>
    );
  });
}

/** With a pointer that hovers, the way to take it out shows itself when asked, as the label does. */
const removeLook =
  'absolute top-0 right-0 flex size-11 items-center justify-center transition-opacity focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 [@media(hover:hover)_and_(width>=48rem)]:opacity-0';

function SeenPicture({ seen: { image }, back }: { seen: SeenImage; back: string }) {
  const t = useTranslations('history');
  return (
    <Hung
      picture={image.picture}
      alt={image.altText}
      by={image.owner.handle}
      link={(inside, className) => (
        <div className="group relative">
          <SiteLink href={imagePath(image)} className={className}>
            {inside}
          </SiteLink>
          <PlainForm
            action={removeSeen}
            fields={{ image: image.ref, back }}
            label={t('remove', { title: image.title })}
            look={removeLook}
          >
            <span className="flex size-8 items-center justify-center rounded-full bg-paper text-ink">
              <Icon name="close" size={16} />
            </span>
          </PlainForm>
        </div>
      )}
    >
      <span>{image.title}</span>
      <span>{image.owner.name}</span>
    </Hung>
  );
}
