import type { Colors } from 'picocolors/types';
import type { Explanation } from 'unleash-client';

/** Prints an explanation: each strategy in a line, and below it what its constraints asked for. */
export function renderWhy({ strategies }: Explanation, colors: Colors): string {
  const mark = (passes: boolean | null) => (passes === true ? colors.green('✓') : colors.red('✗'));
  return strategies
    .flatMap(({ index, name, passes, constraints }) => {
      const isShut = constraints?.some((constraint) => !constraint.passes) ?? true;
      const rollout = passes || isShut ? '' : colors.dim(' (this user is outside its share)');
      const title = `  ${mark(passes)} strategy ${index + 1}, ${name ?? 'malformed'}${rollout}`;
      const lines = (constraints ?? []).map(({ definition, passes: holds }) => {
        const operand = definition.value ?? definition.values?.join(', ') ?? '';
        return `      ${mark(holds)} ${definition.contextName} ${colors.dim(definition.operator)} ${operand}`;
      });
      return [title, ...lines];
    })
    .join('\n');
}
