import { render } from 'preact-render-to-string';
import { encode } from 'uqr';

/** Modules of quiet ground on each side: as many as readers are promised (ISO/IEC 18004). */
const border = 4;

/** An address as a QR code: black on white in any look, for that is what readers expect. */
export function QrCode({ text, label, xmlns }: { text: string; label: string; xmlns?: string }) {
  const { data, size } = encode(text, { ecc: 'M', border });
  const modules = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return (
    <svg
      xmlns={xmlns}
      class={xmlns === undefined ? 'qr' : undefined}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={modules.join('')} fill="#000" />
    </svg>
  );
}

/** The same as a file of its own, for print. */
export function qrFile(text: string, label: string): string {
  return render(<QrCode text={text} label={label} xmlns="http://www.w3.org/2000/svg" />);
}
