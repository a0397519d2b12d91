/** What a form knows after it was sent; the same with and without JavaScript. Holds no secret: it travels in the page. */
export type FormState =
  | { status: 'idle' }
  | { status: 'done' }
  | {
      status: 'refused';
      code: string;
      /** In the person's language. */
      message: string;
      /** Field name → what to do about it, in the person's language. */
      fields: Record<string, string>;
      /** What was typed, so that nothing is lost; never passwords or files. */
      values: Record<string, string>;
    };

export const idle: FormState = { status: 'idle' };
