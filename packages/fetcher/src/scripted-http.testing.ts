import { type ApiRequest, type ApiResponse, type HttpClient, UnleashError } from '@unleash-client/http';

/** What one request gets: an answer, or a fault. A missing status is 200. */
export type Answer =
  | { readonly status?: number; readonly text?: string; readonly headers?: Readonly<Record<string, string>> }
  | UnleashError;

export interface ScriptedHttp extends HttpClient {
  readonly requests: readonly ApiRequest[];
}

const toResponse = (answer: Exclude<Answer, UnleashError>, url: string): ApiResponse => ({
  status: answer.status ?? 200,
  text: answer.text ?? '',
  header: (name) => answer.headers?.[name],
  url,
});

/** An `HttpClient` that gives one answer after the other, the last one for ever. */
export function scriptedHttp(...answers: [Answer, ...Answer[]]): ScriptedHttp {
  const requests: ApiRequest[] = [];
  const url = 'http://unleash.invalid/api';
  return {
    url,
    requests,
    request: async (request) => {
      const answer = answers[Math.min(requests.length, answers.length - 1)];
      requests.push(request);
      if (answer === undefined || answer instanceof UnleashError) throw answer;
      return toResponse(answer, url);
    },
  };
}
