/** How much of what there is is taken, as a bar; the label says it in words, and colour alone says nothing. */
export function Meter({ value, most, label }: { value: number; most: number | undefined; label: string }) {
  if (most === undefined || most === 0) return <p class="meter-label">{label}</p>;
  const share = Math.min(1, value / most);
  return (
    <div class="meter">
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="meter-ground" width="100" height="6" rx="3" />
        <rect class={share >= 1 ? 'meter-full' : 'meter-part'} width={share * 100} height="6" rx="3" />
      </svg>
      <p class="meter-label">{label}</p>
    </div>
  );
}
