// ODK Web Forms' engine plays sessions: a job a line on standard input, a result a line out.
//
// A job is {"id", "form", "steps"}: the path of an XForm, and steps as `review-desk form run`
// takes them. A result is {"id", "ok", "states", "errors"}; there is one state when the form is
// open and one after each step, each as {"changed": {ref: facts}, "gone": [ref]} against the
// state before. `facts.py` says what facts are.

import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { JSDOM } from 'jsdom';

// What a browser has and Node lacks, as far as the engine asks for it.
const BROWSER = [
  'Attr', 'Blob', 'CDATASection', 'CharacterData', 'Comment', 'DOMParser', 'Document', 'Element',
  'File', 'FileReader', 'FormData', 'HTMLElement', 'NamedNodeMap', 'Node', 'NodeFilter', 'NodeList',
  'ProcessingInstruction', 'Text', 'XMLDocument', 'XMLSerializer', 'XPathEvaluator',
  'XPathExpression', 'XPathResult', 'document',
];

async function importEngine() {
  const { window } = new JSDOM('', { url: 'https://localhost/' });
  for (const name of BROWSER) {
    if (window[name] !== undefined) globalThis[name] = window[name];
  }
  globalThis.window = window;
  // The parser it bundles looks for `process` to tell Node from a browser, and then wants what
  // only CommonJS modules have.
  const { process } = globalThis;
  globalThis.process = undefined;
  try {
    return await import('@getodk/xforms-engine');
  } finally {
    globalThis.process = process;
  }
}

// The files beside a form are its attachments.
function attachment(folder, url) {
  const name = decodeURIComponent(path.basename(new URL(url).pathname));
  const file = path.join(folder, name);
  const found = fs.existsSync(file);
  const text = found ? fs.readFileSync(file, 'utf8') : '';
  const type = name.endsWith('.csv') ? 'text/csv' : 'application/xml';
  return {
    ok: found,
    status: found ? 200 : 404,
    headers: new Headers({ 'content-type': type }),
    body: null,
    bodyUsed: false,
    text: async () => text,
    blob: async () => new Blob([text]),
  };
}

async function open(engine, form) {
  const folder = path.dirname(form);
  const { MISSING_RESOURCE_BEHAVIOR } = engine.constants;
  const instance = await engine.createInstance(fs.readFileSync(form, 'utf8'), {
    form: {
      fetchFormDefinition: () => Promise.reject(new Error('the form was given as text')),
      fetchFormAttachment: async (url) => attachment(folder, url),
      missingResourceBehavior: MISSING_RESOURCE_BEHAVIOR.BLANK,
    },
    instance: { stateFactory: (state) => state, preloadProperties: {} },
  });
  return instance.root;
}

const withoutFirst = (ref) => ref.replaceAll('[1]', '');
const isRange = (node) => node.nodeType.startsWith('repeat-range');

function* walk(node) {
  yield node;
  for (const child of node.currentState.children ?? []) yield* walk(child);
}

function find(root, ref, wanted) {
  for (const node of walk(root)) {
    if (wanted(node) && withoutFirst(node.currentState.reference) === ref) return node;
  }
  throw new Error('no such node');
}

// Steps.

const words = (value) => (value === null ? [] : value.split(' ').filter((word) => word !== ''));

function set(node, value) {
  switch (node.nodeType) {
    case 'select':
      if (node.selectType === 'select1') node.selectValue(value);
      else node.selectValues(words(value));
      break;
    case 'rank':
      node.setValues(words(value));
      break;
    case 'trigger':
      node.setValue(value === 'OK');
      break;
    case 'input':
    case 'range':
      node.setValue(value ?? (node.valueType === 'string' ? '' : null));
      break;
    default:
      throw new Error(`a node of type ${node.nodeType} cannot be set`);
  }
}

function play(root, { op, ref, value, language }) {
  const place = withoutFirst(ref ?? '');
  if (op === 'set') {
    set(find(root, place, (node) => !isRange(node)), value ? value : null);
  } else if (op === 'add') {
    find(root, place, isRange).addInstances();
  } else if (op === 'remove') {
    const [, range, number] = /^(.*?)(?:\[(\d+)\])?$/.exec(place);
    find(root, range, isRange).removeInstances(Number(number ?? 1) - 1);
  } else if (op === 'language') {
    root.setLanguage(root.languages.find((known) => known.language === language));
  }
}

// What can be seen.

function attempt(look) {
  try {
    return look();
  } catch {
    return undefined; // no fact
  }
}

function facts(node) {
  const state = node.currentState;
  const found = {
    relevant: state.relevant,
    required: state.required,
    readonly: state.readonly,
    label: attempt(() => state.label?.asString),
    hint: attempt(() => state.hint?.asString),
  };
  const checked = node.validationState;
  if (checked !== undefined && 'constraint' in checked) {
    found.value = attempt(() => state.instanceValue);
    found.valid = attempt(() => checked.constraint.valid);
    const violation = attempt(() => checked.violation);
    if (violation?.condition === 'constraint') found.message = violation.message?.asString;
  }
  if (node.nodeType === 'select' || node.nodeType === 'rank') {
    found.choices = attempt(() =>
      state.valueOptions.map((option) => [option.value, option.label.asString]),
    );
  }
  return found;
}

function look(root) {
  const seen = new Map();
  for (const node of walk(root)) {
    if (!isRange(node)) seen.set(withoutFirst(node.currentState.reference), facts(node));
  }
  return seen;
}

function difference(before, after) {
  const changed = {};
  for (const [ref, found] of after) {
    if (JSON.stringify(found) !== JSON.stringify(before.get(ref))) changed[ref] = found;
  }
  return { changed, gone: [...before.keys()].filter((ref) => !after.has(ref)) };
}

async function run(engine, job) {
  const root = await open(engine, job.form);
  let state = look(root);
  const states = [difference(new Map(), state)];
  const errors = [];
  for (const [number, step] of job.steps.entries()) {
    try {
      play(root, step);
    } catch (error) {
      errors.push([number, String(error.message)]);
    }
    const now = look(root);
    states.push(difference(state, now));
    state = now;
  }
  return { ok: true, states, errors };
}

for (const name of ['debug', 'error', 'info', 'log', 'warn']) console[name] = () => {};
const engine = await importEngine();
for await (const line of readline.createInterface({ input: process.stdin })) {
  const job = JSON.parse(line);
  const result = await run(engine, job).catch((error) => ({ ok: false, error: String(error) }));
  process.stdout.write(`${JSON.stringify({ id: job.id, ...result })}\n`);
}
