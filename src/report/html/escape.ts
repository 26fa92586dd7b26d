const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe inside HTML elements and quoted attributes. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

/** A sentence as HTML whose signed amounts are never broken after their sign. */
export function prose(text: string): string {
  return escape(text).replace(/(?<![\w;])[+-][^\s\d]{0,4}\d[\d.,]*%?/g, '<span class="n">$&</span>');
}
