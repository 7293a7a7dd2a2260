// What CONTRIBUTING.md asks of Groovy service scripts, checked by the build.
ruleset {
    ruleset('rulesets/basic.xml')
    ruleset('rulesets/braces.xml')
    ruleset('rulesets/exceptions.xml')
    ruleset('rulesets/imports.xml') {
        MisorderedStaticImports(enabled: false)
    }
    ruleset('rulesets/unused.xml')
    ruleset('rulesets/formatting.xml') {
        LineLength(length: 150)
        SpaceAroundMapEntryColon(characterAfterColonRegex: /\s/, characterBeforeColonRegex: /./)
        Indentation(enabled: false)
    }
    MethodSize(maxLines: 60, enabled: true)
}
