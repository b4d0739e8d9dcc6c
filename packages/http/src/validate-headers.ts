import { cleanHeaders } from './clean-headers';

/**
 * Refuses headers that cannot be sent with `INVALID_OPTION`, naming the option and the header, never its value.
 * Blanks and line ends around a value are fine: they are trimmed when it is sent.
 */
export function validateHeaders(headers: unknown, optionName: string): void {
  cleanHeaders(headers, optionName);
}
