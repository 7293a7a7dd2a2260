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

# The folder of the JDK that OFBiz trunk's line is built and run with: the lowest from 21 on that JAVA_HOME, JAVA_HOME_* or /usr/lib/jvm names,
# else the one on the PATH.
newer_jdk() {
    local home version best=0 chosen
    chosen=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
    for home in "${JAVA_HOME:-}" $(env | sed -n 's/^JAVA_HOME_[^=]*=//p') "$chosen" /usr/lib/jvm/*; do
        [ -x "$home/bin/javac" ] || continue
        version=$("$home/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
        if [ "${version:-0}" -ge 21 ] && { [ $best = 0 ] || [ "$version" -lt $best ]; }; then
            best=$version chosen=$home
        fi
    done
    echo "$chosen"
}

# Compiles unless everything compiled is newer than every source; leaves the class path in target/classpath, for jakarta in target/jakarta/classpath.
# $1: Maven phase to reach (compile or test-compile), $2: scope of the class path, $3: "jakarta" for OFBiz trunk's line
build() {
    local folder=target
    local options=()
    if [ "${3:-}" = jakarta ]; then
        folder=target/jakarta
        options=(-Djakarta)
    fi
    local stamp=$folder/built-$1
    if [ -f "$stamp" ] && [ -z "$(find pom.xml src config -newer "$stamp" -type f -print -quit)" ]; then
        return
    fi
    mkdir -p $folder
    mvn --batch-mode --quiet -Dstyle.color=never ${options[@]+"${options[@]}"} "$1" \
        dependency:build-classpath -Dmdep.includeScope="${2:-compile}" -Dmdep.outputFile=$folder/classpath > $folder/build.log 2>&1 \
        || { tail -n 40 $folder/build.log >&2; fail "the build failed; its log is $folder/build.log"; }
    touch "$stamp"
}

# Whether this machine has another address than those of the loopback interface: Asterisk and browsers leave these out of what sound can take.
has_address() {
    command -v ip > /dev/null 2>&1 || return 0
    [ -n "$(ip -4 -o address show | sed -n '/ inet 127\./d; / inet /p')" ]
}

# The library of page phones, joined from npm packages; without npm, the console says that it is missing.
phone_library() {
    [ ! -f webapp/asterisk/lib/jssip.js ] || [ package-lock.json -nt webapp/asterisk/lib/jssip.js ] || return 0
    command -v npm > /dev/null 2>&1 || { echo "npm isn't installed: page phones can't be used" >&2; return 0; }
    { [ -d node_modules/jssip ] || npm ci --silent --no-audit --no-fund; } && npm run --silent phone \
        || echo "The library of page phones couldn't be built; everything else works" >&2
}
