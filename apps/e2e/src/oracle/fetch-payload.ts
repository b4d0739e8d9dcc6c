import { type Payload, parsePayload } from '@unleash-client/core';
import { tokens } from '../tokens';

/** The flags of development as the server sends them to clients; throws when one of them is malformed. */
export const fetchPayload = async (url: string): Promise<Payload> => {
  const response = await fetch(`${url}/api/client/features`, {
    headers: { authorization: tokens.development, 'Unleash-Client-Spec': '6.1.0' },
  });
  const { payload, issues } = parsePayload(await response.json());
  if (payload === null || issues.length > 0)
    throw new Error(`a malformed payload: ${JSON.stringify(issues)}`);
  return payload;
};
