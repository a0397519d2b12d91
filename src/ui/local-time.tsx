'use client';
import { useEffect, useState } from 'react';

/**
 * A moment. The page prints it in UTC, the same for everybody; the browser then says it in its own time zone.
 * `iso` is the moment, `printed` the words of the server, `locale` the language of both.
 */
export function LocalTime({ iso, printed, locale }: { iso: string; printed: string; locale: string }) {
  const [words, setWords] = useState(printed);
  useEffect(
    () => setWords(new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date(iso))),
    [iso, locale],
  );
  return <time dateTime={iso}>{words}</time>;
}
