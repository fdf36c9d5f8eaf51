#!/usr/bin/env bash
#
# Runs the tests on all the arithmetic that this machine has: what a training learns depends on how the processor, its BLAS and
# the JVM round, and no verdict of a test may.
#
#   --suite     The whole suite, once for each of these, everything else being as in "mvn verify":
#               nothing set; OPENBLAS_CORETYPE of Haswell, SkylakeX and Zen, where the processor has what they use;
#               two threads; another JDK; -XX:UseAVX=2.
#   --training  The tests with the tag "training", for the full product of core types, threads (1 and 2), JDKs and UseAVX
#               (default and 2), each with five seeds in one JVM.
#
# Both are run where neither is given. More options:
#
#   --jdk DIR     the other JDK; without it, those runs are left out, and the summary says so
#   --only REGEX  only the runs whose names match, such as 'training-.*-threads2' (--list prints the names)
#   --seeds LIST  seeds of trainings, separated by commas (default: 1,2,3,4,5)
#   --jobs N      runs of --training with one thread at a time (default: 2); those with two have the machine to themselves
#   --resume      leave out the runs that have passed since the last build without --resume
#   --list        print the names of the runs and end
#
# It builds once, with the JDK that "mvn" finds, and takes that JDK for all runs but the other JDK's. A line for each run says
# what OpenBLAS reported, how many tests ran and failed, and how long they took; logs are in bnn-tests/target/matrix. Exits
# with 1 if a run failed.

set -euo pipefail
cd "$(dirname "$0")"

logs=target/matrix
suite= training= only=. resume= list= other_jdk= jobs=2 seeds=1,2,3,4,5
while (($#)); do
    case $1 in
        --suite) suite=1 ;;
        --training) training=1 ;;
        --resume) resume=1 ;;
        --list) list=1 ;;
        --jdk) other_jdk=${2:?"--jdk needs a directory"}; shift ;;
        --only) only=${2:?"--only needs a regular expression"}; shift ;;
        --seeds) seeds=${2:?"--seeds needs numbers"}; shift ;;
        --jobs) jobs=${2:?"--jobs needs a number"}; shift ;;
        -h | --help) sed -n '3,/^$/ s/^# \{0,1\}//p' "$0"; exit ;;
        *) echo "error: unknown option $1 (try --help)" >&2; exit 2 ;;
    esac
    shift
done
if [[ -z $suite$training ]]; then
    suite=1 training=1
fi
if [[ -n $other_jdk && ! -x $other_jdk/bin/java ]]; then
    echo "error: $other_jdk has no bin/java" >&2
    exit 2
fi
jdk=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}

version() {
    "$1/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.specification.version = //p'
}

has() {
    local flag
    for flag; do
        grep -qw -m 1 "$flag" /proc/cpuinfo 2>/dev/null || return 1
    done
}

cores=(unset)
if has avx2 fma; then cores+=(Haswell); fi
if has avx512f avx512dq avx512bw avx512vl; then cores+=(SkylakeX); fi
if has avx2 fma; then cores+=(Zen); fi
jdks=("$jdk")
if [[ -n $other_jdk ]]; then jdks+=("$other_jdk"); fi
avxs=(default)
if has avx2; then avxs+=(2); fi

# The runs: name|what is run|core type|threads|JDK|UseAVX.
runs=()
if [[ -n $suite ]]; then
    for core in "${cores[@]}"; do
        runs+=("suite-core-$core|all|$core|1|$jdk|default")
    done
    runs+=("suite-threads2|all|unset|2|$jdk|default")
    if [[ -n $other_jdk ]]; then runs+=("suite-jdk$(version "$other_jdk")|all|unset|1|$other_jdk|default"); fi
    if has avx2; then runs+=("suite-avx2|all|unset|1|$jdk|2"); fi
fi
if [[ -n $training ]]; then
    for java in "${jdks[@]}"; do
        for avx in "${avxs[@]}"; do
            for threads in 1 2; do
                for core in "${cores[@]}"; do
                    name=training-core-$core-threads$threads-jdk$(version "$java")-avx-$avx
                    runs+=("$name|training|$core|$threads|$java|$avx")
                done
            done
        done
    done
fi
selected=()
for run in "${runs[@]}"; do
    if [[ ${run%%|*} =~ ^($only) ]]; then selected+=("$run"); fi
done
if [[ -n $list ]]; then
    if ((${#selected[@]})); then printf '%s\n' "${selected[@]%%|*}"; fi
    exit
fi
if ((!${#selected[@]})); then
    echo "error: no run matches $only (try --list)" >&2
    exit 2
fi

mkdir -p "$logs"
if [[ -z $resume || ! -e $logs/classpath ]]; then
    rm -f "$logs"/*.log "$logs"/*.passed
    mvn -ntp -q -f .. -pl bnn-tests -am -DskipTests package dependency:build-classpath \
        -Dmdep.outputFile='${project.build.directory}/classpath' -Dmdep.includeScope=test
    mv target/classpath "$logs/classpath"
fi
classes=$PWD/target/test-classes

# Threads of OpenMP and OpenBLAS that wait for work take each other's time: these two change no result.
export GOMP_SPINCOUNT=${GOMP_SPINCOUNT:-10000} OPENBLAS_THREAD_TIMEOUT=${OPENBLAS_THREAD_TIMEOUT:-10}
unset OPENBLAS_L2_SIZE JAVA_TOOL_OPTIONS

run() {
    local name what core threads java avx began=$SECONDS state=passed
    IFS='|' read -r name what core threads java avx <<<"$1"
    local log=$logs/$name.log arguments=("$classes" "$what") options=(-Xmx3g)
    if [[ $what == training ]]; then arguments+=(${seeds//,/ }); fi
    if [[ $avx != default ]]; then options+=("-XX:UseAVX=$avx"); fi
    (
        unset OPENBLAS_CORETYPE
        if [[ $core != unset ]]; then export OPENBLAS_CORETYPE=$core; fi
        export OMP_NUM_THREADS=$threads
        exec "$java/bin/java" "${options[@]}" -cp "$classes:$(<"$logs/classpath")" \
            io.github.bnn4j.matrix.MatrixRun "${arguments[@]}"
    ) >"$log" 2>&1 || state=FAILED
    if [[ $state == passed ]]; then touch "$logs/$name.passed"; fi
    printf '%-6s %s: %s; %s; %d s\n' "$state" "$name" \
        "$(sed -n 's/^OpenBLAS: \(.*\);.*;.*/\1/p' "$log" | head -n 1)" \
        "$(sed -n 's/^RUN seed [^:]*: \([0-9]*\) tests, \([0-9]*\) failures.*/\1 \2/p' "$log" |
            awk '{ tests += $1; failures += $2 } END { printf "%d tests, %d failures", tests, failures }')" \
        $((SECONDS - began))
}

trap 'kill 0' INT
began=$SECONDS at_a_time=$jobs
for run in "${selected[@]}"; do
    IFS='|' read -r name what _ threads _ <<<"$run"
    if [[ -n $resume && -e $logs/$name.passed ]]; then
        echo "passed $name: before"
        continue
    fi
    # The one before may have to be alone to its end.
    if ((at_a_time == 1)); then wait; fi
    at_a_time=$jobs
    # Two runs of two threads each on two cores take three times as long as one after the other.
    if [[ $what == all || $threads != 1 ]]; then at_a_time=1; fi
    while (($(jobs -rp | wc -l) >= at_a_time)); do wait -n || true; done
    run "$run" &
done
wait

failed=()
for run in "${selected[@]}"; do
    if [[ ! -e $logs/${run%%|*}.passed ]]; then failed+=("${run%%|*}"); fi
done
echo "${#selected[@]} runs, ${#failed[@]} failed, $((SECONDS - began)) s; logs in $PWD/$logs"
if [[ -z $other_jdk ]]; then echo "left out: another JDK, for want of --jdk DIR"; fi
if ((${#failed[@]})); then
    printf 'failed: %s\n' "${failed[@]}"
    exit 1
fi
