import { cleanHeaders } from './clean-headers';
import { describeFault } from './describe-fault';
import { redact } from './redact';
import { safeCause } from './safe-cause';
import { secretWords } from './secret-words';
import { UnleashError } from './unleash-error';

type Headers = Readonly<Record<string, string>>;

/** Headers of the application's own, above all `Authorization`: an object, or a function asked before each request. */
export type CustomHeaders = Headers | (() => Headers | Promise<Headers>);

export interface HeaderSource {
  /** The headers for one request, checked; throws `HEADERS` when the function fails. */
  resolve(): Promise<Headers>;
  /** What the headers known so far must not leak into messages. */
  secrets(): readonly string[];
}

const fail = (message: string, cause: Error | undefined): UnleashError =>
  new UnleashError('HEADERS', message, cause === undefined ? {} : { cause });

/** Turns `customHeaders` into one shape; an object is checked and copied here and now (`INVALID_OPTION`). */
export function createHeaderSource(custom: CustomHeaders = {}): HeaderSource {
  let headers: Headers = typeof custom === 'function' ? {} : cleanHeaders(custom, 'customHeaders');
  let secrets = secretWords(Object.values(headers));

  const ask = async (source: () => Headers | Promise<Headers>): Promise<Headers> => {
    let answer: unknown;
    try {
      answer = await source();
    } catch (error) {
      const message = redact(`the customHeaders function failed: ${describeFault(error)}`, secrets);
      throw fail(message, safeCause(error, secrets));
    }
    try {
      headers = cleanHeaders(answer, 'the result of customHeaders');
    } catch (error) {
      throw fail(describeFault(error), safeCause(error, secrets));
    }
    secrets = secretWords(Object.values(headers));
    return headers;
  };

  return {
    resolve: async () => (typeof custom === 'function' ? ask(custom) : headers),
    secrets: () => secrets,
  };
}
