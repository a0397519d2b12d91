const minuteMs = 60_000;
/** A schedule that names a day which never comes (30 February) would be searched for ever; five years cover every 29 February. */
const searchDays = 5 * 366;

const ranges = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12 },
  { name: 'weekday', from: 0, to: 7 },
] as const;

export interface Schedule {
  minutes: Set<number>;
  hours: Set<number>;
  days: Set<number>;
  months: Set<number>;
  weekdays: Set<number>;
  /** When both day fields are restricted, either one suffices: the old rule of cron. */
  isEitherDay: boolean;
}

/**
 * Reads five fields of digits, `*`, lists, ranges and steps, in UTC. Names of days and months, seconds, time zones and `@daily` are not read.
 * @returns null when the text is not such a schedule or names no day that ever comes.
 */
export function readCron(text: string): Schedule | null {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== ranges.length) return null;
  const [minutes, hours, days, months, weekdays] = ranges.map(({ from, to }, place) =>
    readField(fields[place] ?? '', from, to),
  );
  if (!minutes || !hours || !days || !months || !weekdays) return null;
  if (weekdays.has(7)) weekdays.add(0);
  const isEitherDay = !fields[2]?.startsWith('*') && !fields[4]?.startsWith('*');
  const schedule = { minutes, hours, days, months, weekdays, isEitherDay };
  return nextAfter(schedule, new Date(0)) ? schedule : null;
}

/** The first minute after `instant` that the schedule names, in UTC. @returns null when there is none within five years. */
export function nextAfter(schedule: Schedule, instant: Date): Date | null {
  const first = new Date((Math.floor(instant.getTime() / minuteMs) + 1) * minuteMs);
  const day = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate()));
  for (let tried = 0; tried <= searchDays; tried++) {
    const time = isDay(schedule, day) ? firstTime(schedule, day, first) : null;
    if (time) return time;
    day.setUTCDate(day.getUTCDate() + 1);
  }
  return null;
}

function isDay(schedule: Schedule, day: Date): boolean {
  if (!schedule.months.has(day.getUTCMonth() + 1)) return false;
  const isDate = schedule.days.has(day.getUTCDate());
  const isWeekday = schedule.weekdays.has(day.getUTCDay());
  return schedule.isEitherDay ? isDate || isWeekday : isDate && isWeekday;
}

function firstTime(schedule: Schedule, day: Date, notBefore: Date): Date | null {
  for (let hour = 0; hour < 24; hour++) {
    if (!schedule.hours.has(hour)) continue;
    for (let minute = 0; minute < 60; minute++) {
      const time = new Date(day.getTime() + (hour * 60 + minute) * minuteMs);
      if (schedule.minutes.has(minute) && time >= notBefore) return time;
    }
  }
  return null;
}

function readField(text: string, from: number, to: number): Set<number> | null {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [, range = '', step] = /^(\*|\d+(?:-\d+)?)(?:\/(\d+))?$/.exec(part) ?? [];
    if (!range) return null;
    const [start = from, end] = range === '*' ? [from, to] : range.split('-').map(Number);
    // `5/10` means from 5 on, every 10; `5` alone means 5.
    const last = end ?? (step ? to : start);
    const stride = Number(step ?? 1);
    if (start < from || last > to || start > last || stride < 1) return null;
    for (let value = start; value <= last; value += stride) values.add(value);
  }
  return values;
}
