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
package org.apache.ofbiz.asterisk.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.openqa.selenium.By;
import org.openqa.selenium.DetachedShadowRootException;
import org.openqa.selenium.NoSuchShadowRootException;
import org.openqa.selenium.WebElement;

/** Finds what is in the shadow trees of console and wallboard, too. */
final class ShadowTrees {

    private static final By HOSTS = By.cssSelector("#asterisk-console, #asterisk-wallboard");

    private ShadowTrees() {
    }

    /** @param outside finds what is in no shadow tree */
    static List<WebElement> find(By what, Function<By, List<WebElement>> outside) {
        List<WebElement> found = new ArrayList<>(outside.apply(what));
        css(((By.Remotable) what).getRemoteParameters()).ifPresent(css -> {
            for (WebElement host : outside.apply(HOSTS)) {
                found.addAll(inShadowOf(host, css));
            }
        });
        return found;
    }

    private static List<WebElement> inShadowOf(WebElement host, By css) {
        try {
            return host.getShadowRoot().findElements(css);
        } catch (NoSuchShadowRootException | DetachedShadowRootException e) {
            return List.of(); // a page that is only just coming or going
        }
    }

    /** In a shadow tree the driver knows no other locators. */
    private static Optional<By> css(By.Remotable.Parameters locator) {
        String value = String.valueOf(locator.value());
        return switch (locator.using()) {
        case "css selector", "tag name" -> Optional.of(By.cssSelector(value));
        case "id", "name" -> Optional.of(By.cssSelector("[" + locator.using() + "='" + value + "']"));
        default -> Optional.empty();
        };
    }
}
