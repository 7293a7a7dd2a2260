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
package org.apache.ofbiz.asterisk.ami.wire;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import javax.net.ssl.SSLException;

/**
 * Why a connection is as it is: a code, for which each language has a label, and what to fill in. In English it is also the message of
 * exceptions and log lines. Never holds a secret. Immutable, thread-safe.
 *
 * @param values texts, numbers, times, or other reasons, by their names in the message
 */
public record ConnectionReason(Code code, Map<String, Object> values) {

    /** The label of a code is {@code AsteriskConnectionReason_CODE}. */
    public enum Code {
        NOT_STARTED("not started"),
        CONNECTING("connecting to {server}"),
        CONNECTED("connected to {server}"),
        CLOSED("closed"),
        /** {@code why}, and the time in {@code minutes} or seconds until it is tried again. */
        RETRY("{why}; next attempt in {pause}"),
        HOST_UNKNOWN("the host name {host} can't be resolved"),
        NO_RESPONSE("no response from this host and port ({detail})"),
        STOPPED_RESPONDING("the PBX stopped responding"),
        CLOSED_BY_PBX("the PBX closed the connection"),
        CONNECTION_LOST("connection lost"),
        NOT_AMI("the service at this address isn't AMI or responds too slowly"),
        NOT_ALLOWED("pbxHosts and pbxPorts in config/asterisk.properties don't allow this host and port"),
        LOGIN_REJECTED("the PBX rejected the login of user {user}: {detail}"),
        TOO_OLD("Asterisk {version} is too old: version {oldest} or newer is needed"),
        VERY_OLD("Asterisk before {oldest} is too old: version {oldest} or newer is needed"),
        CHANNELS_REFUSED("the PBX did not list its channels: {detail}; the AMI user needs write = reporting"),
        CHANNELS_NOT_LISTED("the PBX did not list its channels: {detail}"),
        TOO_MANY_CHANNELS("the PBX reports more than {most} channels at once, more than any real one has"),
        NO_TLS_THERE("the port uses AMI without TLS, but TLS is enabled for this server"),
        TLS_THERE("the port requires TLS, but TLS is disabled for this server"),
        OTHER_PROTOCOL("the port uses {protocol} instead of AMI"),
        OTHER_SERVICE("the port uses something else instead of AMI"),
        TLS_FAILED("TLS failed: {detail}"),
        TLS_UNAVAILABLE("TLS isn't available: {detail}"),
        CERTIFICATE_FOLDER("the trusted certificates file {file} is in none of the folders of trustedCertificateRoots in config/asterisk.properties"),
        CERTIFICATE_FILE("the trusted certificates file {file} can't be read. It must be a PEM file with at least one certificate, and OFBiz needs"
                + " read access"),
        CERTIFICATE_UNREADABLE("the certificate can't be read: {detail}"),
        CERTIFICATE_DIFFERENT("the PBX presented a different certificate. Expected {expected}, received {shown} ({subject}, valid until {until}). If"
                + " its certificate was renewed, enter the new fingerprint for this server; otherwise someone may be intercepting the connection"),
        CERTIFICATE_EXPIRED("the certificate of the PBX has expired ({subject}, valid until {until}, fingerprint {shown}). Renew it on the PBX"),
        CERTIFICATE_NOT_YET("the certificate of the PBX isn't valid yet ({subject}, valid until {until}, fingerprint {shown}). Compare the clocks of"
                + " both machines"),
        CERTIFICATE_HOST("the certificate of the PBX isn't valid for the host {host} ({subject}, valid until {until}, fingerprint {shown}). Enter"
                + " the host name in the certificate, or enter the fingerprint"),
        CERTIFICATE_ISSUER("the certificate of the PBX is not signed by a trusted issuer ({subject}, valid until {until}, fingerprint {shown})."
                + " Compare the fingerprint with the one on the PBX and enter it, or enter the file with the issuer's certificate"),
        INTERRUPTED("interrupted"),
        BUSY("another test is running; try again in a few seconds"),
        /** Anything else, as the PBX, Java or asterisk-java says it. */
        OTHER("{detail}");

        private final String english;

        Code(String english) {
            this.english = english;
        }
    }

    /** An exception that knows its reason. */
    public interface Holder {

        ConnectionReason reason();
    }

    public ConnectionReason {
        values = Map.copyOf(values);
    }

    public static ConnectionReason of(Code code) {
        return new ConnectionReason(code, Map.of());
    }

    public static ConnectionReason of(Code code, String name, Object value) {
        return new ConnectionReason(code, Map.of(name, value));
    }

    /** What nobody has foreseen. */
    public static ConnectionReason other(String detail) {
        return of(Code.OTHER, "detail", detail);
    }

    /** Why this failed, as an admin can use it. */
    public static ConnectionReason of(Throwable failure) {
        if (failure instanceof Holder known) {
            return known.reason();
        }
        String detail = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        if (failure instanceof UnknownHostException) {
            return of(Code.HOST_UNKNOWN, "host", detail);
        }
        if (failure instanceof ConnectException) {
            return of(Code.NO_RESPONSE, "detail", detail);
        }
        if (failure instanceof SocketTimeoutException) {
            return of(Code.STOPPED_RESPONDING);
        }
        if (failure instanceof SSLException) {
            return of(Code.TLS_FAILED, "detail", distrust(failure, detail));
        }
        return other(detail);
    }

    private static ConnectionReason distrust(Throwable failure, String detail) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Holder known) {
                return known.reason();
            }
        }
        return other(detail);
    }

    /** In English. */
    public String text() {
        String text = code.english;
        for (Map.Entry<String, Object> value : values.entrySet()) {
            String shown = value.getValue() instanceof ConnectionReason inner ? inner.text() : value.getValue().toString();
            text = text.replace('{' + value.getKey() + '}', shown);
        }
        return text;
    }
}
