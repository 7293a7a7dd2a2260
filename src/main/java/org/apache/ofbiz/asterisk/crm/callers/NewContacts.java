/*
 * Licensed to the Apache Software Foundation (ASF) under one
 * or more contributor license agreements.  See the NOTICE file
 * distributed with this work for additional information
 * regarding copyright ownership.  The ASF licenses this file
 * to you under the Apache License, Version 2.0 (the
 * "License"); you may not use this file except in compliance
 * with the License.  You may obtain a copy of the License at
 *
 * http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing,
 * software distributed under the License is distributed on an
 * "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY
 * KIND, either express or implied.  See the License for the
 * specific language governing permissions and limitations
 * under the License.
 */
package org.apache.ofbiz.asterisk.crm.callers;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.CallerDirectory.Caller;
import org.apache.ofbiz.asterisk.acd.CallerDirectory.Match;
import org.apache.ofbiz.asterisk.acd.CallerDirectory.MatchedOn;
import org.apache.ofbiz.asterisk.crm.numbers.DialText;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceUtil;

/** People who call for the first time: a person, or a lead of the user, with the number. OFBiz says who may create them. Thread-safe. */
public final class NewContacts {

    /** An extension may have three. */
    private static final int LEAST_DIGITS = 3;
    /** Of any number in the world, a prefix included. */
    private static final int MOST_DIGITS = 20;
    /** Matches that leave no doubt whose the number is. */
    private static final Set<MatchedOn> CERTAIN = Set.of(MatchedOn.E164, MatchedOn.DIGITS, MatchedOn.CORRECTED, MatchedOn.INTERNAL_EXTENSION);

    private final LocalDispatcher dispatcher;
    private final Settings settings;

    public NewContacts(LocalDispatcher dispatcher, Settings settings) {
        this.dispatcher = dispatcher;
        this.settings = settings;
    }

    /** @param partyId of the new party */
    public record Created(String partyId, String contactMechId) {
    }

    /** OFBiz has refused it; the message is OFBiz's. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /** Whether this is a phone number, as people write one. */
    public static boolean isNumber(String text) {
        int digits = TelephoneNumbers.digits(text).length();
        return text.chars().noneMatch(Character::isLetter) && digits >= LEAST_DIGITS && digits <= MOST_DIGITS && DialText.isNumber(text);
    }

    /** Who has this number already; empty where that is only a guess. */
    public List<Match> owners(String number) {
        Caller caller = new OfbizCallerDirectory(dispatcher.getDelegator(), settings).look(number, "");
        return CERTAIN.contains(caller.matchedOn()) ? caller.matches() : List.of();
    }

    /** Creates the party with its number, as the user. @throws RefusedException when OFBiz refuses */
    public Created create(String firstName, String lastName, String number, GenericValue userLogin, Locale locale) throws RefusedException {
        Map<String, Object> asUser = Map.of("userLogin", userLogin, "locale", locale);
        Map<String, Object> person = new HashMap<>(asUser);
        person.putAll(Map.of("firstName", firstName, "lastName", lastName));
        String partyId = (String) run(settings.get(Settings.NEW_CALLER_IS_LEAD) && hasLeads() ? "createLead" : "createPerson", person).get("partyId");
        Map<String, Object> telecomNumber = new HashMap<>(asUser);
        telecomNumber.putAll(Map.of("partyId", partyId, "contactMechPurposeTypeId", "PRIMARY_PHONE"));
        new TelephoneNumbers(settings.get(Settings.DEFAULT_REGION)).parts(number).ifPresentOrElse(parts -> telecomNumber.putAll(Map.of(
                "countryCode", parts.countryCode(), "contactNumber", parts.national())), () -> telecomNumber.put("contactNumber", number));
        return new Created(partyId, (String) run("createPartyTelecomNumber", telecomNumber).get("contactMechId"));
    }

    /** Whether this OFBiz has the sales force automation. */
    private boolean hasLeads() {
        return dispatcher.getDispatchContext().getAllServiceNames().contains("createLead");
    }

    private Map<String, Object> run(String service, Map<String, Object> input) throws RefusedException {
        try {
            Map<String, Object> result = dispatcher.runSync(service, input);
            if (ServiceUtil.isError(result)) {
                throw new RefusedException(ServiceUtil.getErrorMessage(result));
            }
            return result;
        } catch (GenericServiceException e) {
            throw new RefusedException(e.getMessage());
        }
    }
}
