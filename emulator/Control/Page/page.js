// The page of the emulator. Everything that comes from requests and records is set as text, never as HTML.

const maxRows = 200;
const $ = (id) => document.getElementById(id);

/* Elements */

function el(name, properties, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "class") element.className = value;
    else if (key === "value" || key === "checked" || key === "disabled") element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

const badge = (text, kind = "") => el("span", { class: `badge ${kind}` }, text);
const button = (text, onclick, properties) => el("button", { type: "button", onclick, ...properties }, text);
const hidden = (text) => el("span", { class: "hidden" }, text);
const option = (value, text = value, selected = false) => el("option", { value, selected }, text);

function time(iso, { date = false } = {}) {
  if (!iso) return el("span", {}, "–");
  const text = iso.replace("T", " ").slice(0, 19);
  return el("time", { datetime: iso, title: `${text} UTC` }, date ? text : text.slice(11));
}

function status(code) {
  if (code === undefined) return badge("cut", "bad");
  const kind = code < 300 ? "good" : code < 400 ? "info" : code < 500 ? "warn" : "bad";
  return badge(String(code), kind);
}

const milliseconds = (value) => (value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`);
const count = (number, one, many = `${one}s`) => `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;

/** Lets a name such as OrderInvoice break between its words. */
const breakable = (name) => name.split(/(?=[A-Z])/).flatMap((word, index) => (index ? [el("wbr"), word] : [word]));

/** Shows JSON as indented, colored text. It works on the text, so that long numbers and malformed JSON stay as they are. */
function json(text, label) {
  const pre = el("pre", { tabindex: "0", role: "region", "aria-label": label });
  const tokens = text.match(/"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  const line = (depth) => `\n${"  ".repeat(Math.max(0, depth))}`;
  let depth = 0;
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    if (token === "{" || token === "[") {
      depth++;
      pre.append(token, next === "}" || next === "]" ? "" : line(depth));
    } else if (token === "}" || token === "]") {
      depth--;
      const before = tokens[index - 1];
      pre.append(before === "{" || before === "[" ? "" : line(depth), token);
    } else if (token === ",") pre.append(token, line(depth));
    else if (token === ":") pre.append(": ");
    else {
      const kind = token[0] !== '"' ? "literal" : next === ":" ? "key" : "string";
      pre.append(el("span", { class: kind }, token));
    }
  });
  return pre;
}

function plain(text, label) {
  return el("pre", { tabindex: "0", role: "region", "aria-label": label }, text);
}

/* Messages. One region for results, one for errors; requests that arrive are announced together, and rarely. */

let clearing;
function say(text, isError = false) {
  clearTimeout(clearing);
  $("status").textContent = isError ? "" : text;
  $("alert").textContent = isError ? text : "";
  clearing = setTimeout(() => ($("status").textContent = $("alert").textContent = ""), isError ? 12000 : 4000);
}

async function api(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) {
    const problem = await response.json().catch(() => undefined);
    throw new Error(problem?.error ?? `The emulator returned the status ${response.status}.`);
  }
  return response.status === 204 ? undefined : response.json();
}

/** Runs what a control does, and shows its error. */
async function run(action, done) {
  try {
    const result = await action();
    if (done) say(typeof done === "function" ? done(result) : done);
    return true;
  } catch (error) {
    say(error.message, true);
    return false;
  }
}

async function copy(text, name) {
  try {
    await navigator.clipboard.writeText(text);
    say(`Copied ${name}.`);
  } catch {
    say(`The browser does not let this page copy. Copy it yourself: ${text}`, true);
  }
}

function confirmed(title, text, action) {
  $("dialog-title").textContent = title;
  $("dialog-text").textContent = text;
  $("dialog-yes").textContent = action;
  const dialog = $("dialog");
  dialog.returnValue = "cancel";
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }),
  );
}

/** Calls a function once for several calls that follow each other closely. */
function gathered(action, wait = 150) {
  let timer;
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      action();
    }, wait);
  };
}

/** Arrow keys move between the links of a table. */
function moveByArrows(body) {
  body.addEventListener("keydown", (event) => {
    const links = [...body.querySelectorAll("a")];
    const index = links.indexOf(document.activeElement);
    const target = {
      ArrowDown: links[index + 1],
      ArrowUp: links[index - 1],
      Home: links[0],
      End: links.at(-1),
    }[event.key];
    if (index >= 0 && target) {
      event.preventDefault();
      target.focus();
    }
  });
  // A click anywhere in a row opens it, unless text is being selected.
  body.addEventListener("click", (event) => {
    if (event.target.closest("a, button") || getSelection().toString()) return;
    event.target.closest("tr")?.querySelector("a")?.click();
  });
}

/* Header */

let connection = {};

async function loadConnection() {
  connection = await api("GET", "connection");
  const names = { clickfunnels: "ClickFunnels", simvoly: "Simvoly", elasticfunnels: "ElasticFunnels" };
  $("api-name").textContent = names[connection.api] ?? connection.api;
  $("url").textContent = connection.url;
  $("credential-name").textContent = connection.access_key ? "Access key" : "Access token";
  showCredential(false);
}

const credential = () => connection.access_token ?? connection.access_key ?? "";

function showCredential(isShown) {
  $("credential").textContent = isShown ? credential() : "•".repeat(12);
  $("show-credential").setAttribute("aria-pressed", String(isShown));
}

let clock = { now: new Date(), isFrozen: false, at: performance.now() };

async function loadClock() {
  const state = await api("GET", "clock");
  clock = { now: new Date(state.now), isFrozen: state.frozen, at: performance.now() };
  $("clock-state").hidden = !state.frozen;
  $("freeze").disabled = state.frozen;
  $("resume").disabled = !state.frozen;
  $("clock-hint").textContent = state.frozen
    ? "The clock stands still. It moves only when you advance it."
    : "The clock runs. Advance it to make waiting retries and expirations happen at once.";
  showClock();
}

function showClock() {
  const now = clock.isFrozen ? clock.now : new Date(clock.now.getTime() + performance.now() - clock.at);
  const iso = now.toISOString();
  for (const element of [$("clock-now"), $("clock-big")]) {
    element.dateTime = iso;
    element.textContent = `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
  }
}

/* Requests */

const requests = { entries: [], waiting: 0, isPaused: false, open: undefined };

function requestFilter() {
  const form = new FormData($("request-filter"));
  return { q: form.get("q").trim().toLowerCase(), status: form.get("status"), violations: form.has("violations") };
}

function matches(entry, filter) {
  const text = `${entry.method} ${entry.path} ${entry.operation ?? ""}`.toLowerCase();
  const isOfStatus =
    !filter.status ||
    (filter.status === "cut" ? entry.status === undefined : entry.status !== undefined && filter.status[0] === String(entry.status)[0]);
  return text.includes(filter.q) && isOfStatus && (!filter.violations || entry.violations > 0);
}

async function loadRequests() {
  const filter = requestFilter();
  const query = new URLSearchParams({ limit: maxRows });
  if (filter.q) query.set("q", filter.q);
  if (filter.status) query.set("status", filter.status);
  if (filter.violations) query.set("violations", "true");
  const page = await api("GET", `requests?${query}`);
  requests.entries = page.requests.reverse();
  requests.waiting = 0;
  $("request-rows").replaceChildren(...requests.entries.map((entry) => requestRow(entry)));
  showRequestState();
}

function requestRow(entry, isNew = false) {
  const path = `${entry.path}${entry.query}`;
  return el(
    "tr",
    { class: isNew ? "clickable new" : "clickable", "data-number": entry.number },
    el("td", { class: "number" }, String(entry.number)),
    el("td", {}, status(entry.status)),
    el(
      "td",
      {},
      el(
        "a",
        { href: `#requests/${entry.number}`, "aria-current": requests.open === entry.number && "true" },
        el("span", { class: "method" }, entry.method),
        " ",
        el("strong", {}, ...breakable(entry.operation ?? "unknown route")),
        hidden(`, request ${entry.number}`),
      ),
      entry.violations > 0 ? badge(count(entry.violations, "violation"), "warn") : undefined,
      entry.fault ? badge(`fault: ${entry.fault}`, "info") : undefined,
      entry.is_replayed ? badge("replayed", "info") : undefined,
      el("span", { class: "path" }, path),
    ),
    el("td", { class: "number" }, milliseconds(entry.duration_ms)),
    el("td", { class: "time" }, time(entry.time)),
  );
}

// Requests that arrive together are shown together, so that thousands a second do not keep the page busy.
const arrived = [];
const showArrived = gathered(() => {
  const filter = requestFilter();
  const known = requests.entries[0]?.number ?? 0;
  const fresh = arrived.splice(0).filter((entry) => entry.number > known && matches(entry, filter));
  if (fresh.length === 0) return;
  if (requests.isPaused) {
    requests.waiting += fresh.length;
  } else {
    const rows = fresh.slice(-maxRows).reverse();
    requests.entries = [...rows, ...requests.entries].slice(0, maxRows);
    const body = $("request-rows");
    body.prepend(...rows.map((entry) => requestRow(entry, true)));
    while (body.rows.length > maxRows) body.lastElementChild.remove();
    announce(fresh.length);
  }
  showRequestState();
}, 100);

// Screen readers hear of new requests every ten seconds at most, and only where the list is shown.
let unannounced = 0;
let announcing;
function announce(number) {
  unannounced += number;
  announcing ??= setTimeout(() => {
    announcing = undefined;
    $("news").textContent = view === "requests" ? count(unannounced, "new request") : "";
    unannounced = 0;
  }, 10000);
}

function showRequestState() {
  const { entries, waiting, isPaused } = requests;
  const filter = requestFilter();
  const isFiltered = filter.q || filter.status || filter.violations;
  $("request-count").textContent =
    entries.length === 0 ? "" : entries.length === maxRows ? `the newest ${maxRows}` : count(entries.length, "request");
  $("no-requests").hidden = entries.length > 0;
  $("no-requests").textContent = isFiltered
    ? "No request matches the filter."
    : "No request yet. Point a client at the address above, and its requests appear here.";
  $("view-requests").querySelector("table").hidden = entries.length === 0;
  $("new-requests").hidden = waiting === 0;
  $("new-requests").textContent = `Show ${count(waiting, "new request")}`;
  $("pause").textContent = isPaused ? "Paused" : "Pause";
  $("pause").setAttribute("aria-pressed", String(isPaused));
}

async function openRequest(number) {
  const detail = $("request-detail");
  mark($("request-rows"), number && `#requests/${number}`);
  requests.open = number;
  if (number === undefined) {
    detail.hidden = true;
    return;
  }
  await run(async () => {
    const request = await api("GET", `requests/${number}`);
    detail.replaceChildren(...requestDetail(request));
    detail.hidden = false;
    $("request-title").focus();
  });
}

function requestDetail(request) {
  const facts = el("dl", { class: "facts" });
  const fact = (name, ...value) => facts.append(el("dt", {}, name), el("dd", {}, ...value));
  fact("Status", status(request.status));
  fact("Operation", request.operation ?? "unknown route");
  fact("Duration", milliseconds(request.duration_ms));
  fact("Time", time(request.time, { date: true }), " UTC");
  if (request.fault) fact("Fault", request.fault);
  if (request.is_replayed) fact("Response", "replayed from a recording");
  return [
    el(
      "div",
      { class: "detail-head" },
      el(
        "h3",
        { id: "request-title", tabindex: "-1" },
        el("span", { class: "muted" }, `${request.number} `),
        `${request.method} `,
        el("code", {}, `${request.path}${request.query}`),
      ),
      button("Close", () => closeDetail("requests"), { class: "quiet small" }),
    ),
    el(
      "div",
      { class: "body" },
      facts,
      violations(request.violations),
      el(
        "div",
        { class: "buttons" },
        button("Copy as curl", () => copy(curl(request), "the curl command")),
        request.operation
          ? button("Make the next one fail", () => {
              $("fault").elements.target.value = request.operation;
              location.hash = "#faults";
            })
          : undefined,
      ),
      body("Request body", request.body, true),
      headers("Request headers", request.headers),
      body("Response body", request.response_body, true),
      headers("Response headers", request.response_headers),
    ),
  ];
}

function violations(list) {
  if (list.length === 0) return undefined;
  return el(
    "section",
    { class: "violations", "aria-label": "Violations of the contract" },
    el("h4", {}, list.length === 1 ? "The request breaks the contract" : `The request breaks the contract ${list.length} times`),
    el("ul", {}, ...list.map((one) => el("li", {}, el("code", {}, one.where), one.message))),
  );
}

function body(title, content, isOpen) {
  if (!content) return el("p", { class: "hint" }, `${title}: none`);
  const note = `${content.content_type ?? "no content type"}, ${count(content.length, "byte")}`;
  const isJson = /^\s*[{[]/.test(content.text ?? "");
  return el(
    "details",
    { open: isOpen },
    el("summary", {}, `${title} `, el("span", { class: "muted" }, note)),
    content.text === undefined
      ? el("p", { class: "hint" }, "The body is not kept, or it is not text.")
      : isJson
        ? json(content.text, title)
        : plain(content.text, title),
  );
}

function headers(title, list) {
  return el(
    "details",
    {},
    el("summary", {}, `${title} `, el("span", { class: "muted" }, String(list.length))),
    el(
      "table",
      { class: "headers" },
      el("caption", { class: "hidden" }, title),
      el("tbody", {}, ...list.map(({ name, value }) => el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, value)))),
    ),
  );
}

// Credentials become a variable of the shell. What was masked in a body stays masked.
function curl(request) {
  const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
  const origin = new URL(connection.url).origin;
  const method = /^[A-Z]+$/.test(request.method) ? request.method : quoted(request.method);
  const path = request.path.replace(/[^!-~]/gu, encodeURIComponent);
  const lines = [`curl -X ${method} ${quoted(origin + path + request.query)}`];
  for (const { name, value } of request.headers) {
    const lower = name.toLowerCase();
    if (["host", "content-length", "connection", "accept-encoding", "transfer-encoding", "expect"].includes(lower)) continue;
    if (value !== "[redacted]") lines.push(`-H ${quoted(`${name}: ${value}`)}`);
    else if (lower === "authorization") lines.push(`-H "${name}: Bearer $TOKEN"`);
    else lines.push(`-H "${name}: $TOKEN"`);
  }
  if (request.body?.text) lines.push(`--data-raw ${quoted(request.body.text)}`);
  return lines.join(" \\\n  ");
}

/* Records */

const records = { resources: [], resource: undefined, next: undefined, open: undefined, isChanged: false, mode: "form" };

async function loadResources() {
  records.resources = (await api("GET", "resources")).resources;
  showResources();
}

function showResources() {
  const isAll = $("show-empty").checked;
  const shown = records.resources.filter((one) => isAll || one.count > 0 || one.name === records.resource);
  $("resources").replaceChildren(
    ...shown.map(({ name, count: number }) =>
      el(
        "li",
        {},
        el(
          "a",
          { href: `#records/${name}`, "aria-current": name === records.resource && "page" },
          el("span", {}, ...breakable(name)),
          el("span", { class: "count" }, number.toLocaleString("en-US")),
        ),
      ),
    ),
  );
  $("resource-select").replaceChildren(
    ...records.resources.map(({ name, count: number }) => option(name, `${name} (${number})`, name === records.resource)),
  );
}

async function openRecords(resource, id) {
  if (records.resources.length === 0) await loadResources();
  const usual = ["Contact", "Customer", "Member"].find((name) => records.resources.some((one) => one.name === name && one.count > 0));
  const first = usual ?? records.resources.find((one) => one.count > 0)?.name ?? records.resources[0].name;
  const isOther = (resource ?? first) !== records.resource;
  records.resource = resource ?? first;
  if (isOther) {
    $("record-filter").elements.q.value = "";
    await loadRecords();
  }
  showResources();
  await openRecord(id);
}

async function loadRecords(after) {
  const query = new URLSearchParams({ limit: 50 });
  const text = $("record-filter").elements.q.value.trim();
  if (text) query.set("q", text);
  if (after) query.set("after", after);
  const page = await api("GET", `records/${encodeURIComponent(records.resource)}?${query}`);
  const rows = page.records.map(recordRow);
  if (after) $("record-rows").append(...rows);
  else $("record-rows").replaceChildren(...rows);
  records.next = page.next;
  $("more-records").hidden = page.next === undefined;
  $("record-count").textContent = `${records.resource}, ${count(page.total, "record")}`;
  $("record-caption").textContent = `Records of ${records.resource}, newest first`;
  $("no-records").hidden = $("record-rows").rows.length > 0;
  $("no-records").textContent = text ? "No record contains this text." : `There is no ${records.resource}.`;
  $("view-records").querySelector("table").hidden = $("record-rows").rows.length === 0;
}

function recordRow(record) {
  return el(
    "tr",
    { class: "clickable" },
    el("td", { class: "number" }, String(record.id)),
    el(
      "td",
      {},
      el(
        "a",
        { href: `#records/${records.resource}/${record.id}`, "aria-current": records.open === record.id && "true" },
        record.label || `${records.resource} ${record.id}`,
      ),
      record.is_deleted ? badge("deleted", "bad") : undefined,
    ),
    el("td", { class: "time" }, time(record.updated_at, { date: true })),
  );
}

async function openRecord(id) {
  const detail = $("record-detail");
  mark($("record-rows"), id && `#records/${records.resource}/${id}`);
  records.open = id;
  records.isChanged = false;
  if (id === undefined) {
    detail.hidden = true;
    return;
  }
  await run(async () => {
    const path = `resources/${encodeURIComponent(records.resource)}`;
    const description = await api("GET", path);
    const record = id === "new" ? undefined : await api("GET", `records/${encodeURIComponent(records.resource)}/${id}`);
    detail.replaceChildren(...recordDetail(record, description));
    detail.hidden = false;
    $("record-title").focus();
  });
}

function recordDetail(record, description) {
  const resource = description.name;
  const title = record ? `${resource} ${record.id}` : `New ${resource}`;
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const stored = record?.stored ?? {};
  let editor;

  // A field that has a value and does not store it is computed.
  const isSettable = ({ name }) => !record || name in stored || record.shown[name] === undefined || record.shown[name] === null;
  const place = el("div", {});
  const modes = el("div", { class: "modes", role: "group", "aria-label": "Form of the editor" });
  const use = (mode) => {
    records.mode = mode;
    records.isChanged = false;
    editor = mode === "form" ? formEditor(stored, description.fields.filter(isSettable)) : textEditor(stored);
    place.replaceChildren(editor.element);
    modes.replaceChildren(
      ...["form", "json"].map((one) =>
        button(one === "form" ? "Form" : "JSON", () => use(one), { "aria-pressed": String(one === mode), class: "small" }),
      ),
    );
  };
  use(records.mode);

  const form = el(
    "form",
    {
      class: "body",
      oninput: () => (records.isChanged = true),
      onsubmit: async (event) => {
        event.preventDefault();
        problem.hidden = true;
        try {
          await save(record, resource, editor.read());
        } catch (error) {
          problem.textContent = error.message;
          problem.hidden = false;
        }
      },
    },
    modes,
    place,
    problem,
    el(
      "div",
      { class: "buttons" },
      el("button", { class: "primary" }, record ? "Save" : "Create"),
      record ? button("Delete…", () => remove(record), { class: "danger" }) : undefined,
    ),
    record
      ? el("details", {}, el("summary", {}, "As the API shows it"), json(JSON.stringify(record.shown), "Record as the API shows it"))
      : el("p", { class: "hint" }, "Fields that you leave out get the usual values."),
  );
  return [
    el(
      "div",
      { class: "detail-head" },
      el("h3", { id: "record-title", tabindex: "-1" }, title, record?.label ? el("span", { class: "muted" }, ` ${record.label}`) : ""),
      button("Close", () => closeDetail(`records/${resource}`), { class: "quiet small" }),
    ),
    form,
  ];
}

/** An editor with one control for each simple field. It returns the fields that were changed. */
function formEditor(stored, fields) {
  const simple = fields.filter((field) => !["object", "array", "any"].includes(field.type) && !field.is_secret);
  const controls = simple.map((field) => [field, fieldControl(field, stored[field.name])]);
  const element = el(
    "div",
    { class: "fields" },
    ...controls.map(([field, control]) => el("label", {}, field.name, control)),
  );
  const initial = controls.map(([, control]) => control.value);
  return {
    element,
    read: () => {
      const changes = {};
      controls.forEach(([field, control], index) => {
        if (control.value !== initial[index]) changes[field.name] = fieldValue(field, control.value);
      });
      return changes;
    },
  };
}

function fieldControl(field, value) {
  const text = value === undefined || value === null ? "" : String(value);
  if (field.type === "boolean" || field.values) {
    const values = field.values ?? ["true", "false"];
    const all = ["", ...(values.includes(text) || !text ? [] : [text]), ...values];
    return el("select", { name: field.name }, ...all.map((one) => option(one, one || "–", one === text)));
  }
  const isNumber = field.type === "integer" || field.type === "number";
  return el("input", { name: field.name, value: text, autocomplete: "off", spellcheck: "false", inputmode: isNumber ? "decimal" : undefined });
}

function fieldValue(field, text) {
  if (text === "" && (field.nullable || field.type !== "string")) return null;
  if (field.type === "boolean") return text === "true";
  if ((field.type === "integer" || field.type === "number") && Number.isFinite(Number(text))) return Number(text);
  return text;
}

/** An editor for all fields as JSON. It returns the fields that were changed; a field that was taken out becomes null. */
function textEditor(stored) {
  const area = el("textarea", { spellcheck: "false", value: JSON.stringify(stored, null, 2) });
  return {
    element: el("label", {}, "Fields as JSON", area),
    read: () => {
      let parsed;
      try {
        parsed = JSON.parse(area.value);
      } catch (error) {
        throw new Error(`This is not JSON: ${error.message}`);
      }
      if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) throw new Error("Write a JSON object, such as {}.");
      const changes = {};
      for (const name of Object.keys({ ...stored, ...parsed })) {
        if (JSON.stringify(parsed[name]) !== JSON.stringify(stored[name])) changes[name] = parsed[name] ?? null;
      }
      return changes;
    },
  };
}

async function save(record, resource, changes) {
  const path = `records/${encodeURIComponent(resource)}`;
  records.isChanged = false;
  if (record) {
    await api("PATCH", `${path}/${record.id}`, changes);
    say(`Saved ${resource} ${record.id}.`);
    await Promise.all([loadRecords(), openRecord(record.id)]);
  } else {
    const { ids } = await api("POST", path, { records: [changes] });
    say(`Created ${resource} ${ids[0]}.`);
    await Promise.all([loadRecords(), loadResources()]);
    location.hash = `#records/${resource}/${ids[0]}`;
  }
}

async function remove(record) {
  const name = `${record.resource} ${record.id}`;
  if (!(await confirmed(`Delete ${name}?`, "Its deletion has the same effects as a call of the API.", "Delete"))) return;
  await run(async () => {
    await api("DELETE", `records/${encodeURIComponent(record.resource)}/${record.id}`);
    await Promise.all([loadRecords(), loadResources()]);
    location.hash = `#records/${record.resource}`;
  }, `Deleted ${name}.`);
}

const changedResources = new Set();
const showChanges = gathered(() => {
  const changed = [...changedResources];
  changedResources.clear();
  const isAny = changed.includes("*");
  run(async () => {
    if (!$("view-records").hidden) {
      await loadResources();
      if (isAny || changed.includes(records.resource)) {
        await loadRecords();
        mark($("record-rows"), records.open && `#records/${records.resource}/${records.open}`);
      }
    }
    if (!$("view-webhooks").hidden && (isAny || changed.includes(webhooks.endpoint_resource))) await loadWebhooks();
  });
}, 300);

/* Webhooks */

let webhooks = { endpoints: [], event_types: [] };

async function loadWebhooks() {
  webhooks = await api("GET", "webhooks");
  const has = webhooks.endpoint_resource !== undefined;
  $("webhook-note").textContent = has ? "" : "This API has no webhooks.";
  $("view-webhooks").querySelector(".cards").hidden = !has;
  $("webhook-faults").hidden = !has;
  $("endpoints").replaceChildren(
    ...webhooks.endpoints.map((endpoint) =>
      el(
        "li",
        {},
        el("a", { href: `#records/${webhooks.endpoint_resource}/${endpoint.id}` }, endpoint.url || `Endpoint ${endpoint.id}`),
        el("span", { class: "muted", title: endpoint.event_types.join(", ") }, count(endpoint.event_types.length, "event type")),
      ),
    ),
  );
  if (webhooks.endpoints.length === 0) {
    $("endpoints").append(el("li", { class: "muted" }, "No endpoint is registered. Register one with the API."));
  }
  const types = webhooks.event_types.map(({ type }) => [type, type]);
  choose($("raise").elements.type, types);
  choose($("webhook-fault").elements.target, [["*", "Any event"], ...types]);
  showRaiseHint();
}

/** Replaces the options of a list, and keeps the one that is chosen. */
function choose(select, options) {
  const chosen = select.value;
  select.replaceChildren(...options.map(([value, text]) => option(value, text, value === chosen)));
}

function showRaiseHint() {
  const type = webhooks.event_types.find((one) => one.type === $("raise").elements.type.value);
  $("raise-hint").textContent = type ? `The event is about a record of ${type.resource}. Usual cause: ${type.cause ?? "no operation"}.` : "";
}

const outcomes = {
  delivered: ["delivered", "good"],
  will_retry: ["will retry", "warn"],
  given_up: ["given up", "bad"],
  dropped: ["dropped", "bad"],
};

async function loadDeliveries() {
  const page = await api("GET", `deliveries?limit=${maxRows}`);
  $("deliveries").replaceChildren(...page.deliveries.reverse().map(deliveryRow));
  showDeliveryState();
}

function deliveryRow(delivery) {
  const [text, kind] = outcomes[delivery.outcome] ?? [delivery.outcome, ""];
  return el(
    "tr",
    { "data-number": delivery.number },
    el("td", { class: "number" }, String(delivery.number)),
    el("td", {}, badge(text, kind), " ", delivery.status ? status(delivery.status) : (delivery.failure ?? "")),
    el("td", {}, el("strong", {}, delivery.event_type), el("span", { class: "path" }, delivery.event_id)),
    el("td", { class: "url" }, delivery.url),
    el("td", { class: "number" }, String(delivery.attempt + 1)),
    el("td", { class: "time" }, time(delivery.at)),
    el("td", { class: "time" }, time(delivery.next_attempt_at, { date: true })),
    el(
      "td",
      {},
      button("Send again", () => redeliver(delivery), { class: "small", "aria-label": `Send again: ${delivery.event_type}, delivery ${delivery.number}` }),
    ),
  );
}

const redeliver = (delivery) =>
  run(
    () => api("POST", `events/${encodeURIComponent(delivery.event_id)}/redeliver`),
    ({ deliveries }) =>
      deliveries.length === 0
        ? "No endpoint listens to this event any longer."
        : `Sent again: ${deliveries.map((one) => outcomes[one.outcome]?.[0] ?? one.outcome).join(", ")}.`,
  );

const delivered = [];
const showDelivered = gathered(() => {
  const body = $("deliveries");
  const known = Number(body.firstElementChild?.dataset.number ?? 0);
  body.prepend(...delivered.splice(0).filter((one) => one.number > known).slice(-maxRows).reverse().map(deliveryRow));
  while (body.rows.length > maxRows) body.lastElementChild.remove();
  showDeliveryState();
});

function showDeliveryState() {
  const isEmpty = $("deliveries").rows.length === 0;
  $("no-deliveries").hidden = !isEmpty;
  $("deliveries").closest(".scroll").hidden = isEmpty;
}

/* Faults, clock and states */

const faultKinds = [
  ["429 Too many requests", { kind: "rate_limit", seconds: 1 }],
  ["500 Error", { kind: "error", status: 500, message: "Internal server error" }],
  ["502 Bad gateway", { kind: "bad_gateway" }],
  ["Slow: 5 s", { kind: "delay", seconds: 5 }],
  ["Cut before handling", { kind: "cut_before" }],
  ["Cut after handling", { kind: "cut_after" }],
  ["Broken JSON", { kind: "broken_json" }],
];

const webhookFaultKinds = [
  ["Twice", "duplicate"],
  ["Hold until the next", "hold_until_next"],
  ["Wrong signature", "wrong_signature"],
  ["Old timestamp", "old_timestamp"],
];

function planFault(fault) {
  const { target, times } = $("fault").elements;
  const wanted = { target: target.value.trim() || "*", times: Number(times.value) || 1, ...fault };
  return run(
    () => api("POST", "faults", wanted),
    `Planned: ${wanted.target === "*" ? "any operation" : wanted.target} fails ${count(wanted.times, "time")}.`,
  );
}

async function loadFaults() {
  const { calls, deliveries } = await api("GET", "faults");
  const faults = [...calls, ...deliveries];
  $("planned").replaceChildren(
    ...faults.map((fault) =>
      el(
        "tr",
        {},
        el("td", {}, fault.target === "*" ? "Any" : fault.target),
        el("td", {}, badge(fault.kind.replaceAll("_", " "), "info"), fault.status ? ` ${fault.status}` : ""),
        el("td", { class: "number" }, String(fault.remaining)),
      ),
    ),
  );
  $("no-planned").hidden = faults.length > 0;
  $("planned").closest(".scroll").hidden = faults.length === 0;
  $("clear-faults").hidden = faults.length === 0;
}

async function loadOperations() {
  const { operations } = await api("GET", "operations");
  $("operations").replaceChildren(...operations.map(({ id, method, path }) => option(id, `${method} ${path}`)));
}

async function loadStates() {
  const { names } = await api("GET", "snapshots");
  $("states").replaceChildren(
    ...names.map((name) =>
      el(
        "li",
        {},
        el("span", {}, name),
        el(
          "span",
          { class: "buttons" },
          button("Restore", () => restore(name), { class: "small", "aria-label": `Restore ${name}` }),
          button("Delete", () => forget(name), { class: "small", "aria-label": `Delete ${name}` }),
        ),
      ),
    ),
  );
  $("no-states").hidden = names.length > 0;
}

async function restore(name) {
  if (!(await confirmed(`Restore ${name}?`, "The present records are replaced by those of the saved state.", "Restore"))) return;
  await run(() => api("POST", `snapshots/${encodeURIComponent(name)}/restore`), `Restored ${name}.`);
}

const forget = (name) =>
  run(async () => {
    await api("DELETE", `snapshots/${encodeURIComponent(name)}`);
    await loadStates();
  }, `Deleted ${name}.`);

const advance = (seconds) =>
  run(async () => {
    await api("POST", "clock/advance", { seconds });
    await loadClock();
  }, "The clock was advanced.");

/* Views */

function mark(body, href) {
  for (const link of body.querySelectorAll("a")) {
    if (link.getAttribute("href") === href) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function closeDetail(hash) {
  const opener = [...document.querySelectorAll("td a")].find((link) => link.getAttribute("href") === location.hash);
  location.hash = `#${hash}`;
  opener?.focus();
}

const titles = { requests: "Requests", records: "Records", webhooks: "Webhooks", faults: "Faults and clock" };
let view;
let isStarted = false;

async function show() {
  const [name, first, second] = location.hash.slice(1).split("/").map(decodeURIComponent);
  const wanted = name in titles ? name : name === "main" ? view : "requests";
  const isOther = wanted !== view;
  view = wanted;
  for (const one of Object.keys(titles)) $(`view-${one}`).hidden = one !== view;
  for (const link of document.querySelectorAll(".views a")) {
    if (link.hash === `#${view}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.title = `${titles[view]} · ${$("api-name").textContent} emulator`;
  if (isOther && isStarted) $(`title-${view}`).focus({ preventScroll: true });
  isStarted = true;
  await run(async () => {
    if (view === "requests") await openRequest(first ? Number(first) : undefined);
    else if (view === "records") await openRecords(first || undefined, second === "new" ? "new" : second ? Number(second) : undefined);
    else if (view === "webhooks") await Promise.all([loadWebhooks(), loadDeliveries()]);
    else await Promise.all([loadFaults(), loadClock(), loadStates(), loadWebhooks()]);
  });
}

/* Stream */

function listen() {
  const stream = new EventSource("stream");
  const state = (name, text) => {
    $("stream").dataset.state = name;
    $("stream-text").textContent = text;
  };
  const on = (name, action) => stream.addEventListener(name, (event) => action(JSON.parse(event.data)));
  let isFirst = true;
  stream.addEventListener("open", () => {
    state("live", "Live");
    if (isFirst) reload();
    isFirst = false;
  });
  stream.addEventListener("error", () => {
    const isOver = stream.readyState === EventSource.CLOSED;
    state("lost", isOver ? "Disconnected" : "Reconnecting…");
    if (isOver) setTimeout(listen, 3000);
  });
  on("request", (entry) => {
    arrived.push(entry);
    showArrived();
  });
  on("delivery", (delivery) => {
    delivered.push(delivery);
    showDelivered();
  });
  on("change", ({ resources }) => {
    for (const one of resources) changedResources.add(one);
    showChanges();
  });
  on("missed", ({ what }) => {
    if (what === "requests" && !requests.isPaused) readRequests();
    else if (what === "deliveries") run(loadDeliveries);
    else if (what === "records") {
      changedResources.add("*");
      showChanges();
    }
  });
  on("clock", () => run(loadClock));
  on("fault", () => run(loadFaults));
  on("reset", reload);
}

const readRequests = gathered(() => run(loadRequests), 200);

function reload() {
  records.resource = undefined;
  const parts = [loadConnection, loadClock, loadRequests, loadResources, loadDeliveries, loadFaults, loadOperations];
  Promise.all(parts.map((part) => run(part))).then(show);
}

/* Controls */

$("copy-url").addEventListener("click", () => copy(connection.url, "the address"));
$("copy-credential").addEventListener("click", () => copy(credential(), "the token"));
$("show-credential").addEventListener("click", (event) => showCredential(event.currentTarget.getAttribute("aria-pressed") !== "true"));
$("pause").addEventListener("click", () => {
  requests.isPaused = !requests.isPaused;
  if (requests.isPaused) showRequestState();
  else run(loadRequests);
});
$("new-requests").addEventListener("click", () => run(loadRequests));
$("clear-requests").addEventListener("click", () => run(() => api("DELETE", "requests"), "Cleared the requests."));
$("request-filter").addEventListener("input", gathered(() => run(loadRequests)));
$("request-filter").addEventListener("submit", (event) => event.preventDefault());
$("record-filter").addEventListener("input", gathered(() => run(loadRecords)));
$("record-filter").addEventListener("submit", (event) => event.preventDefault());
$("resource-select").addEventListener("change", (event) => (location.hash = `#records/${event.target.value}`));
$("show-empty").addEventListener("change", showResources);
$("more-records").addEventListener("click", () => run(() => loadRecords(records.next)));
$("new-record").addEventListener("click", () => (location.hash = `#records/${records.resource}/new`));
$("raise").elements.type.addEventListener("change", showRaiseHint);
$("raise").addEventListener("submit", (event) => {
  event.preventDefault();
  const { type, subject } = event.target.elements;
  run(
    () => api("POST", "events", { type: type.value, subject_id: Number(subject.value) }),
    ({ event_id: id }) => (id ? `Raised ${type.value}.` : "No endpoint listens to this event, so it was not recorded."),
  );
});
$("fault").addEventListener("submit", (event) => event.preventDefault());
$("fault-kinds").append(...faultKinds.map(([text, fault]) => button(text, () => planFault(fault))));
$("webhook-fault").addEventListener("submit", (event) => event.preventDefault());
$("webhook-fault-kinds").append(
  ...webhookFaultKinds.map(([text, kind]) =>
    button(text, () => run(() => api("POST", "faults", { target: $("webhook-fault").elements.target.value, kind }), `Planned: ${text}.`)),
  ),
);
$("clear-faults").addEventListener("click", () => run(() => api("DELETE", "faults"), "Cleared the faults."));
for (const one of document.querySelectorAll("[data-advance]")) {
  one.addEventListener("click", () => advance(Number(one.dataset.advance)));
}
$("advance").addEventListener("submit", (event) => {
  event.preventDefault();
  const { amount, unit } = event.target.elements;
  advance(Number(amount.value) * Number(unit.value));
});
$("freeze").addEventListener("click", () => run(() => api("POST", "clock/freeze", {}).then(loadClock), "The clock stands still."));
$("resume").addEventListener("click", () => run(() => api("POST", "clock/resume").then(loadClock), "The clock runs."));
$("save-state").addEventListener("submit", (event) => {
  event.preventDefault();
  const { name } = event.target.elements;
  run(async () => {
    await api("POST", "snapshots", name.value.trim() ? { name: name.value.trim() } : {});
    name.value = "";
    await loadStates();
  }, "Saved the state.");
});
$("reset").addEventListener("click", async () => {
  const text = "All records, requests, deliveries, faults and the clock become as they were after the start.";
  if (await confirmed("Reset the emulator?", text, "Reset")) await run(() => api("POST", "reset"), "The emulator was reset.");
});

moveByArrows($("request-rows"));
moveByArrows($("record-rows"));
addEventListener("hashchange", show);
setInterval(() => clock.isFrozen || showClock(), 1000);
listen();
