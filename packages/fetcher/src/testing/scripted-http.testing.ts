import { type ApiRequest, type ApiResponse, type HttpClient, UnleashError } from '@unleash-client/http';
import { createFakeStream, type FakeStream } from './fake-stream.testing';

/** What one request gets: an answer, or a fault. A missing status is 200. */
export type Answer =
  | { readonly status?: number; readonly text?: string; readonly headers?: Readonly<Record<string, string>> }
  | UnleashError;

export interface ScriptedHttp extends HttpClient {
  readonly requests: readonly ApiRequest[];
  /** The streams that were asked for; each answers when the test says so. */
  readonly streams: readonly FakeStream[];
  /** The stream that was asked for last. */
  latest(): FakeStream;
}

const toResponse = (answer: Exclude<Answer, UnleashError>, url: string): ApiResponse => ({
  status: answer.status ?? 200,
  text: answer.text ?? '',
  header: (name) => answer.headers?.[name],
  url,
});

type Script = readonly [Answer, ...Answer[]];

/** An `HttpClient` that gives one answer after the other, the last one for ever. */
export function scriptedHttp(...answers: [Answer, ...Answer[]]): ScriptedHttp {
  return scriptedPaths({ 'client/features': answers, 'client/delta': answers });
}

/** The same with answers of their own for each path; one without a script answers 404. */
export function scriptedPaths(scripts: Readonly<Record<string, Script>>): ScriptedHttp {
  const requests: ApiRequest[] = [];
  const streams: FakeStream[] = [];
  const url = 'http://unleash.invalid/api';
  return {
    url,
    requests,
    streams,
    request: async (request) => {
      const script: Script = scripts[request.path] ?? [{ status: 404 }];
      const turn = requests.filter(({ path }) => path === request.path).length;
      requests.push(request);
      const answer = script[Math.min(turn, script.length - 1)];
      if (answer === undefined || answer instanceof UnleashError) throw answer;
      return toResponse(answer, url);
    },
    stream: (request) => {
      const stream = createFakeStream(request);
      streams.push(stream);
      return stream.answer;
    },
    latest: () => {
      const stream = streams.at(-1);
      if (stream === undefined) throw new Error('no stream was asked for');
      return stream;
    },
  };
}
