import { Failure } from './failure.ts';

/** Commands of one or two words, each with its options. */
type Commands = Readonly<Record<string, readonly string[]>>;

const bash = (commands: Commands) => `# source <(eventbote completion bash)
_eventbote() {
  local now="\${COMP_WORDS[COMP_CWORD]}" said="\${COMP_WORDS[*]:1:COMP_CWORD-1}"
  local words="${firstWords(commands).join(' ')}" options=""
  case "$said" in
${cases(commands, (name, options) => `    ${quoted(name)}*) options="${options}" ;;`)}
  esac
  case "$said" in
${seconds(commands, (first, rest) => `    "${first}") words="${rest}" ;;`)}
    ?*) words="" ;;
  esac
  if [[ $now == -* ]]; then COMPREPLY=($(compgen -W "$options" -- "$now"))
  elif [[ -n $words ]]; then COMPREPLY=($(compgen -W "$words" -- "$now"))
  else COMPREPLY=($(compgen -f -- "$now")); fi
}
complete -F _eventbote eventbote`;

const zsh = (commands: Commands) => `#compdef eventbote
# source <(eventbote completion zsh)
_eventbote() {
  local said="\${(j: :)words[2,CURRENT-1]}" options=""
  local -a first=(${firstWords(commands).join(' ')})
  case "$said" in
${cases(commands, (name, options) => `    ${quoted(name)}*) options="${options}" ;;`)}
  esac
  if [[ \${words[CURRENT]} == -* ]]; then compadd -- \${=options}; return; fi
  case "$said" in
    "") compadd -a first ;;
${seconds(commands, (first, rest) => `    "${first}") compadd -- ${rest} ;;`)}
    *) _files ;;
  esac
}
compdef _eventbote eventbote`;

const firstWords = (commands: Commands) => [
  ...new Set(Object.keys(commands).map((name) => name.split(' ', 1)[0] ?? name)),
];
const quoted = (name: string) => `"${name}"`;

const cases = (commands: Commands, line: (name: string, options: string) => string) =>
  Object.entries(commands)
    .map(([name, options]) => line(name, options.map((one) => `--${one}`).join(' ')))
    .join('\n');

/** What follows a first word that stands for nothing by itself. */
function seconds(commands: Commands, line: (first: string, rest: string) => string): string {
  const named = Object.keys(commands).flatMap((name) => {
    const [first = '', second] = name.split(' ');
    return second === undefined ? [] : [{ first, second }];
  });
  return [...Map.groupBy(named, ({ first }) => first)]
    .map(([first, all]) => line(first, all.map(({ second }) => second).join(' ')))
    .join('\n');
}

/** The script that a shell completes commands by. @throws Failure for another shell */
export function completion(shell: string, commands: Commands): string {
  if (shell === 'bash') return bash(commands);
  if (shell === 'zsh') return zsh(commands);
  throw new Failure('usage', `${shell}: completions are for bash and zsh`);
}
