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
package org.apache.ofbiz.asterisk.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.ldap.LdapDirectory;
import org.apache.ofbiz.asterisk.crm.ldap.LdapSecret;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** The services about the LDAP directory (servicedef/services.xml). Permissions are checked by their definitions. */
public final class DirectoryServices {

    private static final int LONGEST_TEXT = 100;
    private static final int LONGEST_SECRET = 250;
    private static final String LABELS = "AsteriskUiLabels";
    private static final String MODULE = DirectoryServices.class.getName();

    private DirectoryServices() {
    }

    /** Service findDirectoryNumbers. */
    public static Map<String, Object> findDirectoryNumbers(DispatchContext dctx, Map<String, ? extends Object> context) {
        List<String> problems = InputCheck.of(context).longest(LONGEST_TEXT, "text").problems();
        if (!problems.isEmpty()) {
            return ServiceUtil.returnError(problems);
        }
        String text = Objects.toString(context.get("text"), "").strip();
        List<Map<String, Object>> entries = new ArrayList<>();
        CallCenter.of(dctx.getDelegator()).map(CallCenter::people).flatMap(people -> answer(people.find(text), people))
                .ifPresent(found -> found.forEach(person -> person.numbers().forEach(number -> entries.add(Map.of("kind", "DIRECTORY",
                        "name", person.name(), "number", number.number(), "display", number.display(), "detail", person.detail())))));
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.put("entries", entries);
        return result;
    }

    /** Service changeAsteriskLdapPassword. */
    public static Map<String, Object> changePassword(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.of(context).longest(LONGEST_SECRET, "secret");
        if (check.failed()) {
            return check.refusal();
        }
        String secret = Objects.toString(context.get("secret"), "");
        Locale locale = UtilMisc.ensureLocale(context.get("locale"));
        try {
            LdapSecret.set(dctx.getDelegator(), secret, ((GenericValue) context.get("userLogin")).getString("userLoginId"));
        } catch (GenericEntityException e) {
            Debug.logError(e, "Couldn't store the password of the LDAP directory", MODULE);
            return ServiceUtil.returnError(e.getMessage());
        }
        Optional<LdapDirectory> people = CallCenter.of(dctx.getDelegator()).map(CallCenter::people).filter(LdapDirectory::isOn);
        return ServiceUtil.returnSuccess(people.map(directory -> checked(directory, secret, locale))
                .orElseGet(() -> UtilProperties.getMessage(LABELS, "AsteriskSaved", locale)));
    }

    private static String checked(LdapDirectory people, String secret, Locale locale) {
        String reason = answer(people.check(secret), people).orElse("no answer");
        return reason.isEmpty() ? UtilProperties.getMessage(LABELS, "AsteriskLdapAnswers", locale)
                : UtilProperties.getMessage(LABELS, "AsteriskLdapFails", Map.of("reason", reason), locale);
    }

    /** Empty where there is none in time: the directory has told the log why. */
    private static <T> Optional<T> answer(CompletableFuture<T> asked, LdapDirectory people) {
        try {
            return Optional.of(asked.get(people.patience().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            Debug.logVerbose(e, "No answer of the LDAP directory", MODULE);
        }
        return Optional.empty();
    }
}
