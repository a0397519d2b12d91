import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Notice } from '@/ui/notice';
import { WordFields } from './word-fields';

/** Sharing without JavaScript: one picture and its words in one sending. `refused` is why the last one came back, `typed` what it said. */
export function PlainShareForm(props: { types: readonly string[]; refused?: string; typed: Record<string, string> }) {
  const t = useTranslations('images');
  return (
    <form action="/api/share" method="post" encType="multipart/form-data" className="flex max-w-[34rem] flex-col gap-6">
      <Notice tone="bad">{props.refused}</Notice>
      <Field
        id="file"
        name="file"
        type="file"
        label={t('file')}
        hint={props.refused && t('share-refused-file')}
        accept={props.types.join(',')}
        required
      />
      <WordFields id="plain" typed={props.typed} />
      <Button tone="next" className="self-start">
        {t('share-one')}
      </Button>
    </form>
  );
}
