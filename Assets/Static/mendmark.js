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
  function keepDraft(name, fields, key) {
    var text = JSON.stringify({ at: Date.now(), fields: fields, key: key });
    stored("sessionStorage", function (s) { s.setItem(name, text); });
    // A browser in a basement may believe that there is a network; a kept page knows better.
    if (navigator.onLine === false || page.keptAt) { stored("localStorage", function (s) { s.setItem(name, text); }); }
  }

  function eachDraft(action) {
    ["sessionStorage", "localStorage"].forEach(function (kind) {
      stored(kind, function (s) {
        Object.keys(s).forEach(function (name) { if (name.indexOf("draft:") === 0) { action(name, s); } });
      });
    });
  }

  function dropDrafts(isOver) { eachDraft(function (name, s) { if (isOver(name, s)) { s.removeItem(name); } }); }

  // What was sent under a key is no draft any more, in whichever form of its page it stood before.
  function dropSent(key) {
    var names = [], texts = [];
    function read(name, s) { try { return JSON.parse(s.getItem(name)) || {}; } catch (broken) { return {}; } }
    eachDraft(function (name, s) {
      var one = read(name, s);
      if (one.key !== key) { return; }
      names.push(name);
      if (one.fields && one.fields.words) { texts.push(name.slice(0, name.lastIndexOf(":")) + one.fields.words); }
    });
    dropDrafts(function (name, s) {
      var fields = read(name, s).fields || {};
      return names.indexOf(name) >= 0 || texts.indexOf(name.slice(0, name.lastIndexOf(":")) + fields.words) >= 0;
    });
  }

  // Focus goes where the reader would look: the summary of what is missing.
  var summary = document.querySelector("[data-focus]");
  if (summary) { summary.focus(); }

  // The server says of which press this page came; the address without it is the one to keep.
  var asked = new URL(location.href);
  if (/^[0-9a-f-]{36}$/.test(asked.searchParams.get("done") || "")) {
    dropSent(asked.searchParams.get("done"));
    asked.searchParams.delete("done");
    history.replaceState(history.state, "", asked.href);
  } else if (asked.searchParams.has("done")) {
    dropDrafts(function (name) { return name.indexOf("draft:" + location.pathname + ":") === 0; });
  }

  // Drafts: kept until sent, by the page's address.
  document.querySelectorAll("form[data-draft]").forEach(function (form) {
    var name = "draft:" + (form.dataset.at || location.pathname) + ":" + form.dataset.draft;
    var fields = form.querySelectorAll("textarea, input[type=text], input[type=tel], input[type=email]");
    var choices = Array.from(form.querySelectorAll("input[type=radio], input[type=checkbox]"));
    var typed = draft(name);
    fields.forEach(function (field) {
      if (field.value || !typed[field.name]) { return; }
      field.value = typed[field.name];
      var fold = form.dataset.at && form.closest("details");
      if (fold) { fold.open = true; }
    });
    choices.forEach(function (choice) {
      var isOpen = !choices.some(function (other) { return other.name === choice.name && other.defaultChecked; });
      if (isOpen && typed[choice.name] === choice.value) { choice.checked = true; }
    });
    function keep() {
      var now = {};
      fields.forEach(function (field) { if (field.value) { now[field.name] = field.value; } });
      choices.forEach(function (choice) { if (choice.checked) { now[choice.name] = choice.value; } });
      keepDraft(name, now, form.elements.key ? form.elements.key.value : "");
    }
    form.addEventListener("input", keep);
    // Whatever was typed before a page came anew is sent under the key of the form as it is now.
    form.addEventListener("submit", keep);
  });
  // What is being added to a report is none of what was sent.
  if (page.sent) { dropDrafts(function (name) { return name.indexOf("draft:/-/t/") !== 0; }); }
  // A report that was put aside is no draft any more.
  document.addEventListener("mendmark:kept", function () {
    dropDrafts(function (name) { return name.indexOf("draft:" + location.pathname + ":") === 0; });
  });

  // Where nothing is put aside, a press without a network would only lead away from what was typed.
  var hold = document.querySelector("[data-offline=hold]");

  // A browser may be wrong about having none.
  function probe(form, pressed) {
    fetch("/healthz", { cache: "no-store" }).then(function (answer) { return answer.ok; }, function () { return false; }).then(function (isThere) {
      if (isThere) { form.dataset.probed = "1"; form.requestSubmit(pressed); return; }
      hold.hidden = false;
      hold.focus();
    });
  }

  // An act that was put aside: its words are kept with it.
  document.addEventListener("mendmark:aside", function (event) {
    var name = "draft:" + location.pathname + ":" + event.detail.dataset.draft;
    dropDrafts(function (one) { return one === name; });
  });

  // One press at a time: the server counts presses by the form's key anyway.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented) { return; }
    if (hold && navigator.onLine === false && !form.dataset.probed) { event.preventDefault(); probe(form, event.submitter || undefined); return; }
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
      var read = new DOMParser().parseFromString(text, "text/html");
      var fresh = read.querySelector("[data-live]");
      // What stands apart is exchanged where it changed, so that nothing is read out twice.
      read.querySelectorAll("[data-live-part]").forEach(function (part) {
        var own = document.getElementById(part.id);
        if (own && own.innerHTML !== part.innerHTML) { own.replaceChildren.apply(own, Array.from(part.childNodes)); }
      });
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
