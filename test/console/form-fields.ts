const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const plain = (text: string) =>
  text.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');

function attributes(tag: string): Record<string, string> {
  const found = [...tag.matchAll(/\s([\w-]+)(?:="([^"]*)")?/g)];
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, plain(value)]));
}

/** The fields of the form that posts to an address, as a browser would send them untouched. */
export function formFields(html: string, action: string): Record<string, string[]> {
  const form = [...html.matchAll(/<form[^>]*>[\s\S]*?<\/form>/g)].find(
    ([text]) => attributes(/<form[^>]*>/.exec(text)?.[0] ?? '').action === action,
  )?.[0];
  if (form === undefined) throw new Error(`no form posts to ${action}`);
  const fields: Record<string, string[]> = {};
  const controls = /<(input)[^>]*>|<(textarea|select)[^>]*>([\s\S]*?)<\/\2>/g;
  for (const [text, input, other, content = ''] of form.matchAll(controls)) {
    const { name, value = '', type, ...own } = attributes(/<[^>]*>/.exec(text)?.[0] ?? '');
    if (name === undefined) continue;
    if (input !== undefined) {
      const isChoice = type === 'checkbox' || type === 'radio';
      if (!isChoice || 'checked' in own) fields[name] = [...(fields[name] ?? []), value];
    } else if (other === 'textarea') {
      fields[name] = [plain(content)];
    } else {
      const options = [...content.matchAll(/<option[^>]*>/g)].map(([option]) => attributes(option));
      const chosen = options.find((option) => 'selected' in option) ?? options[0];
      fields[name] = [chosen?.value ?? ''];
    }
  }
  return fields;
}
