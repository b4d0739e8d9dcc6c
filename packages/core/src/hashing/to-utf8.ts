/** The one global core uses: every JavaScript runtime has it, and ES2022's own library does not declare it. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

const encoder = new TextEncoder();

/** The UTF-8 bytes of a text; a surrogate without its partner is the replacement character. */
export const toUtf8 = (text: string): Uint8Array => encoder.encode(text);
