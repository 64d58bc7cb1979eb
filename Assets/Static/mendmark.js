// Everything works without this file. With it: live news, drafts kept, photo names, one press at a time, copy.
"use strict";
(function () {
  var page = document.body.dataset;

  var DRAFT_MS_MAX = 7 * 86400000;

  // Storage may be blocked, full or absent; a draft is a comfort, never a need.
  function stored(kind, action) {
    try { return action(window[kind]); } catch (refused) { return null; }
  }

  function draft(name) {
    var found = ["sessionStorage", "localStorage"].map(function (kind) {
      return stored(kind, function (s) { return JSON.parse(s.getItem(name)); });
    }).find(function (one) { return one && Date.now() - one.at < DRAFT_MS_MAX; });
    return found ? found.fields : {};
  }

  // In this tab; what is typed without a network outlives it.
  function keepDraft(name, fields) {
    var text = JSON.stringify({ at: Date.now(), fields: fields });
    stored("sessionStorage", function (s) { s.setItem(name, text); });
    // A browser in a basement may believe that there is a network; a kept page knows better.
    if (navigator.onLine === false || page.keptAt) { stored("localStorage", function (s) { s.setItem(name, text); }); }
  }

  function dropDraft(name) {
    ["sessionStorage", "localStorage"].forEach(function (kind) { stored(kind, function (s) { s.removeItem(name); }); });
  }

  // A form that was taken leads on to a page by a redirect; one that was refused, or never arrived, doesn't. What it held
  // isn't offered again then: whoever presses once more would note a part twice.
  var SENT = "sent:";
  var sent = stored("sessionStorage", function (s) { var name = s.getItem(SENT); s.removeItem(SENT); return name; });
  var came = window.performance && performance.getEntriesByType && performance.getEntriesByType("navigation")[0];
  if (sent && came && came.redirectCount > 0 && sent.indexOf("draft:" + location.pathname + ":") === 0 &&
      !document.querySelector(".summary")) { dropDraft(sent); }

  function dropDrafts(prefix) {
    ["sessionStorage", "localStorage"].forEach(function (kind) {
      stored(kind, function (s) {
        Object.keys(s).forEach(function (key) { if (key.indexOf(prefix) === 0) { s.removeItem(key); } });
      });
    });
  }

  // Focus goes where the reader would look: the summary of what is missing.
  var summary = document.querySelector("[data-focus]");
  if (summary) { summary.focus(); }

  // Drafts: kept until sent, by the page's address.
  document.querySelectorAll("form[data-draft]").forEach(function (form) {
    var name = "draft:" + location.pathname + ":" + form.dataset.draft;
    var fields = form.querySelectorAll("textarea, input[type=text], input[type=tel], input[type=email]");
    var choices = Array.from(form.querySelectorAll("input[type=radio], input[type=checkbox]"));
    var typed = draft(name);
    fields.forEach(function (field) {
      if (!field.value && typed[field.name]) { field.value = typed[field.name]; }
    });
    choices.forEach(function (choice) {
      var isOpen = !choices.some(function (other) { return other.name === choice.name && other.defaultChecked; });
      if (isOpen && typed[choice.name] === choice.value) { choice.checked = true; }
    });
    form.addEventListener("input", function () {
      var now = {};
      fields.forEach(function (field) { if (field.value) { now[field.name] = field.value; } });
      choices.forEach(function (choice) { if (choice.checked) { now[choice.name] = choice.value; } });
      keepDraft(name, now);
    });
  });
  if (page.sent) { dropDrafts("draft:"); }
  // A report that was put aside is no draft any more.
  document.addEventListener("mendmark:kept", function () { dropDrafts("draft:" + location.pathname + ":"); });

  // An act that was put aside: its words are kept with it.
  document.addEventListener("mendmark:aside", function (event) {
    dropDraft("draft:" + location.pathname + ":" + event.detail.dataset.draft);
  });

  // One press at a time: the server counts presses by the form's key anyway.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented) { return; }
    if (form.dataset.sending) { event.preventDefault(); return; }
    form.dataset.sending = "1";
    if (form.dataset.draft) {
      stored("sessionStorage", function (s) { s.setItem(SENT, "draft:" + location.pathname + ":" + form.dataset.draft); });
    }
    // Of several buttons only the pressed one says that it is busy.
    var button = event.submitter || form.querySelector("[data-busy]");
    if (button && button.dataset.busy) { button.setAttribute("aria-disabled", "true"); button.textContent = button.dataset.busy; }
  });
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) { return; }
    document.querySelectorAll("form[data-sending]").forEach(function (form) { delete form.dataset.sending; });
  });

  // What a technician's browser keeps of pages goes with the session, and goes again before somebody else's begins. What
  // was pressed and not sent stays: it is sent when the same person signs in.
  document.querySelectorAll("form[action='/-/sign-out'], form[action='/-/sign-in']").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      if (form.dataset.cleared || !window.caches) { return; }
      event.preventDefault();
      var isEnd = form.getAttribute("action") === "/-/sign-out";
      if (isEnd) { dropDrafts("draft:/-/"); }
      var jobs = [caches.keys().then(function (names) {
        return Promise.all(names.filter(function (name) { return name.indexOf("mendmark-") === 0; }).map(function (name) {
          return caches.delete(name);
        }));
      })];
      if (isEnd && navigator.serviceWorker) {
        jobs.push(navigator.serviceWorker.getRegistrations().then(function (all) {
          return Promise.all(all.map(function (one) { return one.unregister(); }));
        }));
      }
      Promise.race([Promise.all(jobs), new Promise(function (done) { setTimeout(done, 2000); })]).catch(function () { return null; })
        .then(function () {
          form.dataset.cleared = "1";
          delete form.dataset.sending;
          form.requestSubmit();
        });
    });
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
