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
package org.apache.ofbiz.asterisk.crm.ldap;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.naming.CommunicationException;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.PartialResultException;
import javax.naming.SizeLimitExceededException;
import javax.naming.TimeLimitExceededException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.InitialLdapContext;
import javax.naming.ldap.LdapContext;
import javax.naming.ldap.StartTlsRequest;
import javax.naming.ldap.StartTlsResponse;
import javax.net.ssl.SSLContext;

/**
 * Searches the directory with JNDI: a connection for each search, bounded in time, entries and values. Referrals are not followed, and no
 * object is made of what an entry stores. Stateless; blocks the thread that calls it.
 */
final class LdapClient {

    /** More than are shown: what matches a filter is looked at once more. */
    private static final int MOST_ENTRIES = 50;
    private static final int MOST_VALUES = 5;
    private static final int LONGEST_VALUE = 200;

    private LdapClient() {
    }

    /**
     * Somebody in the directory.
     *
     * @param name    empty if no attribute has one
     * @param detail  title, department, or what else the settings name
     * @param numbers as the directory has them
     */
    record Found(String name, String detail, List<String> numbers) {
        Found {
            numbers = List.copyOf(numbers);
        }
    }

    /** The people that match, fifty at most. @throws NamingException with what the last server said, where none answers */
    static List<Found> search(LdapAccess access, String filter) throws NamingException {
        NamingException last = new CommunicationException("no LDAP server is set");
        for (String server : access.servers()) {
            try {
                return search(access, server, filter);
            } catch (CommunicationException e) {
                last = e;
            }
        }
        throw last;
    }

    private static List<Found> search(LdapAccess access, String server, String filter) throws NamingException {
        LdapContext context = new InitialLdapContext(environment(access, server), null);
        try {
            StartTlsResponse tls = access.startTls() && !isTls(server) ? startTls(context) : null;
            try {
                if (tls != null) {
                    for (Map.Entry<String, String> one : login(access).entrySet()) {
                        context.addToEnvironment(one.getKey(), one.getValue());
                    }
                    context.reconnect(null);
                }
                return people(context.search(access.base(), filter, controls(access)), access);
            } finally {
                close(tls);
            }
        } finally {
            context.close();
        }
    }

    private static boolean isTls(String server) {
        return server.toLowerCase(Locale.ROOT).startsWith("ldaps:");
    }

    /** Nothing is sent in it before TLS has begun but the request for that. */
    private static Hashtable<String, Object> environment(LdapAccess access, String server) {
        Hashtable<String, Object> environment = new Hashtable<>();
        String within = String.valueOf(access.within().toMillis());
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
        environment.put(Context.PROVIDER_URL, server);
        environment.put(Context.REFERRAL, "ignore");
        environment.put("java.naming.ldap.derefAliases", "never");
        environment.put("java.naming.ldap.factory.socket", (isTls(server) ? LdapTlsSockets.class : LdapSockets.class).getName());
        environment.put("com.sun.jndi.ldap.connect.timeout", within);
        environment.put("com.sun.jndi.ldap.read.timeout", within);
        if (isTls(server) || !access.startTls()) {
            environment.putAll(login(access));
        }
        return environment;
    }

    private static Map<String, String> login(LdapAccess access) {
        boolean anonymous = access.user().isEmpty() || access.secret().isEmpty();
        return anonymous ? Map.of(Context.SECURITY_AUTHENTICATION, "none")
                : Map.of(Context.SECURITY_AUTHENTICATION, "simple", Context.SECURITY_PRINCIPAL, access.user(),
                        Context.SECURITY_CREDENTIALS, access.secret());
    }

    /** Fails if the certificate isn't trusted, or is another host's. */
    private static StartTlsResponse startTls(LdapContext context) throws NamingException {
        StartTlsResponse tls = (StartTlsResponse) context.extendedOperation(new StartTlsRequest());
        try {
            tls.negotiate(SSLContext.getDefault().getSocketFactory());
            return tls;
        } catch (IOException | NoSuchAlgorithmException e) {
            CommunicationException failure = new CommunicationException("StartTLS: " + e.getMessage());
            failure.setRootCause(e);
            throw failure;
        }
    }

    private static void close(StartTlsResponse tls) throws NamingException {
        if (tls != null) {
            try {
                tls.close();
            } catch (IOException e) {
                CommunicationException failure = new CommunicationException(e.getMessage());
                failure.setRootCause(e);
                throw failure;
            }
        }
    }

    private static SearchControls controls(LdapAccess access) {
        String[] wanted = Stream.of(access.names(), access.numbers(), access.details()).flatMap(List::stream).distinct().toArray(String[]::new);
        return new SearchControls(SearchControls.SUBTREE_SCOPE, MOST_ENTRIES, (int) access.within().toMillis(), wanted, false, false);
    }

    /** What came before a limit was reached, or a referral was met, is worth showing. */
    private static List<Found> people(NamingEnumeration<SearchResult> results, LdapAccess access) throws NamingException {
        List<Found> people = new ArrayList<>();
        try {
            while (people.size() < MOST_ENTRIES && results.hasMore()) {
                people.add(person(results.next().getAttributes(), access));
            }
        } catch (SizeLimitExceededException | TimeLimitExceededException | PartialResultException e) {
            return people;
        } finally {
            results.close();
        }
        return people;
    }

    private static Found person(Attributes entry, LdapAccess access) throws NamingException {
        List<String> details = new ArrayList<>();
        for (String attribute : access.details()) {
            first(entry, attribute).ifPresent(details::add);
        }
        List<String> numbers = new ArrayList<>();
        for (String attribute : access.numbers()) {
            numbers.addAll(values(entry, attribute));
        }
        String name = "";
        for (String attribute : access.names()) {
            name = name.isEmpty() ? first(entry, attribute).orElse("") : name;
        }
        return new Found(name, String.join(", ", details), numbers);
    }

    private static Optional<String> first(Attributes entry, String attribute) throws NamingException {
        return values(entry, attribute).stream().findFirst();
    }

    private static List<String> values(Attributes entry, String name) throws NamingException {
        Attribute attribute = entry.get(name);
        List<String> values = new ArrayList<>();
        for (Object value : attribute == null ? List.of() : Collections.list(attribute.getAll())) {
            if (value instanceof String text && !text.isBlank() && values.size() < MOST_VALUES) {
                values.add(text.strip().substring(0, Math.min(text.strip().length(), LONGEST_VALUE)));
            }
        }
        return values;
    }
}
