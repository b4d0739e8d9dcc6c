import { generate } from 'selfsigned';

/** A certificate for 127.0.0.1 that nobody has signed but itself, with its key. */
export async function makeCertificate(): Promise<{ readonly cert: string; readonly key: string }> {
  const altNames = [{ type: 7, ip: '127.0.0.1' } as const];
  const { cert, private: key } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames }],
  });
  return { cert, key };
}
