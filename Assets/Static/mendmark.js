// Everything works without this file. With it: live news, drafts kept, photo names, one press at a time, copy.
"use strict";
(function () {
  var page = document.body.dataset;

  function stored(action) {
    // Storage may be blocked, full or absent; a draft is a comfort, never a need.
    try { return action(window.sessionStorage); } catch (refused) { return null; }
  }

  // Focus goes where the reader would look: the summary of what is missing.
  var summary = document.querySelector("[data-focus]");
  if (summary) { summary.focus(); }

  // Drafts: kept in this tab until sent, by the page's address.
  document.querySelectorAll("form[data-draft]").forEach(function (form) {
    var name = "draft:" + location.pathname + ":" + form.dataset.draft;
    var fields = form.querySelectorAll("textarea, input[type=text], input[type=tel], input[type=email]");
    var draft = stored(function (s) { return JSON.parse(s.getItem(name) || "{}"); }) || {};
    fields.forEach(function (field) {
      if (!field.value && draft[field.name]) { field.value = draft[field.name]; }
    });
    form.addEventListener("input", function () {
      var now = {};
      fields.forEach(function (field) { if (field.value) { now[field.name] = field.value; } });
      stored(function (s) { s.setItem(name, JSON.stringify(now)); });
    });
  });
  if (page.sent) {
    stored(function (s) {
      Object.keys(s).forEach(function (key) { if (key.indexOf("draft:") === 0) { s.removeItem(key); } });
    });
  }

  // One press at a time: the server counts presses by the form's key anyway.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented) { return; }
    if (form.dataset.sending) { event.preventDefault(); return; }
    form.dataset.sending = "1";
    // Of several buttons only the pressed one says that it is busy.
    var button = event.submitter || form.querySelector("[data-busy]");
    if (button && button.dataset.busy) { button.setAttribute("aria-disabled", "true"); button.textContent = button.dataset.busy; }
  });
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) { return; }
    document.querySelectorAll("form[data-sending]").forEach(function (form) { delete form.dataset.sending; });
  });

  // A photo of a label is sent as soon as it is taken.
  document.querySelectorAll("form[data-autosend] input[type=file]").forEach(function (input) {
    input.addEventListener("change", function () { if (input.files.length) { input.form.requestSubmit(); } });
  });

  document.querySelectorAll("[data-copy]").forEach(function (button) {
    if (!navigator.clipboard) { return; }
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(button.dataset.copy).then(function () { button.textContent = button.dataset.copied; });
    });
  });

  // Live: server-sent events where the browser has them, else a question every 20 seconds.
  var live = document.querySelector("[data-live]");
  if (!live) { return; }
  var revision = Number(live.dataset.revision);
  var news = document.getElementById("news");

  // A page with much news is read again at most so often (data-quiet, in milliseconds).
  var waiting = null, rested = 0;
  function refresh(state) {
    if (state.revision <= revision) { return Promise.resolve(true); }
    var pause = Number(live.dataset.quiet || 0) - (Date.now() - rested);
    if (live.dataset.quiet && pause > 0) {
      clearTimeout(waiting);
      waiting = setTimeout(refresh, pause, state);
      return Promise.resolve(true);
    }
    rested = Date.now();
    revision = state.revision;
    return fetch(live.dataset.page || location.pathname, { headers: { Accept: "text/html" }, credentials: "same-origin" }).then(function (answer) {
      return answer.ok ? answer.text() : Promise.reject(new Error("status " + answer.status));
    }).then(function (text) {
      var fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-live]");
      // What is being typed stays: only the part without fields is exchanged.
      if (fresh) {
        document.dispatchEvent(new CustomEvent("desk:stale"));
        live.replaceChildren.apply(live, Array.from(fresh.childNodes));
        document.dispatchEvent(new CustomEvent("desk:fresh"));
      }
      if (news) { news.textContent = state.sentence; }
      return true;
    }).catch(function () { revision -= 1; return false; });
  }

  function poll() {
    fetch(live.dataset.live + "/state", { credentials: "same-origin" }).then(function (answer) { return answer.json(); })
      .then(refresh).catch(function () { return null; });
  }

  // A page that waits for something short asks by itself, and stops once it has ended.
  function ask(pause) {
    fetch(live.dataset.live + "/state", { credentials: "same-origin" }).then(function (answer) {
      return answer.ok ? answer.json() : Promise.reject(new Error("status " + answer.status));
    }).then(function (state) {
      return refresh(state).then(function (isShown) {
        if (!state.hasEnded || !isShown) { setTimeout(ask, pause, pause); }
      });
    }).catch(function () { setTimeout(ask, pause * 5, pause); });
  }

  if (live.dataset.poll) {
    if (live.querySelector("progress")) { ask(Number(live.dataset.poll)); }
  } else if (window.EventSource) {
    var source = new EventSource(live.dataset.live + "/events");
    source.addEventListener("state", function (event) { refresh(JSON.parse(event.data)); });
    source.addEventListener("error", function () {
      if (source.readyState === EventSource.CLOSED) { setInterval(poll, 20000); }
    });
  } else {
    setInterval(poll, 20000);
  }
})();
