export const announcements = {
  title: 'Rundmails',
};
