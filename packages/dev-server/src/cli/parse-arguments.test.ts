import { expect, test } from 'vitest';
import { parseArguments } from './parse-arguments';

test('fills in what Unleash itself uses', () => {
  expect(parseArguments(['flags.yaml'])).toEqual({
    task: 'serve',
    file: 'flags.yaml',
    port: 4242,
    host: '127.0.0.1',
    tokens: ['*:development.dev-token'],
    watch: true,
    delta: true,
    streaming: true,
  });
});

test('reads all options', () => {
  const line =
    'flags.yaml --port 0 --host ::1 --token a:b.c --token=d:e.f --no-watch --no-delta --no-streaming';
  expect(parseArguments(line.split(' '))).toEqual({
    task: 'serve',
    file: 'flags.yaml',
    port: 0,
    host: '::1',
    tokens: ['a:b.c', 'd:e.f'],
    watch: false,
    delta: false,
    streaming: false,
  });
});

test.each([
  ['--help', 'help'],
  ['-h', 'help'],
  ['--version', 'version'],
])('%s needs no file', (option, task) => {
  expect(parseArguments([option])).toEqual({ task });
});

test.each([
  ['', 'Which flags file is to be served?'],
  ['a.yaml b.yaml', 'One flags file can be served, not also b.yaml'],
  ['a.yaml --prot 3', "Unknown option '--prot'"],
  ['a.yaml --port', "Option '--port <value>' argument missing"],
  ['a.yaml --port http', "--port takes a number, got 'http'"],
  ['a.yaml --no-watch=1', "Option '--no-watch' does not take an argument"],
])('refuses %j', (line, message) => {
  const args = line.split(' ').filter((arg) => arg !== '');
  expect(parseArguments(args)).toEqual({ task: 'wrong', message });
});
