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
    if (navigator.onLine === false) { stored("localStorage", function (s) { s.setItem(name, text); }); }
  }

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

  // What a technician's browser keeps of pages goes with the session, and goes again before somebody else's begins. What
  // was pressed and not sent stays: it is sent when the same person signs in.
  document.querySelectorAll("form[action='/-/sign-out'], form[action='/-/sign-in']").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      if (form.dataset.cleared || !window.caches) { return; }
      event.preventDefault();
      var isEnd = form.getAttribute("action") === "/-/sign-out";
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

  // Live: server-sent events where the browser has them, else a question every 20 seconds. Whatever fails is tried again
  // with growing waits, and the page says since when it isn't live.
  var live = document.querySelector("[data-live]");
  if (!live) { return; }
  var ASK_MS = 20000, WAIT_MS = 2000, WAIT_MS_MAX = 60000, PATIENCE_MS = 20000, QUIET_MS = 6000, AGE_MS = 10000;
  var home = live.dataset.page || location.pathname;
  var opened = Date.now();
  var news = document.getElementById("news");
  var says = document.getElementById("not-live");

  // What doesn't work, each with the time since when: "line" for news, "page" for reading the page again.
  var broken = {};
  function fail(what, since) {
    if (!broken[what]) { broken[what] = since || Date.now(); }
    setTimeout(tell, QUIET_MS + 50);
  }
  function works(what) { if (broken[what]) { delete broken[what]; tell(); } }
  // A line that is back within seconds is no news.
  function tell() {
    var since = Math.min.apply(null, Object.keys(broken).map(function (what) { return broken[what]; }));
    var text = Date.now() - since < QUIET_MS || since === Infinity ? "" : says.dataset.words.replace("{when}", clock(new Date(since)));
    if (says.textContent !== text) { says.textContent = text; }
  }
  function clock(time) {
    var isToday = time.toDateString() === new Date().toDateString();
    var day = isToday ? {} : { month: "numeric", day: "numeric" };
    return time.toLocaleString(document.documentElement.lang, Object.assign(day, { hour: "2-digit", minute: "2-digit", hour12: false }));
  }
  if (!says) { tell = function () { return null; }; }

  // A little apart, so that not every screen of the house asks at once after an outage.
  function pause(failures) { return Math.min(WAIT_MS_MAX, WAIT_MS * Math.pow(2, failures)) * (1 + Math.random() / 4); }

  // What isn't what was asked for, as the page for signing in isn't: then the reader sees what is there instead. Not again
  // and again.
  function leave() { if (Date.now() - opened > AGE_MS) { location.replace(home); } }
  function ask(address, type) {
    var ends = window.AbortController ? new AbortController() : null;
    var timer = setTimeout(function () { if (ends) { ends.abort(); } }, PATIENCE_MS);
    var asked = { headers: { Accept: type }, credentials: "same-origin" };
    if (ends) { asked.signal = ends.signal; }
    return fetch(address, asked).then(function (answer) {
      var isIt = answer.ok && !answer.redirected && (answer.headers.get("Content-Type") || "").indexOf(type) === 0;
      if (isIt) { return type === "text/html" ? answer.text() : answer.json(); }
      if (answer.ok || [401, 403, 404, 410].indexOf(answer.status) >= 0) { leave(); }
      throw new Error("status " + answer.status);
    }).finally(function () { clearTimeout(timer); });
  }

  // A page with much news is read again at most so often (data-quiet, in milliseconds).
  var shown = Number(live.dataset.revision), latest = null, isReading = false, waiting = 0, read = 0, unread = 0;
  function refresh(state) {
    if (!latest || state.revision > latest.revision) { latest = state; }
    return isReading ? Promise.resolve(false) : readAgain();
  }
  function readAgain() {
    clearTimeout(waiting);
    if (!latest || latest.revision <= shown) { return Promise.resolve(true); }
    var rest = Number(live.dataset.quiet || 0) - (Date.now() - read);
    if (rest > 0) {
      waiting = setTimeout(readAgain, rest);
      return Promise.resolve(false);
    }
    var state = latest;
    isReading = true;
    return ask(home, "text/html").then(function (text) {
      var fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-live]");
      if (!fresh) { leave(); throw new Error("another page"); }
      // What is being typed stays: only the part without fields is exchanged.
      document.dispatchEvent(new CustomEvent("desk:stale"));
      live.replaceChildren.apply(live, Array.from(fresh.childNodes));
      document.dispatchEvent(new CustomEvent("desk:fresh"));
      if (news) { news.textContent = state.sentence; }
      shown = Math.max(state.revision, Number(fresh.dataset.revision) || 0);
      read = Date.now();
      unread = 0;
      isReading = false;
      works("page");
      return readAgain();
    }).catch(function () {
      isReading = false;
      fail("page");
      waiting = setTimeout(readAgain, pause(unread++));
      return false;
    });
  }

  var unheard = 0;
  function hear() {
    unheard = 0;
    works("line");
  }
  function poll() {
    ask(live.dataset.live + "/state", "application/json").then(function (state) {
      hear();
      refresh(state);
      setTimeout(window.EventSource ? listen : poll, ASK_MS);
    }).catch(function () {
      fail("line");
      setTimeout(poll, pause(unheard++));
    });
  }

  // The browser opens a line again that was cut. One that it gives up, and one on which even the heartbeat (its seconds are
  // the event's data) stays away, is ended here, and asked for.
  function listen() {
    var source = new EventSource(live.dataset.live + "/events");
    var heard = Date.now(), beat = 0;
    var watch = setInterval(function () {
      if (beat && Date.now() - heard > beat * 2500) { end(heard); }
    }, 5000);
    function note() {
      heard = Date.now();
      hear();
    }
    function end(since) {
      clearInterval(watch);
      source.close();
      fail("line", since);
      setTimeout(poll, pause(unheard++));
    }
    source.addEventListener("open", note);
    source.addEventListener("beat", function (event) {
      beat = Number(event.data);
      note();
    });
    source.addEventListener("state", function (event) {
      note();
      refresh(JSON.parse(event.data));
    });
    source.addEventListener("error", function () {
      if (source.readyState === EventSource.CLOSED) { end(); } else { heard = Date.now(); fail("line"); }
    });
  }

  // A page that waits for something short asks by itself, and stops once it has ended.
  function watch(often) {
    ask(live.dataset.live + "/state", "application/json").then(function (state) {
      hear();
      return refresh(state).then(function (isShown) {
        if (!state.hasEnded || !isShown) { setTimeout(watch, often, often); }
      });
    }).catch(function () {
      fail("line");
      setTimeout(watch, pause(unheard++), often);
    });
  }

  if (live.dataset.poll) {
    if (live.querySelector("progress")) { watch(Number(live.dataset.poll)); }
  } else if (window.EventSource) {
    listen();
  } else {
    setTimeout(poll, ASK_MS);
  }
})();
