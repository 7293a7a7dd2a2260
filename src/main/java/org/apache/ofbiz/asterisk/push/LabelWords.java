/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.push;

import java.util.Locale;
import java.util.Map;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.base.util.UtilProperties;

/** Words from the component's labels. */
public final class LabelWords implements Words {

    private static final String LABELS = "AsteriskUiLabels";

    @Override
    public String refusal(String code, String detail, Locale locale) {
        return UtilProperties.getMessage(LABELS, "AsteriskRefusal_" + code, Map.of("detail", detail), locale);
    }

    @Override
    public String outcome(PhoneCall.Outcome outcome, Locale locale) {
        return UtilProperties.getMessage(LABELS, "AsteriskOutcome_" + outcome, locale);
    }

    @Override
    public String enumeration(String enumId, String description, Locale locale) {
        String label = "AsteriskEnumeration_" + enumId;
        String words = UtilProperties.getMessage(LABELS, label, locale);
        return words.isEmpty() || words.equals(label) ? description : words;
    }
}
