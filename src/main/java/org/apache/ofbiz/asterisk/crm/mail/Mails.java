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
package org.apache.ofbiz.asterisk.crm.mail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceUtil;

/**
 * E-mail by OFBiz's service sendMailMultiPart, from {@code defaultFromEmailAddress} of general.properties. That service evaluates
 * <code>${...}</code> in the subject, as code: nothing of ours contains any. Stateless.
 */
public final class Mails {

    /** Addresses in one field. */
    public static final int MOST = 20;
    /** Characters of a field with addresses. */
    public static final int LONGEST = 1_000;

    private static final int LONGEST_SUBJECT = 200;
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._%+'/=~-]{1,64}+@(?:[A-Za-z0-9-]{1,63}+\\.){0,6}+[A-Za-z0-9-]{1,63}+");
    private static final Pattern SEPARATOR = Pattern.compile("[,;]");

    private Mails() {
    }

    /** A file that goes with the mail. @param type MIME type */
    public record Attachment(String fileName, String type, byte[] content) {
    }

    /** The addresses of a text, separated by commas; empty if one of them is none, or there are too many. */
    public static Optional<List<String>> addresses(String text) {
        List<String> all = Arrays.stream(SEPARATOR.split(text)).map(String::strip).filter(one -> !one.isEmpty()).distinct().toList();
        boolean right = text.length() <= LONGEST && all.size() <= MOST && all.stream().allMatch(one -> ADDRESS.matcher(one).matches());
        return right ? Optional.of(all) : Optional.empty();
    }

    /** Plain text on one line, in which nothing is evaluated. */
    static String subject(String text) {
        String line = PlainText.inert(text.replaceAll("\\p{Cntrl}", " "));
        return line.length() > LONGEST_SUBJECT ? line.substring(0, LONGEST_SUBJECT) : line;
    }

    /** Sends a plain text. @return what the service answered, with sentTo; where the mail wasn't sent an error, which the caller tells of */
    public static Map<String, Object> send(LocalDispatcher dispatcher, List<String> to, String subject, String text, List<Attachment> attachments) {
        List<Map<String, Object>> parts = new ArrayList<>(List.of(Map.of("content", text, "type", "text/plain")));
        attachments.forEach(one -> parts.add(Map.of("content", one.content(), "type", one.type(), "filename", one.fileName())));
        Map<String, Object> context = new HashMap<>(Map.of("sendTo", String.join(",", to), "subject", subject(subject), "bodyParts", parts,
                "sendFrom", Settings.mailSender(dispatcher.getDelegator())));
        try {
            Map<String, Object> sent = dispatcher.runSync("sendMailMultiPart", context);
            if (!ServiceUtil.isSuccess(sent)) {
                return ServiceUtil.returnError(ServiceUtil.getErrorMessage(sent));
            }
        } catch (GenericServiceException e) {
            return ServiceUtil.returnError(String.valueOf(e.getMessage()));
        }
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.put("sentTo", String.join(",", to));
        return result;
    }
}
