export const deliveries = {
  title: 'Mails',
};
