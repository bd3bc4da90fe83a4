import mermaid from 'mermaid';
import { estimateRows } from '../../src/webview/diagram/estimate';
import { mermaidConfig } from '../../src/webview/diagram/mermaid-config';
import { takeDrawing } from '../../src/webview/diagram/mermaid-dom';
import { mermaidSource } from '../../src/webview/diagram/mermaid-source';
import type { Plan } from '../../src/webview/diagram/plan';

let count = 0;

/** What mermaid itself makes of a plan. The id is part of it, so it can be given. */
async function render(plan: Plan, id = `test-${String((count += 1))}`): Promise<string> {
  mermaid.initialize(mermaidConfig(plan.spacing));
  return (await mermaid.render(id, mermaidSource(plan))).svg;
}

const parts = { render, takeDrawing, estimateRows, mermaidSource };
export type Parts = typeof parts;

Object.assign(globalThis, { parts });
