// The camera page: a live picture, frames posted one at a time, what was found drawn on the picture. The page works
// without this file, by a photo or a typed code; both stay below the picture.
"use strict";
(function () {
  var page = document.getElementById("camera");
  if (!page) { return; }
  var say = page.dataset;
  var video = page.querySelector("video");
  var marks = page.querySelector("svg");
  var status = document.getElementById("camera-says");
  var trouble = document.getElementById("camera-trouble");
  var ask = document.getElementById("ask");
  var torch = document.getElementById("torch");
  var zoom = document.getElementById("zoom");
  var again = document.getElementById("again");
  var canvas = document.createElement("canvas");

  var SIDE = 1280;          // pixels of a frame's longer side
  var SIDE_SLOW = 960;      // over a slow network
  var SLOW = 1500;          // milliseconds for an answer, from which on the network counts as slow
  var PAUSE_LEAST = 120;    // milliseconds between an answer and the next frame
  var PAUSE_MOST = 2000;
  var REFUSED = 2500;       // after a code that nobody issued: each of them counts as a guess
  var HINT = 8000;          // after which a hint is shown
  var PATIENCE = 90000;     // after which the camera is switched off

  var stream = null, timer = null, call = null, began = 0;
  var state = "off";        // off, starting, looking, asking, paused, opening
  var frames = 0, answer = 300, failures = 0;
  var dismissed = {};       // codes that the reader said no to

  function tell(text) { if (status.textContent !== text) { status.textContent = text; } }

  /* The camera. */

  function start() {
    if (state === "starting" || state === "looking") { return; }
    state = "starting";
    again.hidden = true;
    tell(say.starting);
    var wanted = { video: { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1080 } }, audio: false };
    navigator.mediaDevices.getUserMedia(wanted).then(function (found) {
      if (state !== "starting") { found.getTracks().forEach(function (track) { track.stop(); }); return; }
      stream = found;
      video.srcObject = found;
      page.hidden = false;
      trouble.hidden = true;
      tools(found.getVideoTracks()[0]);
      var played = video.play();
      if (played) { played.catch(function () { return null; }); }
      look();
    }).catch(function (refused) {
      state = "off";
      complain(reasons[refused.name] || say.absent);
    });
  }

  var reasons = { NotAllowedError: say.denied, SecurityError: say.denied, NotReadableError: say.used, AbortError: say.used };

  function stop() {
    clearTimeout(timer);
    if (call) { call.abort(); call = null; }
    if (stream) { stream.getTracks().forEach(function (track) { track.stop(); }); }
    stream = null;
    video.srcObject = null;
    torch.setAttribute("aria-pressed", "false");
  }

  // Without a camera the photo and the field below are the way, and this says so.
  function complain(text) {
    page.hidden = true;
    trouble.querySelector("p").textContent = text;
    trouble.hidden = false;
  }

  function tools(track) {
    var can = track && track.getCapabilities ? track.getCapabilities() : {};
    torch.hidden = !can.torch;
    zoom.parentElement.hidden = !(can.zoom && can.zoom.max > can.zoom.min);
    if (can.zoom) {
      zoom.min = can.zoom.min; zoom.max = can.zoom.max; zoom.step = can.zoom.step || 0.1;
      zoom.value = track.getSettings().zoom || can.zoom.min;
    }
    if (can.focusMode && can.focusMode.indexOf("continuous") >= 0) { set({ focusMode: "continuous" }); }
  }

  function set(wish) {
    var track = stream && stream.getVideoTracks()[0];
    return track ? track.applyConstraints({ advanced: [wish] }) : Promise.reject(new Error("no camera"));
  }

  torch.addEventListener("click", function () {
    var isOn = torch.getAttribute("aria-pressed") !== "true";
    set({ torch: isOn }).then(function () { torch.setAttribute("aria-pressed", String(isOn)); }).catch(function () { torch.hidden = true; });
  });
  zoom.addEventListener("input", function () {
    set({ zoom: Number(zoom.value) }).catch(function () { zoom.parentElement.hidden = true; });
  });

  /* Frames: one under way at a time, at a pace that the answers set. */

  function look() {
    state = "looking";
    began = Date.now();
    ask.hidden = true;
    tell(say.looking);
    next(0);
  }

  function next(pause) {
    clearTimeout(timer);
    timer = setTimeout(function () {
      if (state !== "looking") { return; }
      // The next frame that the camera delivers; without the call, the one that stands.
      if (video.requestVideoFrameCallback) { video.requestVideoFrameCallback(send); } else { send(); }
    }, pause);
  }

  function pace() { return Math.min(PAUSE_MOST, Math.max(PAUSE_LEAST, answer * 0.7)); }

  // Where the camera sees more than a frame holds, every other frame is the middle in full detail.
  function cut() {
    var width = video.videoWidth, height = video.videoHeight;
    var side = answer > SLOW ? SIDE_SLOW : SIDE;
    var scale = Math.min(1, side / Math.max(width, height));
    if (scale > 0.8 || frames % 2 === 0) { return { x: 0, y: 0, width: width, height: height, scale: scale }; }
    return { x: width * (1 - scale) / 2, y: height * (1 - scale) / 2, width: width * scale, height: height * scale, scale: 1 };
  }

  function send() {
    if (state !== "looking" || call) { return; }
    if (!video.videoWidth) { next(PAUSE_LEAST); return; }
    if (Date.now() - began > PATIENCE) { pause(say.paused); return; }
    var part = cut();
    frames += 1;
    canvas.width = Math.round(part.width * part.scale);
    canvas.height = Math.round(part.height * part.scale);
    canvas.getContext("2d").drawImage(video, part.x, part.y, part.width, part.height, 0, 0, canvas.width, canvas.height);
    canvas.toBlob(function (blob) {
      if (state !== "looking" || call) { return; }
      if (!blob) { next(PAUSE_LEAST); return; }
      post(blob, part);
    }, "image/jpeg", answer > SLOW ? 0.6 : 0.8);
  }

  function post(blob, part) {
    var form = new FormData();
    // Most pictures show no label, and the next one waits for a long look: every sixth is enough for one that is hard to
    // read.
    form.append("look", frames % 6 ? "glance" : "long");
    form.append("photo", blob, "frame.jpg");
    var sentAt = performance.now();
    var own = call = new AbortController();
    var limit = setTimeout(function () { own.abort(); }, 15000);
    fetch(say.post, { method: "POST", body: form, headers: { Accept: "application/json" }, credentials: "same-origin", signal: own.signal })
      .then(function (reply) {
        return reply.json().then(function (told) {
          if (reply.ok) { return told; }
          throw { told: told, seconds: Number(reply.headers.get("Retry-After")) || 2 };
        });
      }).then(function (told) {
        failures = 0;
        // Slowly towards the latest, so that one slow answer doesn't set the pace.
        answer = answer * 0.6 + (performance.now() - sentAt) * 0.4;
        done(own, limit);
        take(told, part);
      }).catch(function (failure) {
        done(own, limit);
        if (state !== "looking") { return; }
        failures += 1;
        tell(failure.told ? failure.told.detail : say.offline);
        next(failure.seconds ? failure.seconds * 1000 : Math.min(10000, 1000 * failures));
      });
  }

  function done(own, limit) {
    clearTimeout(limit);
    if (call === own) { call = null; }
  }

  /* What was found. */

  function take(told, part) {
    if (state !== "looking") { return; }
    var labels = told.labels.filter(function (label) { return !dismissed[label.code]; });
    var known = labels.filter(function (label) { return label.link; });
    draw(known.length ? known : labels, part);
    if (known.length === 0) {
      tell(told.sentence || (Date.now() - began > HINT ? say.hint : say.looking));
      next(labels.length ? REFUSED : pace());
    } else if (known.length === 1 && known[0].isSure) {
      state = "opening";
      video.pause();
      tell(say.found.replace("{name}", known[0].name));
      if (navigator.vibrate && navigator.userActivation && navigator.userActivation.hasBeenActive) { navigator.vibrate(40); }
      location.assign(known[0].link);
    } else {
      question(known);
    }
  }

  function draw(labels, part) {
    var NS = "http://www.w3.org/2000/svg";
    marks.setAttribute("viewBox", "0 0 " + video.videoWidth + " " + video.videoHeight);
    marks.replaceChildren();
    labels.forEach(function (label, index) {
      if (label.corners.length !== 4) { return; }
      var points = label.corners.map(function (corner) {
        return [part.x + corner[0] / part.scale, part.y + corner[1] / part.scale];
      });
      var shape = document.createElementNS(NS, "polygon");
      shape.setAttribute("points", points.map(function (point) { return point.join(","); }).join(" "));
      shape.setAttribute("class", !label.link ? "foreign" : label.isSure ? "sure" : "unsure");
      marks.appendChild(shape);
      if (labels.length < 2) { return; }
      var size = Math.max(video.videoWidth, video.videoHeight) / 16;
      var x = points.reduce(function (sum, point) { return sum + point[0]; }, 0) / 4;
      var y = points.reduce(function (sum, point) { return sum + point[1]; }, 0) / 4;
      var disc = document.createElementNS(NS, "circle"), number = document.createElementNS(NS, "text");
      disc.setAttribute("cx", x); disc.setAttribute("cy", y); disc.setAttribute("r", size * 0.7);
      number.setAttribute("x", x); number.setAttribute("y", y); number.setAttribute("font-size", size);
      number.textContent = String(index + 1);
      marks.append(disc, number);
    });
  }

  function element(name, text, kind) {
    var made = document.createElement(name);
    made.textContent = text || "";
    if (kind) { made.className = kind; }
    return made;
  }

  // "Which of these?" for several, "is this the place?" for one that was told by its looks.
  function question(labels) {
    state = "asking";
    video.pause();
    var heading = ask.querySelector("h2"), list = ask.querySelector("ol"), text = ask.querySelector("p");
    var isOne = labels.length === 1;
    heading.textContent = isOne ? say.sure : say.which;
    text.textContent = isOne ? say.sureWhy : say.whichWhy;
    list.replaceChildren();
    labels.forEach(function (label, index) {
      var item = document.createElement("li"), link = document.createElement("a");
      link.href = label.link;
      link.className = isOne ? "button primary wide" : "choice";
      if (isOne) {
        item.append(element("p", label.name, "door"), element("p", label.path, "quiet"), element("p", label.code, "code"));
        link.textContent = say.yes;
      } else {
        link.append(element("b", (index + 1) + " · " + label.name), element("span", label.path, "small"), element("span", label.code, "code"));
        if (!label.isSure) { link.append(element("span", say.unsure, "mark late")); }
      }
      item.append(link);
      list.append(item);
    });
    var no = document.getElementById("ask-no");
    no.textContent = isOne ? say.no : say.none;
    no.onclick = function () {
      labels.forEach(function (label) { dismissed[label.code] = true; });
      marks.replaceChildren();
      video.play();
      look();
      status.focus();
    };
    ask.hidden = false;
    tell("");
    heading.focus();
  }

  /* No picture, no work. */

  function pause(text) {
    stop();
    state = "paused";
    marks.replaceChildren();
    tell(text);
    again.hidden = false;
  }

  again.addEventListener("click", start);
  trouble.querySelector("button").addEventListener("click", function () { location.reload(); });
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) {
      if (state === "looking" || state === "starting") { stop(); state = "hidden"; }
    } else if (state === "hidden") { state = "off"; start(); }
  });
  window.addEventListener("pagehide", function () { stop(); if (state !== "asking") { state = "off"; } });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && stream === null) { marks.replaceChildren(); ask.hidden = true; state = "off"; start(); }
  });

  if (!navigator.mediaDevices || !navigator.mediaDevices.getUserMedia) {
    complain(window.isSecureContext === false ? say.insecure : say.absent);
    return;
  }
  page.hidden = false;
  var asked = navigator.permissions && navigator.permissions.query
    ? navigator.permissions.query({ name: "camera" }).catch(function () { return {}; }) : Promise.resolve({});
  asked.then(function (permission) {
    if (permission.state === "denied") { complain(say.denied); } else { start(); }
  });
})();
