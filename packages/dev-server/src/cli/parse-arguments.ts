import { parseArgs } from 'node:util';
import { defaultPort, defaultToken } from '../options';

/** What the command line asks for. */
export type Arguments =
  | { readonly task: 'help' | 'version' }
  | { readonly task: 'wrong'; readonly message: string }
  | {
      readonly task: 'serve';
      readonly file: string;
      readonly port: number;
      readonly host: string;
      readonly tokens: readonly string[];
      readonly watch: boolean;
      readonly delta: boolean;
      readonly streaming: boolean;
    };

/** The text of `--help`. */
export const help = `Usage: unleash-dev-server FLAGS_FILE [options]

Serves the flags of a YAML or JSON file the way an Unleash server does.

Options:
  --port NUMBER   port to listen on; 0 picks a free one (default: ${defaultPort})
  --host ADDRESS  address to listen on (default: 127.0.0.1)
  --token TOKEN   token that clients may use, project:environment.secret;
                  may be repeated (default: ${defaultToken})
  --no-watch      do not follow changes of the file
  --no-delta      do not offer changes alone, as the open-source server does not
  --no-streaming  do not offer changes as a stream, as the open-source server does not
  --help          show this text
  --version       show the version
`;

/** Reads the command line; what is wrong with it is a value too. */
export function parseArguments(args: readonly string[]): Arguments {
  try {
    return toArguments(args);
  } catch (error) {
    // Of Node's two sentences the second explains how to pass a file that starts with a dash.
    const [sentence = ''] = (error as Error).message.split('. ');
    return { task: 'wrong', message: sentence.replace(/\.$/, '') };
  }
}

function toArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      port: { type: 'string', default: String(defaultPort) },
      host: { type: 'string', default: '127.0.0.1' },
      token: { type: 'string', multiple: true, default: [defaultToken] },
      'no-watch': { type: 'boolean', default: false },
      'no-delta': { type: 'boolean', default: false },
      'no-streaming': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      version: { type: 'boolean', default: false },
    },
  });
  if (values.help) return { task: 'help' };
  if (values.version) return { task: 'version' };
  const [file, ...more] = positionals;
  if (file === undefined) return { task: 'wrong', message: 'Which flags file is to be served?' };
  if (more.length > 0)
    return { task: 'wrong', message: `One flags file can be served, not also ${more.join(', ')}` };
  if (!/^\d{1,5}$/.test(values.port))
    return { task: 'wrong', message: `--port takes a number, got '${values.port}'` };
  return {
    task: 'serve',
    file,
    port: Number(values.port),
    host: values.host,
    tokens: values.token,
    watch: !values['no-watch'],
    delta: !values['no-delta'],
    streaming: !values['no-streaming'],
  };
}
