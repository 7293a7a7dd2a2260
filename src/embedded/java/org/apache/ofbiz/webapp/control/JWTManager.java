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
package org.apache.ofbiz.webapp.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.service.ServiceUtil;

/** Tokens as OFBiz signs them, with HMAC-SHA512 and claims that are texts. The key is another one at each start. */
public class JWTManager {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ISSUER = "ApacheOFBiz";
    private static final int SECONDS = 1_800;
    private static final String KEY = randomKey();

    private static String randomKey() {
        byte[] random = new byte[64];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    public static String getJWTKey(Delegator delegator) {
        return getJWTKey(delegator, null);
    }

    public static String getJWTKey(Delegator delegator, String salt) {
        return salt == null ? KEY : HexFormat.of().formatHex(salt.getBytes(StandardCharsets.UTF_8)) + KEY;
    }

    public static Map<String, Object> validateToken(String jwtToken, String key) {
        String[] parts = jwtToken.split("\\.", -1);
        try {
            if (parts.length != 3 || !MessageDigest.isEqual(signature(parts[0] + "." + parts[1], key), Base64.getUrlDecoder().decode(parts[2]))) {
                return ServiceUtil.returnError("The token's signature is another one");
            }
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            if (!"HS512".equals(JSON.readTree(Base64.getUrlDecoder().decode(parts[0])).path("alg").asText())
                    || !ISSUER.equals(claims.path("iss").asText()) || claims.has("exp") && claims.get("exp").asLong() <= now()) {
                return ServiceUtil.returnError("The token is over, or somebody else's");
            }
            Map<String, Object> result = new HashMap<>();
            claims.fields().forEachRemaining(claim -> result.put(claim.getKey(), claim.getValue().textValue()));
            return result;
        } catch (IllegalArgumentException | IOException e) {
            return ServiceUtil.returnError("This is no token");
        }
    }

    public static Map<String, Object> validateToken(Delegator delegator, String jwtToken, String keySalt) {
        return validateToken(jwtToken, getJWTKey(delegator, keySalt));
    }

    public static String createJwt(Delegator delegator, Map<String, String> claims, String keySalt, int expireTime) {
        Map<String, Object> all = new LinkedHashMap<>(claims);
        all.put("iss", ISSUER);
        all.put("iat", now());
        all.put("exp", now() + (expireTime <= 0 ? SECONDS : expireTime));
        try {
            String signed = encode(JSON.writeValueAsBytes(Map.of("alg", "HS512", "typ", "JWT"))) + "." + encode(JSON.writeValueAsBytes(all));
            return signed + "." + encode(signature(signed, getJWTKey(delegator, keySalt)));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static long now() {
        return System.currentTimeMillis() / 1_000;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] signature(String text, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
