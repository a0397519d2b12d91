'use client';
import { useTranslations } from 'next-intl';
import { audiences, bounds, licences } from '@/domains/images/rules';
import { Choices, Field, SelectField, TextField } from '@/ui/field';
import { Notice } from '@/ui/notice';

type Name = 'title' | 'altText' | 'description' | 'tags' | 'source' | 'licence' | 'commentsOpen' | 'audience';
type Typed = Partial<Record<Name, string>>;

/**
 * What a person says about one picture. `id` tells several sets on one page apart; `errors` are by field, in the person's language; `typed` is
 * what was written before. `isAudienceFixed` leaves out whom it is for, which is not changed with the words.
 */
export function WordFields({
  id,
  errors = {},
  typed = {},
  isAudienceFixed,
}: {
  id: string;
  errors?: Record<string, string>;
  typed?: Typed;
  isAudienceFixed?: boolean;
}) {
  const t = useTranslations('images');
  const of = (name: keyof Typed) => ({ id: `${id}-${name}`, name, error: errors[name], defaultValue: typed[name] });
  return (
    <>
      <Field {...of('title')} label={t('title')} maxLength={bounds.title} required />
      <TextField {...of('altText')} label={t('alt')} hint={t('alt-hint')} maxLength={bounds.altText} rows={2} />
      <TextField
        {...of('description')}
        label={t('description')}
        optional={t('optional')}
        maxLength={bounds.description}
      />
      <Field {...of('tags')} label={t('tags')} hint={t('tags-hint')} optional={t('optional')} />
      {!isAudienceFixed && <AudienceField chosen={typed.audience} error={errors.audience} />}
      <details className="group" open={Boolean(errors.source ?? errors.licence ?? errors.commentsOpen ?? typed.source)}>
        <summary className="target inline-flex items-center text-ink-2 underline decoration-line hover:decoration-current">
          {t('more-fields')}
        </summary>
        <div className="mt-4 flex flex-col gap-6">
          <Field {...of('source')} label={t('source')} hint={t('source-hint')} maxLength={bounds.source} />
          <SelectField
            {...of('licence')}
            label={t('licence')}
            choices={licences.map((licence) => ({ value: licence, label: t(`licence-${licence}`) }))}
          />
          <SelectField
            {...of('commentsOpen')}
            label={t('comments')}
            choices={(['on', 'off'] as const).map((value) => ({ value, label: t(`comments-${value}`) }))}
          />
        </div>
      </details>
    </>
  );
}

/** Whom a picture is for, all three in sight. `error`: why the choice was refused, in the person's language. */
export function AudienceField({ chosen = 'public', error }: { chosen?: string; error?: string }) {
  const t = useTranslations('images');
  return (
    <>
      <Notice tone="bad">{error}</Notice>
      <Choices
        name="audience"
        legend={t('audience')}
        chosen={chosen}
        choices={audiences.map((audience) => ({
          value: audience,
          label: t(`audience-${audience}`),
          hint: t(`audience-${audience}-hint`),
        }))}
      />
    </>
  );
}
