import { hashText, type MeasuredText } from './text-slices';
import { fileSize } from './trailer';
import { withEntry } from './with-entry';

/** Whether a file says of itself that it holds this text. Whatever cannot be read does not. */
export async function isStored(path: string, text: MeasuredText): Promise<boolean> {
  const size = BigInt(fileSize(text));
  const answer = withEntry(path, text.byteLength, async ({ stats, trailer }) => {
    // Nearly every new text has another length, and need not be hashed.
    const isAlike = stats.size === size && trailer.encoding === text.encoding;
    return isAlike && (await hashText(text)) === trailer.sha256;
  });
  return (await answer.catch(() => false)) === true;
}
