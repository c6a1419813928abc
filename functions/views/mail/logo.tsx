const style = {
  display: 'block',
  height: '56px',
  width: 'auto',
  maxWidth: '100%',
  margin: '0 0 12px',
  // In the dark too: most logos are made for paper.
  background: '#ffffff',
  border: '0',
};

/** Says nothing where images are off, since the name stands below. Outlook goes by the attribute. */
export function Logo({ url }: { url: string }) {
  return <img src={url} alt="" height="56" style={style} />;
}
