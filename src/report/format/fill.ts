/** Fills `{name}` places of a template; a place without a value is a mistake of the template and throws. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`cannot fill "${template}": {${name}} has no value`);
    return value;
  });
}

/** The names of the places of a template. */
export function places(template: string): string[] {
  return Array.from(template.matchAll(/\{(\w+)\}/g), (match) => match[1]!);
}
