// Plays jobs on ODK Web Forms' engine: one line of JSON in, one out. README.md says what they hold.
import fs from 'node:fs';
import path from 'node:path';
import { JSDOM } from 'jsdom';

const RealDate = Date;
const DOM_NAMES = [
  'document', 'DOMParser', 'XMLSerializer', 'XPathResult', 'XPathEvaluator', 'XPathExpression', 'Node', 'NodeFilter',
  'NodeList', 'NamedNodeMap', 'Element', 'HTMLElement', 'Document', 'XMLDocument', 'Attr', 'CharacterData', 'Text',
  'Comment', 'CDATASection', 'ProcessingInstruction', 'File', 'Blob', 'FileReader', 'FormData',
];

async function loadEngine() {
  const { window } = new JSDOM('<!doctype html>', { url: 'http://localhost/' });
  for (const name of DOM_NAMES) {
    if (window[name] !== undefined) globalThis[name] = window[name];
  }
  globalThis.window = window;
  // The bundled WebAssembly loader takes its branch for browsers, the only one that works here, without `process`.
  const { process } = globalThis;
  globalThis.process = undefined;
  try {
    return await import('@getodk/xforms-engine');
  } finally {
    globalThis.process = process;
  }
}

function useClock(now) {
  globalThis.Date = RealDate;
  if (!now) return;
  const moment = RealDate.parse(now);
  globalThis.Date = class extends RealDate {
    constructor(...parts) {
      super(...(parts.length ? parts : [moment]));
    }

    static now() {
      return moment;
    }
  };
}

function filesBeside(folder) {
  const types = { '.csv': 'text/csv', '.geojson': 'application/geo+json' };
  return async (url) => {
    const file = path.join(folder, decodeURIComponent(path.basename(new URL(url).pathname)));
    const isThere = fs.existsSync(file);
    const text = isThere ? fs.readFileSync(file, 'utf8') : '';
    const type = types[path.extname(file)] ?? 'application/xml';
    return {
      ok: isThere,
      status: isThere ? 200 : 404,
      body: null,
      bodyUsed: false,
      headers: new Headers({ 'content-type': type }),
      text: async () => text,
      blob: async () => new Blob([text]),
    };
  };
}

// Looking.

const plain = (ref) => ref.replaceAll('[1]', '');
const refOf = (node) => plain(node.currentState.reference);
const isRange = (node) => node.nodeType.startsWith('repeat-range');
const childrenOf = (node) => node.currentState.children ?? [];
const textOf = (range) => range?.asString ?? null;

function* walk(node) {
  yield node;
  for (const child of childrenOf(node)) yield* walk(child);
}

function find(root, ref, wanted) {
  for (const node of walk(root)) {
    if (wanted(node) && refOf(node) === ref) return node;
  }
  return null;
}

function attempt(look) {
  try {
    return look();
  } catch (trouble) {
    return { trouble: String(trouble?.message ?? trouble) };
  }
}

function describe(node) {
  const state = node.currentState;
  const found = {
    ref: refOf(node),
    relevant: attempt(() => state.relevant),
    required: attempt(() => state.required),
    readonly: attempt(() => state.readonly),
  };
  if (!('instanceValue' in state)) return found;
  found.value = attempt(() => state.instanceValue);
  const validity = node.validationState;
  if (validity && 'constraint' in validity) {
    found.constraint_ok = attempt(() => validity.constraint.valid);
    found.required_ok = attempt(() => validity.required.valid);
    found.message = attempt(() => textOf(validity.violation?.message));
  }
  found.label = attempt(() => textOf(state.label));
  found.hint = attempt(() => textOf(state.hint));
  if (node.nodeType === 'select' || node.nodeType === 'rank') {
    found.choices = attempt(() => state.valueOptions.map((o) => ({ value: o.value, label: textOf(o.label) })));
  }
  return found;
}

const nodesOf = (root) => [...walk(root)].filter((node) => !isRange(node)).map(describe);

// Steps.

const split = (value) => value.split(/\s+/).filter(Boolean);

function setter(node, value) {
  switch (node.nodeType) {
    case 'select':
      if (node.selectType === 'select1') return () => node.selectValue(value || null);
      return () => node.selectValues(split(value));
    case 'rank':
      return () => node.setValues(split(value));
    case 'trigger':
      return () => node.setValue(value === 'OK');
    case 'upload':
      return () => node.setValue(value ? new File([''], value) : null);
    case 'input':
    case 'range':
      return () => node.setValue(value || (node.valueType === 'string' ? '' : null));
    default:
      throw new Error(`a ${node.nodeType} takes no value`);
  }
}

function prepared(root, step) {
  const ref = plain(step.ref ?? '');
  if (step.op === 'set') {
    const node = find(root, ref, (each) => !isRange(each));
    if (!node) throw new Error(`no node ${ref}`);
    return setter(node, step.value ?? '');
  }
  if (step.op === 'add' || step.op === 'remove') {
    const range = find(root, ref.replace(/\[\d+\]$/, ''), isRange);
    if (!range?.addInstances) throw new Error(`no repeat that people can change: ${ref}`);
    if (step.op === 'add') return () => range.addInstances();
    const number = Number(/\[(\d+)\]$/.exec(ref)?.[1] ?? 1);
    if (number > childrenOf(range).length) throw new Error(`no instance ${ref}`);
    return () => range.removeInstances(number - 1);
  }
  if (step.op === 'language') return () => useLanguage(root, step.language);
  throw new Error(`unknown step ${step.op}`);
}

function useLanguage(root, wanted) {
  const language = root.languages.find((each) => each.language === wanted);
  if (!language) throw new Error(`no language ${wanted}`);
  root.setLanguage(language);
}

function playSteps(root, job, result) {
  const snapshots = job.snapshots ? [nodesOf(root)] : null;
  result.step_errors = [];
  result.ms.steps = [];
  for (const [number, step] of (job.steps ?? []).entries()) {
    let taken = 0;
    try {
      const act = prepared(root, step);
      const started = performance.now();
      act();
      taken = performance.now() - started;
    } catch (trouble) {
      result.step_errors.push({ ...step, step: number, error: trouble.message });
    }
    result.ms.steps.push(taken);
    snapshots?.push(nodesOf(root));
  }
  if (snapshots) result.snapshots = snapshots;
}

/** Most memory of this process; the system's own figure counts what it was started from, too. */
function peakMb() {
  if (!fs.existsSync('/proc/self/status')) return process.resourceUsage().maxRSS / 1024;
  return Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
}

async function play(engine, job) {
  const result = { id: job.id ?? null, ok: false };
  try {
    const xml = fs.readFileSync(job.form, 'utf8');
    const folder = path.dirname(path.resolve(job.form));
    useClock(job.now);
    const started = performance.now();
    const { root } = await engine.createInstance(xml, {
      form: {
        fetchFormDefinition: async () => {
          throw new Error('the form is given as text');
        },
        fetchFormAttachment: filesBeside(folder),
        missingResourceBehavior: engine.constants.MISSING_RESOURCE_BEHAVIOR.BLANK,
      },
      instance: { stateFactory: (state) => state, preloadProperties: { deviceID: 'peer', username: 'peer' } },
    });
    result.ms = { load: performance.now() - started };
    result.languages = root.languages.map((each) => each.language);
    if (job.language) useLanguage(root, job.language);
    playSteps(root, job, result);
    if (!job.brief) {
      result.nodes = nodesOf(root);
      result.submission = root.instanceState.instanceXML;
    }
    result.peak_mb = peakMb();
    result.ok = true;
  } catch (trouble) {
    result.error = String(trouble?.message ?? trouble);
  } finally {
    useClock(null);
  }
  return result;
}

for (const name of ['log', 'info', 'debug', 'warn', 'error']) console[name] = () => {};
const engine = await loadEngine();
for (const line of fs.readFileSync(process.argv[2], 'utf8').split('\n')) {
  if (line.trim()) process.stdout.write(`${JSON.stringify(await play(engine, JSON.parse(line)))}\n`);
}
