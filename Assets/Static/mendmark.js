// Everything works without this file. With it: live news, drafts kept, photo names, one press at a time, copy.
"use strict";
(function () {
  var page = document.body.dataset;

  // On a narrow screen the part that is shown is pushed into view.
  var here = document.querySelector(".areas [aria-current]");
  if (here) { here.parentNode.scrollLeft = here.offsetLeft + here.offsetWidth / 2 - here.parentNode.offsetWidth / 2; }

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

  // What is there again was typed earlier, maybe for another fault; a danger above all is nothing to report unseen.
  function tellRestored(form, name) {
    var note = form.querySelector("[data-restored]");
    if (!note) { return; }
    var danger = form.querySelector("input[name=hazard]");
    note.hidden = false;
    note.querySelector("[data-restored-danger]").hidden = !(danger && danger.checked);
    note.querySelector("[data-afresh]").addEventListener("click", function () {
      dropDrafts(function (one) { return one === name; });
      form.reset();
      note.hidden = true;
    });
  }

  // What came back into a folded form is seen from outside.
  function markFolds(form) {
    for (var fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      var head = fold.querySelector("summary");
      if (fold.open || !fold.dataset.unsent || head.querySelector("[data-mark]")) { continue; }
      var mark = document.createElement("span");
      mark.className = "mark late";
      mark.dataset.mark = "";
      mark.textContent = fold.dataset.unsent;
      head.appendChild(mark);
    }
  }

  // Whoever comes back to a page after reporting there is told so: a second press would be a second report.
  var JUST = "just:", JUST_MS = 600000;
  var justSent = document.querySelector("[data-just-sent]");
  function tellJustSent() {
    var last = stored("sessionStorage", function (s) { return JSON.parse(s.getItem(JUST)); });
    if (last && last.link && last.from === location.pathname && Date.now() - last.at < JUST_MS) {
      justSent.querySelector("a").href = last.link;
      justSent.hidden = false;
    }
  }
  if (justSent) {
    tellJustSent();
    window.addEventListener("pageshow", tellJustSent);
    justSent.closest("form").addEventListener("submit", function () {
      stored("sessionStorage", function (s) { s.setItem(JUST, JSON.stringify({ from: location.pathname, at: Date.now() })); });
    });
  } else if (page.sent) {
    stored("sessionStorage", function (s) {
      var one = JSON.parse(s.getItem(JUST));
      if (one) { s.setItem(JUST, JSON.stringify({ from: one.from, at: Date.now(), link: location.pathname })); }
    });
  }

  // Drafts: kept until sent, by the page's address.
  document.querySelectorAll("form[data-draft]").forEach(function (form) {
    var name = "draft:" + (form.dataset.at || location.pathname) + ":" + form.dataset.draft;
    var fields = form.querySelectorAll("textarea, input[type=text], input[type=tel], input[type=email]");
    var choices = Array.from(form.querySelectorAll("input[type=radio], input[type=checkbox]"));
    var typed = draft(name), isRestored = false;
    fields.forEach(function (field) {
      if (field.value || !typed[field.name]) { return; }
      field.value = typed[field.name];
      isRestored = true;
      var fold = form.dataset.at && form.closest("details");
      if (fold && !fold.dataset.unsent) { fold.open = true; }
    });
    choices.forEach(function (choice) {
      var isOpen = !choices.some(function (other) { return other.name === choice.name && other.defaultChecked; });
      if (isOpen && typed[choice.name] === choice.value) { choice.checked = isRestored = true; }
    });
    if (isRestored) {
      tellRestored(form, name);
      markFolds(form);
    }
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
      if (isEnd) { dropDrafts(function (name) { return name.indexOf("draft:/-/") === 0; }); }
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

  // What was chosen and typed on the board when the session ended is looked for there by desk.js.
  if (document.querySelector("form[action='/-/sign-in']")) {
    stored("sessionStorage", function (s) {
      var board = JSON.parse(s.getItem("draft:/-/board:chosen"));
      if (board) { s.setItem("draft:/-/board:chosen", JSON.stringify(Object.assign(board, { isLost: true }))); }
    });
  }

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
      var parsed = new DOMParser().parseFromString(text, "text/html");
      var fresh = parsed.querySelector("[data-live]");
      if (!fresh) { leave(); throw new Error("another page"); }
      // What stands apart is exchanged where it changed, so that nothing is read out twice.
      parsed.querySelectorAll("[data-live-part]").forEach(function (part) {
        var own = document.getElementById(part.id);
        if (own && own.innerHTML !== part.innerHTML) { own.replaceChildren.apply(own, Array.from(part.childNodes)); }
      });
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
