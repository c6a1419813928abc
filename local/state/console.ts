const repeatMilliseconds = 10_000;
const maxLength = 300;

/** Prints lines to the console: cut to a readable length, and one that repeats itself only once in ten seconds. */
export function reporter(isQuiet: boolean): (line: string) => void {
  const printedAt = new Map<string, number>();
  return (line) => {
    if (isQuiet) return;
    const now = performance.now();
    if (now - (printedAt.get(line) ?? Number.NEGATIVE_INFINITY) < repeatMilliseconds) return;
    if (printedAt.size > 1000) printedAt.clear();
    printedAt.set(line, now);
    console.error(line.length > maxLength ? `${line.slice(0, maxLength)}…` : line);
  };
}
