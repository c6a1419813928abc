export const documentation = {
  title: 'Dokumentation',
};
