import { type ApiStream, classifyStatus, statusError, UnleashError } from '@unleash-client/http';

const TYPE = 'text/event-stream';

/** What is wrong with the answer of a server that was asked for a stream, if anything. `what` begins the message. */
export function checkStreamAnswer(
  answer: Pick<ApiStream, 'status' | 'header'>,
  what: string,
  nowMs: number,
): UnleashError | undefined {
  if (classifyStatus(answer.status) !== 'ok') return statusError(answer, what, nowMs);
  const type = answer.header('content-type');
  if (type?.trim().toLowerCase().startsWith(TYPE)) return undefined;
  const shown = type === undefined ? 'without a content type' : JSON.stringify(type.slice(0, 60));
  return new UnleashError('UNAVAILABLE', `${what} failed: the server answered ${shown} instead of ${TYPE}`, {
    status: answer.status,
  });
}
