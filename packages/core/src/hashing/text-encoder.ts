/** The one global core uses: every JavaScript runtime has it, and ES2022's own library does not declare it. */
interface Utf8Encoder {
  encodeInto(text: string, into: Uint8Array): { readonly written: number };
}

declare const TextEncoder: new () => Utf8Encoder;

export const utf8: Utf8Encoder = new TextEncoder();
