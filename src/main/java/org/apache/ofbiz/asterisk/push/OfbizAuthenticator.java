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
package org.apache.ofbiz.asterisk.push;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.servlet.http.HttpSession;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.entity.GenericValue;

/** Users as OFBiz keeps them: attributes {@code userLogin} and {@code locale}. */
public final class OfbizAuthenticator implements Authenticator {

    private final Function<GenericValue, Person> persons;

    /** @param persons finds the name of a user login's party */
    public OfbizAuthenticator(Function<GenericValue, Person> persons) {
        this.persons = persons;
    }

    @Override
    public Optional<AuthenticatedUser> of(HttpSession session) {
        try {
            return session.getAttribute(USER_LOGIN) instanceof GenericValue userLogin
                    ? Optional.of(new AuthenticatedUser(persons.apply(userLogin), locale(session), session.getId()))
                    : Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.empty(); // invalidated meanwhile
        }
    }

    private static Locale locale(HttpSession session) {
        Object locale = session.getAttribute("locale");
        if (locale instanceof Locale known) {
            return known;
        }
        return locale instanceof String tag ? Locale.forLanguageTag(tag.replace('_', '-')) : Locale.getDefault();
    }
}
