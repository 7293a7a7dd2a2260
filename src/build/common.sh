# Shared by ./run and ./test: what a machine must have, and the one Maven build of both.

fail() {
    echo "$(basename "$0"): $*" >&2
    exit 1
}

require_java() {
    command -v javac > /dev/null 2>&1 || fail "no JDK found (javac). Install one, e.g. apt-get install openjdk-17-jdk-headless maven"
    local version
    version=$(javac -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
    [ "${version:-0}" -ge 17 ] || fail "JDK 17 or newer is needed, javac says '$(javac -version 2>&1)'"
    command -v mvn > /dev/null 2>&1 || fail "Maven is needed (mvn). Install it, e.g. apt-get install maven"
}

# Compiles unless everything compiled is newer than every source; leaves the class path in target/classpath.
# $1: Maven phase to reach (compile or test-compile)
build() {
    local stamp=target/built-$1
    if [ -f "$stamp" ] && [ -z "$(find pom.xml src config -newer "$stamp" -type f -print -quit)" ]; then
        return
    fi
    mkdir -p target
    mvn --batch-mode --quiet -Dstyle.color=never "$1" \
        dependency:build-classpath -Dmdep.includeScope="${2:-compile}" -Dmdep.outputFile=target/classpath > target/build.log 2>&1 \
        || { tail -n 40 target/build.log >&2; fail "the build failed; its log is target/build.log"; }
    touch "$stamp"
}
