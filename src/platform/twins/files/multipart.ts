/** The sender stopped before the end of the form: what came so far is good and may be continued. */
export class CutShort extends Error {}
/** Not a form with one part named "file". */
export class MalformedForm extends Error {}

const headersMaxBytes = 16 * 1024;

/** The boundary of a multipart form, or null when `contentType` is none. RFC 2046 allows 1 to 70 characters. */
export function boundaryOf(contentType: string | undefined): string | null {
  const match = /^multipart\/form-data;.*?boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType ?? '');
  return match?.[1] ?? match?.[2] ?? null;
}

/**
 * Yields the bytes of a form's only file as they arrive, never holding more than one chunk and a boundary.
 * @throws MalformedForm when the form does not begin with a part named "file"; CutShort when the source ends before the closing boundary
 */
export async function* fileBytes(source: AsyncIterable<Buffer>, boundary: string): AsyncGenerator<Buffer> {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  let pending: Buffer = Buffer.alloc(0);
  let inside = false;
  for await (const chunk of source) {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    if (!inside) {
      const end = endOfHeaders(pending, boundary);
      if (end === null) continue;
      pending = pending.subarray(end);
      inside = true;
    }
    const close = pending.indexOf(delimiter);
    if (close >= 0) {
      if (close > 0) yield pending.subarray(0, close);
      return;
    }
    // The last bytes may be the beginning of the boundary: they wait for the next chunk.
    const safe = pending.length - delimiter.length + 1;
    if (safe > 0) {
      yield pending.subarray(0, safe);
      pending = pending.subarray(safe);
    }
  }
  throw new CutShort('the form ended before its closing boundary');
}

/** Where the bytes of the first part begin, or null while its headers are still on the way. */
function endOfHeaders(pending: Buffer, boundary: string): number | null {
  const opening = `--${boundary}\r\n`;
  const begun = pending.subarray(0, opening.length).toString('latin1');
  if (!opening.startsWith(begun)) throw new MalformedForm('the form does not begin with its boundary');
  const blank = pending.indexOf('\r\n\r\n');
  if (blank < 0) {
    if (pending.length > headersMaxBytes) throw new MalformedForm('the part has too long headers');
    return null;
  }
  const headers = pending.subarray(0, blank).toString('utf8');
  if (!/^content-disposition:\s*form-data;(?:.*;)?\s*name="file"/im.test(headers)) {
    throw new MalformedForm('the first part is not named "file"');
  }
  return blank + 4;
}
