/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.push;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pages may open the socket. */
class OriginFilterTest {

    @ParameterizedTest
    @CsvSource({
        "https://crm.example.com, https, crm.example.com, true",
        "https://crm.example.com, https, crm.example.com:443, true",
        "https://CRM.example.com, https, crm.example.com, true",
        "http://crm.example.com:8080, http, crm.example.com:8080, true",
        "http://[::1]:8080, http, [::1]:8080, true",
        "http://[::1], http, [::1]:80, true",
        "http://crm.example.com, https, crm.example.com, false",
        "https://crm.example.com, http, crm.example.com, false",
        "https://crm.example.com:8443, https, crm.example.com, false",
        "https://crm.example.com.evil.example, https, crm.example.com, false",
        "https://evil.example, https, crm.example.com, false",
        "null, https, crm.example.com, false",
        "https://crm.example.com, https, , false",
    })
    void ownOrigin(String origin, String scheme, String host, boolean own) {
        assertThat(OriginFilter.isOwn(origin, scheme, host), is(own));
    }
}
