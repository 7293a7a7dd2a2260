/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.push;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.desk.CallerDirectory;
import org.apache.ofbiz.asterisk.desk.DeskListener;

/** The text of the message that a browser is sent for each change of a call. */
public final class Frames {

    private final Messages messages = new Messages(new Words() {
        @Override
        public String refusal(String code, String detail, Locale locale) {
            return detail;
        }

        @Override
        public String outcome(PhoneCall.Outcome outcome, Locale locale) {
            return outcome.name();
        }

        @Override
        public String enumeration(String enumId, String description, Locale locale) {
            return description;
        }
    });

    public String frame(PhoneCall call) {
        String number = call.caller().number();
        CallerDirectory.Caller caller = new CallerDirectory.Caller(number, number, number, List.of(), CallerDirectory.MatchedOn.NOBODY, "");
        return messages.call(new DeskListener.UserCall(call, caller, Optional.empty()), Locale.ENGLISH).toString();
    }
}
