import { isMap, type Node } from '../input/expect-node';
import type { ApiRequest } from './api-request';
import { badBodyReply, messageReply, type Reply } from './reply';

/** The JSON object that a client has posted, with the name of its application; or the answer that refuses it. */
export function readBody({ body }: ApiRequest): { node: Node & { appName: string } } | { refusal: Reply } {
  if (body === null) return { refusal: messageReply(413, 'request entity too large') };
  let node: unknown;
  try {
    node = JSON.parse(body);
  } catch (error) {
    return { refusal: messageReply(400, (error as SyntaxError).message) };
  }
  if (!isMap(node)) return { refusal: badBodyReply('/body', 'The `/body` property must be object.') };
  const { appName } = node;
  if (appName === undefined) {
    const message = 'The `/body/appName` property is required. It was not present on the data you sent.';
    return { refusal: badBodyReply('/body/appName', message) };
  }
  if (typeof appName !== 'string' || appName === '') {
    return {
      refusal: badBodyReply('/body/appName', 'The `/body/appName` property must be a non-empty string.'),
    };
  }
  return { node: { ...node, appName } };
}
