/** Whether nothing follows the headers of an answer, whatever they say (RFC 9110, sections 15.3.5 and 15.4.5). */
export const isBodiless = (status: number | undefined): boolean => status === 204 || status === 304;
