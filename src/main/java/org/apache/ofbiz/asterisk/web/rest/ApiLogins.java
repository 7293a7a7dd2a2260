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
package org.apache.ofbiz.asterisk.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.security.SecurityUtil;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceUtil;
import org.apache.ofbiz.webapp.control.JWTManager;

/**
 * Finds out who asks: by name and password, or by a token of OFBiz. Cookies are no credentials here, so no page of another site can use those of
 * a browser. Thread-safe.
 */
final class ApiLogins {

    private static final String MODULE = ApiLogins.class.getName();
    private static final int LONGEST_HEADER = 4_096;
    private static final int LONGEST_NAME = 250;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Delegator delegator;
    private final LocalDispatcher dispatcher;
    private final BooleanSupplier sharedTokens;
    private final ApiLimits limits;
    private final PasswordMemory passwords;
    private final Clock clock;

    /** @param sharedTokens whether tokens are taken that OFBiz signs with its shared key alone */
    ApiLogins(Delegator delegator, LocalDispatcher dispatcher, BooleanSupplier sharedTokens, ApiLimits limits, Clock clock) {
        this.delegator = delegator;
        this.dispatcher = dispatcher;
        this.sharedTokens = sharedTokens;
        this.limits = limits;
        this.passwords = new PasswordMemory(clock);
        this.clock = clock;
    }

    /** @throws ApiException 401, 403 without TLS, 429 */
    ApiUser of(HttpServletRequest request) {
        if (!SecureWay.isSecure(request)) {
            throw ApiException.of(HttpServletResponse.SC_FORBIDDEN, "TLS_REQUIRED",
                    "Use https. Passwords and tokens aren't accepted over plain HTTP, except from this computer.");
        }
        String header = Optional.ofNullable(request.getHeader("Authorization")).orElse("").strip();
        String[] parts = header.split(" +", 2);
        if (parts.length < 2 || header.length() > LONGEST_HEADER) {
            throw unauthorized("Log in with Basic or with a token of OFBiz (Bearer).");
        }
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
        case "basic" -> basic(parts[1].strip(), request);
        case "bearer" -> bearer(parts[1].strip(), request);
        default -> throw unauthorized("Log in with Basic or with a token of OFBiz (Bearer).");
        };
    }

    private static ApiException unauthorized(String detail) {
        return ApiException.of(HttpServletResponse.SC_UNAUTHORIZED, "NOT_SIGNED_IN", detail)
                .with("WWW-Authenticate", "Bearer realm=\"OFBiz\", Basic realm=\"OFBiz\", charset=\"UTF-8\"");
    }

    private ApiUser basic(String text, HttpServletRequest request) {
        String decoded = decode(text).orElseThrow(() -> unauthorized("The name or the password is wrong."));
        int colon = decoded.indexOf(':');
        if (colon < 1 || colon > LONGEST_NAME || decoded.chars().anyMatch(Character::isISOControl)) {
            throw unauthorized("The name or the password is wrong.");
        }
        String name = decoded.substring(0, colon);
        String password = decoded.substring(colon + 1);
        Optional<GenericValue> known = passwords.find(name, password).flatMap(this::row).filter(row -> passwords.holds(row, name, password));
        if (known.isPresent()) {
            return new ApiUser(known.get(), Instant.MAX, true);
        }
        String who = name + " at " + request.getRemoteAddr();
        limits.mayLogIn(who);
        GenericValue user = checked(name, password).flatMap(login -> row(login.getString("userLoginId"))).orElseThrow(() -> {
            limits.failed(who);
            return unauthorized("The name or the password is wrong.");
        });
        passwords.keep(user, name, password);
        return new ApiUser(user, Instant.MAX, true);
    }

    /** By OFBiz's own service, which counts failures and disables a login after too many. */
    private Optional<GenericValue> checked(String name, String password) {
        try {
            Map<String, Object> result = dispatcher.runSync("userLogin", Map.of("login.username", name, "login.password", password,
                    "locale", Locale.ENGLISH));
            return ServiceUtil.isSuccess(result) && result.get("userLogin") instanceof GenericValue login ? Optional.of(login) : Optional.empty();
        } catch (GenericServiceException e) {
            Debug.logWarning("Couldn't check a log-in: " + e.getMessage(), MODULE);
            return Optional.empty();
        }
    }

    private ApiUser bearer(String token, HttpServletRequest request) {
        ApiException wrong = unauthorized("The token isn't valid, or no longer.");
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw wrong;
        }
        JsonNode claims = json(parts[1]);
        String name = claims.path("userLoginId").asText("");
        long until = claims.path("exp").asLong(0);
        boolean inTime = until > clock.instant().getEpochSecond() && until < Instant.MAX.getEpochSecond();
        if (!"HS512".equals(json(parts[0]).path("alg").asText()) || !claims.path("userLoginId").isTextual() || name.isEmpty()
                || name.length() > LONGEST_NAME || !claims.path("exp").isIntegralNumber() || !inTime) {
            throw wrong;
        }
        Optional<GenericValue> user = row(name).filter(row -> isSignedFor(row, token));
        if (user.isEmpty()) { // nobody guesses a signature: a right one passes, whatever others send from the same address, as behind a proxy
            String who = name + " at " + request.getRemoteAddr();
            limits.mayLogIn(who);
            limits.failed(who);
            throw wrong;
        }
        return new ApiUser(user.get(), Instant.ofEpochSecond(until), false);
    }

    /**
     * Each user's tokens have a key of their own, which contains the password's hash. A token that OFBiz signs with its shared key alone is not
     * enough: OFBiz's request loadJWT gives one to anyone who names a user.
     */
    private boolean isSignedFor(GenericValue user, String token) {
        String name = user.getString("userLoginId");
        if (SecurityUtil.authenticateUserLoginByJWT(delegator, name, token)) {
            return true;
        }
        if (!sharedTokens.getAsBoolean()) {
            return false;
        }
        Map<String, Object> claims = JWTManager.validateToken(token, JWTManager.getJWTKey(delegator));
        return !ServiceUtil.isError(claims) && name.equals(claims.get("userLoginId"));
    }

    /** A new token for who asks. */
    Map<String, Object> token(ApiUser user) {
        try {
            String token = SecurityUtil.generateJwtToAuthenticateUserLogin(delegator, user.name());
            long until = json(token.split("\\.")[1]).path("exp").asLong();
            return Map.of("token", token, "tokenType", "Bearer", "expiresAt", Instant.ofEpochSecond(until).toString());
        } catch (GenericEntityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The row of a login that may log in; empty for one that may not. */
    Optional<GenericValue> row(String userLoginId) {
        return Rows.one(new Rows(delegator).from("UserLogin").where("userLoginId", userLoginId))
                .filter(row -> !"N".equals(row.getString("enabled")) && !"Y".equals(row.getString("isSystem"))
                        && !"Y".equals(row.getString("requirePasswordChange")));
    }

    private static Optional<String> decode(String base64) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Base64.getDecoder().decode(base64))).toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static JsonNode json(String base64) {
        try {
            JsonNode read = JSON.readTree(Base64.getUrlDecoder().decode(base64));
            return read == null ? JSON.createObjectNode() : read;
        } catch (IllegalArgumentException | IOException e) {
            return JSON.createObjectNode();
        }
    }
}
