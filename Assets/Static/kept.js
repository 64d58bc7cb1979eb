// A report that can't be sent now stays in this browser and is sent later, always with the key of its form: however often
// it is tried, it is one report. Without storage, or without this file, the form is sent as ever.
"use strict";
(function () {
  var NAME = "mendmark:kept";
  var DAYS_MAX = 28;
  var REPORTS_MAX = 5;
  var RETRY_MS = 30000;
  var PROBE_MS = 5000;
  var box = document.getElementById("kept");
  if (!box || !window.fetch || !window.FormData) { return; }
  var say = box.dataset;
  var told = [];
  var isSending = false;

  function load() {
    try {
      var oldest = Date.now() - DAYS_MAX * 86400000;
      return JSON.parse(localStorage.getItem(NAME) || "[]").filter(function (one) { return one.at > oldest; });
    } catch (refused) { return []; }
  }

  // Whether it was kept: storage may be blocked or full.
  function save(reports) {
    try {
      if (reports.length) { localStorage.setItem(NAME, JSON.stringify(reports)); } else { localStorage.removeItem(NAME); }
      return true;
    } catch (refused) { return false; }
  }

  function element(tag, text, attributes) {
    var made = document.createElement(tag);
    made.textContent = text;
    Object.keys(attributes || {}).forEach(function (name) { made.setAttribute(name, attributes[name]); });
    return made;
  }

  function button(text, action) {
    var made = element("button", text, { type: "button", "class": "button" });
    made.addEventListener("click", action);
    return made;
  }

  function when(at) { return new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }); }

  function forget(key) { save(load().filter(function (one) { return one.key !== key; })); show(); }

  function card(one) {
    var made = element("div", "", { "class": "stack-tight" });
    made.append(element("p", one.isRefused ? say.refused : isSending ? say.sending : say.waiting));
    made.append(element("p", one.place + " · " + when(one.at), { "class": "small" }));
    if (one.words) { made.append(element("blockquote", one.words)); }
    var row = element("div", "", { "class": "row" });
    if (one.isRefused) { row.append(element("a", say.open, { "class": "button", href: one.action })); }
    else { row.append(button(say.again, function () { sendAll(); })); }
    row.append(button(say.discard, function () { forget(one.key); }));
    made.append(row);
    return made;
  }

  function show() {
    box.replaceChildren();
    load().forEach(function (one) { box.append(card(one)); });
    told.forEach(function (link) {
      var line = element("p", say.sent + " ");
      line.append(element("a", say.follow, { href: link }));
      box.append(line);
    });
    box.hidden = !box.childNodes.length;
  }

  // Resolves to whether to go on with the next one.
  function send(one) {
    var form = new FormData();
    one.fields.forEach(function (field) { form.append(field[0], field[1]); });
    return fetch(one.action, { method: "POST", body: form, credentials: "same-origin" }).then(function (answer) {
      var path = new URL(answer.url, location.href).pathname;
      if (answer.ok && path.indexOf("/-/t/") === 0) {
        told.push(path);
        save(load().filter(function (other) { return other.key !== one.key; }));
        return true;
      }
      // Too many, or a server that is in trouble: later. Anything else wants a person's eye.
      if (answer.status === 429 || answer.status >= 500) { return false; }
      save(load().map(function (other) {
        if (other.key === one.key) { other.isRefused = true; }
        return other;
      }));
      return true;
    }, function () { return false; });
  }

  function sendAll() {
    var reports = load().filter(function (one) { return !one.isRefused; });
    if (isSending || !reports.length) { return; }
    isSending = true;
    show();
    reports.reduce(function (before, one) {
      return before.then(function (goesOn) { return goesOn ? send(one) : false; });
    }, Promise.resolve(true)).then(function () { isSending = false; show(); });
  }

  function fieldsOf(form) {
    return Array.from(new FormData(form).entries()).filter(function (entry) { return typeof entry[1] === "string"; });
  }

  // Puts a form aside; false where there is no room for it.
  function keep(form) {
    var fields = fieldsOf(form);
    var value = function (name) { return (fields.find(function (entry) { return entry[0] === name; }) || ["", ""])[1]; };
    var title = document.querySelector("h1");
    var reports = load().filter(function (one) { return one.key !== value("key"); });
    if (reports.length >= REPORTS_MAX) { return false; }
    reports.push({
      action: form.getAttribute("action"), key: value("key"), at: Date.now(), fields: fields, words: value("words"),
      place: value("door") || (title ? title.textContent.trim() : "")
    });
    return save(reports);
  }

  function putAside(form, pressed) {
    var hasPhotos = Array.from(form.querySelectorAll("input[type=file]")).some(function (input) { return input.files.length; });
    if (!keep(form)) { pass(form, pressed); return; }
    // What stands in the box now is the report; the form would only make a second one.
    var note = element("section", "", { "class": "note warn stack-tight", tabindex: "-1" });
    note.append(element("h2", say.kept), element("p", say.keptHint));
    if (hasPhotos) { note.append(element("p", say.keptPhotos)); }
    var advice = form.querySelector("#hazard:checked ~ .advice");
    if (advice) { note.append(advice); }
    form.replaceWith(note);
    document.dispatchEvent(new CustomEvent("mendmark:kept"));
    show();
    note.focus();
  }

  // What wasn't taken is in the form again, under the form's new key.
  function refill(form) {
    var action = form.getAttribute("action");
    var one = load().find(function (other) { return other.isRefused && other.action === action; });
    if (!one) { return; }
    one.fields.forEach(function (field) {
      form.querySelectorAll("[name=\"" + field[0] + "\"]:not([type=hidden]):not([type=file])").forEach(function (input) {
        var isChoice = input.type === "radio" || input.type === "checkbox";
        if (isChoice) { input.checked = input.value === field[1]; } else if (!input.value) { input.value = field[1]; }
      });
    });
    form.dataset.refilled = one.key;
  }

  function pass(form, pressed) {
    if (form.dataset.refilled) { forget(form.dataset.refilled); }
    form.dataset.probed = "1";
    form.requestSubmit(pressed);
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.dataset.draft !== "report" || form.dataset.probed) { return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.dataset.probing) { return; }
    form.dataset.probing = "1";
    var pressed = event.submitter || undefined;
    var stop = window.AbortController ? new AbortController() : null;
    var timer = setTimeout(function () { if (stop) { stop.abort(); } }, PROBE_MS);
    fetch("/healthz", { cache: "no-store", signal: stop ? stop.signal : undefined }).then(function (answer) {
      return answer.ok;
    }, function () { return false; }).then(function (isThere) {
      clearTimeout(timer);
      delete form.dataset.probing;
      if (isThere) { pass(form, pressed); } else { putAside(form, pressed); }
    });
  }, true);

  document.querySelectorAll("form[data-draft=report]").forEach(refill);
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) { return; }
    document.querySelectorAll("form[data-probed]").forEach(function (form) { delete form.dataset.probed; });
  });

  // Before anybody presses: what pressing would do now.
  var line = document.querySelector("[data-offline]");
  function tell() { if (line) { line.hidden = navigator.onLine !== false; } }
  window.addEventListener("offline", tell);
  window.addEventListener("online", function () { tell(); sendAll(); });
  setInterval(sendAll, RETRY_MS);
  tell();
  show();
  sendAll();
})();
