# Sourced by ./test: runs checks and test projects, counts them, cleans up.

passed=0
failed=0
skipped=0
runner=

# check NAME COMMAND…: counts as one test; its output is shown if it fails.
check() {
    local name=$1 started=$SECONDS
    shift
    if "$@" >artifacts/tests/check.log 2>&1 </dev/null; then
        passed=$((passed + 1))
        say "ok: $name ($((SECONDS - started)) s)"
        return 0
    fi
    failed=$((failed + 1))
    tail -100 artifacts/tests/check.log
    say "FAILED: $name"
    return 1
}

# run_tests PROJECT SECONDS [OPTIONS…]: runs a built test project. No summary, or no test at all, is a failure.
run_tests() {
    local project=$1 limit=$2 log=artifacts/tests/$1.log started=$SECONDS code totals
    shift 2
    say "--- $project"
    timeout --kill-after=20 "$limit" "tests/$project/bin/Release/net10.0/$project" --no-ansi --progress off "$@" </dev/null >"$log" 2>&1 &
    runner=$!
    tail -n +1 -F --pid="$runner" "$log" 2>/dev/null &
    wait "$runner"
    code=$?
    runner=
    wait
    totals=$(awk '$1 == "total:" { t = $2 } $1 == "failed:" { f = $2 } $1 == "succeeded:" { p = $2 } $1 == "skipped:" { s = $2 }
        END { if (t != "") print p + 0, f + 0, s + 0 }' "$log")
    count_tests "$project" "$code" "$limit" "$started" "$totals"
}

# run_page_tests SECONDS: the unit tests of the page.
run_page_tests() {
    local limit=$1 report=$PWD/artifacts/tests/web.json log=artifacts/tests/web.log started=$SECONDS code totals
    say "--- web"
    rm -f "$report"
    (cd web && timeout --kill-after=20 "$limit" npm test -- --reporter=default --reporter=json --outputFile.json="$report") </dev/null >"$log" 2>&1
    code=$?
    [ "$code" = 0 ] || tail -100 "$log"
    totals=$(page_totals "$report")
    count_tests web "$code" "$limit" "$started" "$totals"
}

# page_totals REPORT: "passed failed skipped"; nothing if there is no report.
page_totals() {
    [ ! -f "$1" ] || node -e '
        const report = JSON.parse(fs.readFileSync(process.argv[1]))
        console.log(report.numPassedTests, report.numFailedTests, report.numPendingTests + report.numTodoTests)' "$1"
}

# count_tests NAME EXIT-CODE SECONDS STARTED TOTALS: adds them to the sums. No summary, no test, or an exit code is a failure.
count_tests() {
    local name=$1 code=$2 limit=$3 started=$4 totals=$5 p=0 f=0 s=0
    [ -z "$totals" ] || read -r p f s <<<"$totals"
    if [ -z "$totals" ]; then
        say "FAILED: $name did not end by itself (exit code $code; 124 means longer than $limit s)"
        f=1
    elif [ $((p + f + s)) = 0 ]; then
        say "FAILED: $name ran no test"
        f=1
    elif [ "$code" != 0 ] && [ "$f" = 0 ]; then
        say "FAILED: $name ended with exit code $code"
        f=1
    fi
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    say "--- $name: $p passed, $f failed, $s skipped, $((SECONDS - started)) s"
}

# Brings the engines, or says to the tests why there are none.
prepare_end_to_end() {
    export E2E_BINARY=$PWD/$PUBLISHED E2E_REPOSITORY=$PWD
    if ! is_root; then
        export E2E_SKIP="Docker engines can only be started as root; these tests were left out"
        say "$E2E_SKIP"
        return 0
    fi
    # Short: the path of a Unix socket has no more than 107 bytes.
    E2E_WORK=$(mktemp -d /tmp/la.XXXX)
    export E2E_WORK
    mkdir -p artifacts/engines
    install_packages "${ENGINE_PACKAGES[@]}" "${STANDIN_PACKAGES[@]}" "${BROWSER_PACKAGES[@]}"
    if prepare_engines "$PWD/artifacts/engines" && make_standins "$PWD/artifacts/engines"; then
        export E2E_STANDINS=$PWD/artifacts/engines
        return 0
    fi
    failed=$((failed + 1))
    say "FAILED: the Docker engines could not be prepared"
    exit 1
}

# The end of every run, whatever ended it: leftovers go, and the last line tells.
finish() {
    local code=$?
    trap - EXIT INT TERM
    if [ -n "$runner" ]; then
        kill -TERM "$runner" 2>/dev/null
        wait "$runner" 2>/dev/null
    fi
    [ -z "${E2E_WORK:-}" ] || stop_engines "$E2E_WORK"
    if [ "$code" != 0 ] && [ "$failed" = 0 ]; then
        say "The tests did not run to their end (exit code $code)."
        failed=1
    fi
    say "$passed passed, $failed failed, $skipped skipped"
    # In a trap, a bare exit would give the code from before it.
    [ "$failed" = 0 ] || exit 1
    exit 0
}
