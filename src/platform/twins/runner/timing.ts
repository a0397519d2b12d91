const secondMs = 1_000;
const unitMs: Record<string, number> = { s: secondMs, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Pauses after the first, second, … failed attempt, as Inngest makes them: seconds, before jitter. */
const backoffSeconds = [15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200];
const jitterSeconds = 30;

/** When a sleep ends: `name` is a length ("1h30m") or an instant (ISO 8601). @returns null when it is neither. */
export function sleepEnd(name: string, now: Date): Date | null {
  if (/^(?:\d+[wdhms])+$/.test(name)) {
    const length = [...name.matchAll(/(\d+)([wdhms])/g)].reduce(
      (sum, [, count, unit]) => sum + Number(count) * (unitMs[unit ?? ''] ?? 0),
      0,
    );
    return new Date(now.getTime() + length);
  }
  return instant(name);
}

/** When the header `retry-after` allows the next attempt: seconds or a date. @returns null without one. */
export function retryAfter(header: string | null, now: Date): Date | null {
  if (!header) return null;
  return /^\d+$/.test(header) ? new Date(now.getTime() + Number(header) * secondMs) : instant(header);
}

/** When to try again after attempt `attempt` (from 0) failed. `scale` shortens all pauses in tests. */
export function backoffEnd(attempt: number, now: Date, scale: number): Date {
  const seconds = backoffSeconds[Math.min(attempt, backoffSeconds.length - 1)] ?? 0;
  return new Date(now.getTime() + (seconds + Math.random() * jitterSeconds) * scale * secondMs);
}

function instant(text: string): Date | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time);
}
