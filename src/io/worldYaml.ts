import { Document, isMap, isSeq, visit } from 'yaml';
import type { ScenarioInput } from '../core/scenario/schema/scenario.ts';

/** A scenario as YAML, each product and plan on one line. */
export function worldYaml(input: ScenarioInput): string {
  const document = new Document(input);
  visit(document, {
    Map: (_, node, path) => {
      const parent = path.at(-1);
      if (isSeq(parent)) node.flow = true;
    },
    Seq: (_, node) => {
      if (node.items.every((item) => !isMap(item))) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
