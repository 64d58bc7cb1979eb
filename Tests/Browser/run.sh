#!/usr/bin/env bash
# run.sh [WALK…]: serves the sample campus from a temporary site and walks its pages in Chromium: looks at each page
# (browser), holds labels before the camera's page (camera), takes the network away under a report (kept) and under a
# technician's day (basement), fills the phone, merges and hands over under the rest of it (technician), has two act on
# one ticket (two), follows reports on their private pages (follow), does each one's main job by the keyboard alone (keys),
# calls reporters back (caller), supervises and hangs in the hall (lead), takes the gateway away from pages that renew
# themselves (live), administers people, grants and the ledger (admin), changes the configuration and practises (settings).
# Without names: all of them. Ends with rows of `name value unit`. Exit status 1 where anything was found. PICTURES names
# a folder for the pictures; default: a temporary one.
set -euo pipefail
cd "$(dirname "$0")/../.."
mendmark=${MENDMARK:-$PWD/.build/debug/mendmark}
python=${PYTHON:-$PWD/.build/python/bin/python}
password=open-sesame-walk
folder=$(mktemp -d /tmp/mendmark-pages.XXXXXX)
export MENDMARK_SITE=$folder/site MENDMARK_SCRYPT_COST=10
gateway=
cleanup() {
    if [ -n "$gateway" ]; then kill "$gateway" 2>/dev/null && wait "$gateway" || true; fi
    rm -rf "$folder"
}
trap cleanup EXIT

mkdir -m 700 "$MENDMARK_SITE"
# Whatever the hour of the walk, calls are due: at once, all day, every day.
sed -e 's/hours: \[09:00-14:00, 14:00-18:00, 18:00-20:00\]/hours: [00:00-14:00, 14:00-18:00, 18:00-24:00]/' \
    -e 's/callers: network-wutong/callers: on-call/' -e 's/opens-after: 1wd/opens-after: 0h/' \
    Assets/SampleCampus/rules.yaml > "$MENDMARK_SITE/rules.yaml"
"$mendmark" init --name-zh 云岫大学 --name-en "Yunxiu University" --host FIX.YUNXIU.EXAMPLE --no-secure > /dev/null
"$mendmark" import Assets/SampleCampus/campus.csv > /dev/null
"$mendmark" staff add wang --name 王师傅 --role technician --team network-wutong --password-stdin > /dev/null <<< "$password"
"$mendmark" staff add zhao --name 赵师傅 --role technician --team network-wutong --password-stdin > /dev/null <<< "$password"
# A team of three with a rota, whose day shift is on whenever this runs: three hours since, five hours to go.
day_from=$(TZ=Asia/Shanghai date -d '3 hours ago' +%H:%M)
day_until=$(TZ=Asia/Shanghai date -d '5 hours' +%H:%M)
away=$(TZ=Asia/Shanghai date -d '3 days' +%F)
cat > "$MENDMARK_SITE/rota.yaml" << ROTA
multimedia:
  people: {fang: {}, tan: {}, ke: {}}
  shifts:
    - {name: {zh: 白班, en: Day}, days: daily, hours: "$day_from-$day_until", people: [fang, ke]}
    - {name: {zh: 夜班, en: Night}, days: daily, hours: "$day_until-$day_from", people: tan}
  exceptions:
    - {away: fang, days: $away}
ROTA
for mate in "fang 方师傅" "ke 柯师傅" "tan 谭师傅"; do
    read -r account name <<< "$mate"
    "$mendmark" staff add "$account" --name "$name" --role technician --team multimedia --password-stdin > /dev/null <<< "$password"
done
"$mendmark" staff add sun --name 孙督导 --role supervisor --password-stdin > /dev/null <<< "$password"
"$mendmark" staff add zhou --name 周调度 --role dispatcher --password-stdin > /dev/null <<< "$password"
"$mendmark" staff add chen --name 陈总务 --role facilities --password-stdin > /dev/null <<< "$password"
"$mendmark" staff add he --name 何回访 --role caller --password-stdin > /dev/null <<< "$password"
"$mendmark" staff add hu --name 胡回访 --role caller --password-stdin > /dev/null <<< "$password"
"$mendmark" staff add ban --name 班组长 --role teamLead --team network-wutong --password-stdin > /dev/null <<< "$password"
"$mendmark" staff add yu --name 于处长 --role head --password-stdin > /dev/null <<< "$password"
"$mendmark" staff add hall --name 大厅屏 --role display --password-stdin > /dev/null <<< "$password"
for admin in "xi 习管理 systemAdministrator" "an 安管理 securityAdministrator" "shen 沈审计 auditor"; do
    read -r account name role <<< "$admin"
    "$mendmark" staff add "$account" --name "$name" --role "$role" --password-stdin > /dev/null <<< "$password"
done
for number in 1 2 3; do
    ticket=$("$mendmark" ticket report --place "M-20$number" --words "第 $number 个网口没有信号 / socket $number is dead" \
        --name 何同学 --phone "138-0013-800$number" | grep -oE '[0-9A-Z]{4}-[0-9A-Z]{4}' | head -1)
    "$mendmark" ticket accept "$ticket" --as wang > /dev/null
    "$mendmark" ticket resolve "$ticket" --as wang --answer "换了模块，测过了 / new socket, tested" --cause port > /dev/null
done

# Codes are read back from a printed sheet, as a phone would: a live one, one to be replaced, one to be revoked.
"$mendmark" labels --reference M-101 --reference M-103 --reference M-105 -o "$folder/labels.pdf" > /dev/null
"$mendmark" labels --reference M-107 --reference M-109 -o "$folder/doors.pdf" > /dev/null
pdftoppm -r 300 -png -singlefile "$folder/doors.pdf" "$folder/doors"
mapfile -t doors < <("$mendmark" scan "$folder/doors.png" | sort -k3 | sed -E 's/.*: ([0-9A-Z-]{14})  .*/\1/')
[ ${#doors[@]} -eq 2 ] || { echo "expected 2 codes on the second sheet, found ${#doors[@]}" >&2; exit 1; }
pdftoppm -r 300 -png -singlefile "$folder/labels.pdf" "$folder/sheet"
mapfile -t codes < <("$mendmark" scan "$folder/sheet.png" | sort -k3 | sed -E 's/.*: ([0-9A-Z-]{14})  .*/\1/')
[ ${#codes[@]} -eq 3 ] || { echo "expected 3 codes on the sheet, found ${#codes[@]}" >&2; exit 1; }
"$mendmark" labels replace "${codes[1]}" > /dev/null
"$mendmark" labels revoke "${codes[2]}" --reason "the door was bricked up" > /dev/null

"$mendmark" labels calibrate --printer office --left 21.5 --right 18.7 --top 19.2 --bottom 20.4 > /dev/null
"$mendmark" labels blank 1 --no-wallet -o "$folder/blank.pdf" > /dev/null
pdftoppm -r 300 -png -singlefile "$folder/blank.pdf" "$folder/blank"
blank=$("$mendmark" scan "$folder/blank.png" | grep -oE '[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}')

"$mendmark" serve --port 0 > "$folder/gateway.log" 2>&1 &
gateway=$!
for _ in $(seq 100); do
    base=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' "$folder/gateway.log" || true)
    [ -z "$base" ] || break
    sleep 0.1
done
[ -n "$base" ] || { cat "$folder/gateway.log" >&2; exit 1; }

pictures=${PICTURES:-$folder/pictures}
export ROWS=$folder/rows
: > "$ROWS"
all="browser camera kept keys basement technician two follow caller lead live admin settings"
walk() {
    case $1 in
    browser) "$python" Tests/Browser/browser.py --base "$base" --code "${codes[0]//-/}" \
        --dead "${codes[1]//-/}" "${codes[2]//-/}" 000000000017 --blank "${blank//-/}" \
        --account wang --facilities chen --dispatcher zhou --supervisor sun --password "$password" --out "$pictures" ;;
    camera) "$python" Tests/Browser/camera.py --base "$base" --sheet "$folder/doors.png" --code "${doors[0]//-/}" \
        --second "${doors[1]//-/}" --host FIX.YUNXIU.EXAMPLE --account wang --facilities chen --password "$password" \
        --out "$pictures" ;;
    kept) "$python" Tests/Browser/kept.py --base "$base" --code "${codes[0]//-/}" --out "$pictures" ;;
    basement) "$python" Tests/Browser/basement.py --base "$base" --sheet "$folder/doors.png" --code "${doors[0]//-/}" \
        --second "${doors[1]//-/}" --account wang --other zhao --password "$password" --out "$pictures" ;;
    technician) "$python" Tests/Browser/technician.py --base "$base" --mendmark "$mendmark" --code "${codes[0]//-/}" \
        --account fang --later tan --dispatcher zhou --from "$day_from" \
        --until "$day_until" --away "$away" --password "$password" --out "$pictures" ;;
    two) "$python" Tests/Browser/two.py --base "$base" --code "${doors[0]//-/}" --technician wang --mate zhao \
        --dispatcher zhou --password "$password" --out "$pictures" ;;
    follow) "$python" Tests/Browser/follow.py --base "$base" --technician wang --dispatcher zhou --password "$password" \
        --out "$pictures" ;;
    keys) "$python" Tests/Browser/keys.py --base "$base" --code "${codes[0]//-/}" --technician wang --dispatcher zhou \
        --facilities chen --supervisor sun --lead ban --head yu --password "$password" ;;
    caller) "$python" Tests/Browser/caller.py --base "$base" --account he --colleague hu --password "$password" \
        --out "$pictures" ;;
    lead) "$python" Tests/Browser/lead.py --base "$base" --supervisor sun --technician wang --display hall \
        --place M-204 --password "$password" --out "$pictures" ;;
    live) "$python" Tests/Browser/live.py --base "$base" --dispatcher zhou --display hall \
        --password "$password" --out "$pictures" ;;
    admin) "$python" Tests/Browser/admin.py --base "$base" --system xi --security an --auditor shen \
        --password "$password" --out "$pictures" ;;
    settings) "$python" Tests/Browser/settings.py --base "$base" --site "$MENDMARK_SITE" --administrator xi --auditor shen \
        --technician wang --supervisor sun --place X-105 --password "$password" --out "$pictures" ;;
    *) echo "expected one of $all, found $1" >&2; return 2 ;;
    esac
}

[ $# -gt 0 ] || set -- $all
status=0
for name; do walk "$name" || status=1; done
# Of the heaviest page that somebody sees first.
awk '{ sum[$1] += $2; if ($2 > most[$1]) most[$1] = $2 } END {
    print "pages_checked", sum["pages_checked"] + 0, "pages"
    print "keyboard_walks", sum["keyboard_walks"] + 0, "walks"
    print "axe_violations", sum["axe_violations"] + 0, "violations"
    if ("intake_seconds" in sum) print "intake_seconds", most["intake_seconds"], "s"
    if ("first_view_bytes" in sum) print "first_view_bytes", sum["first_view_bytes"], "B"
}' "$ROWS"
exit $status
