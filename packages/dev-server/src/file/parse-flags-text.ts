import { type Document, isScalar, LineCounter, parseDocument } from 'yaml';
import { DevServerError } from '../dev-server-error';
import { findDoubts } from '../input/find-doubts';
import { fromFlagsInput } from '../input/from-flags-input';
import type { Origin } from '../input/origin';
import { formatPath, type Path } from '../input/path';
import type { Contents } from '../store/contents';
import { findNode } from './find-node';
import { plainValue } from './plain-value';

/** What a flags file holds. */
export interface FlagsReading {
  readonly contents: Contents;
  /** What is allowed and yet cannot do what was meant, with file and line. */
  readonly doubts: readonly string[];
}

/**
 * Reads the text of a flags file: YAML, or JSON, which is YAML.
 * @throws DevServerError `flags.yaml:12: flags.beta.rollout: expected …` with the name, the line and the node.
 */
export function parseFlagsText(text: string, name: string): FlagsReading {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault !== undefined) {
    const [sentence = 'it is no YAML'] = fault.message.split('\n');
    throw new DevServerError('INVALID_FLAGS', `${name}:${lines.linePos(fault.pos[0]).line}: ${sentence}`);
  }
  const origin = originOf(document, lines);
  const placeOf = (path: Path) => {
    const line = origin.line(path);
    return line === undefined ? name : `${name}:${line}`;
  };
  try {
    const contents = fromFlagsInput(
      plainValue(document.toJS({ mapAsMap: true, maxAliasCount: 1000 })),
      origin,
    );
    const doubts = findDoubts(contents).map(
      ({ path, message }) => `${placeOf(path)}: ${formatPath(path)}: ${message}`,
    );
    return { contents, doubts };
  } catch (cause) {
    // Besides our own errors there are those of `toJS`, which resolves aliases and refuses too many of them.
    const path = cause instanceof DevServerError ? (cause.path ?? []) : [];
    throw new DevServerError('INVALID_FLAGS', `${placeOf(path)}: ${(cause as Error).message}`, {
      path,
      cause,
    });
  }
}

function originOf(document: Document, lines: LineCounter): Origin {
  return {
    line(path) {
      const { offset } = findNode(document, path);
      return offset === undefined ? undefined : lines.linePos(offset).line;
    },
    text(path) {
      const { node, isExact } = findNode(document, path);
      return isExact && isScalar(node) && typeof node.value === 'number' ? node.source : undefined;
    },
  };
}
