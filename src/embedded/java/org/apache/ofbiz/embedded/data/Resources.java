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
package org.apache.ofbiz.embedded.data;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ofbiz.embedded.spi.RunningHost;
import org.w3c.dom.Element;

/** Settings and labels, each file read once. Thread-safe. */
public final class Resources {
    private static final Resources ON_CLASS_PATH = new Resources(List.of());

    private final List<Path> configFolders;
    private final Map<String, Properties> settings = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Map<String, String>>> labels = new ConcurrentHashMap<>();

    /** @param configFolders searched in this order, before the class path */
    public Resources(List<Path> configFolders) {
        this.configFolders = List.copyOf(configFolders);
    }

    /** Those of the running host; without one, what the class path holds. */
    public static Resources current() {
        return RunningHost.find(Resources.class).orElse(ON_CLASS_PATH);
    }

    /** The settings; empty where there is no such file. */
    public Properties properties(String resource) {
        return settings.computeIfAbsent(withoutEnding(resource, ".properties"), name -> {
            Properties read = new Properties();
            find(name + ".properties").ifPresent(url -> load(read, url));
            return read;
        });
    }

    /** The names of the labels of the resource. */
    public Set<String> labelNames(String resource) {
        return labels.computeIfAbsent(withoutEnding(resource, ".xml"), this::readLabels).keySet();
    }

    /** The label in the locale, its language, or English. */
    public Optional<String> label(String resource, String name, Locale locale) {
        var byLanguage = labels.computeIfAbsent(withoutEnding(resource, ".xml"), this::readLabels).get(name);
        if (byLanguage == null) {
            return Optional.empty();
        }
        String exact = byLanguage.get(locale.toLanguageTag());
        return Optional.ofNullable(exact != null ? exact : byLanguage.getOrDefault(locale.getLanguage(), byLanguage.get("en")));
    }

    private Map<String, Map<String, String>> readLabels(String resource) {
        Map<String, Map<String, String>> read = new HashMap<>();
        find(resource + ".xml").ifPresent(url -> {
            for (Element property : LocatedXml.onlyChildren(LocatedXml.parse(url).getDocumentElement(), "property")) {
                LocatedXml.onlyAttributes(property, "key");
                Map<String, String> values = read.computeIfAbsent(LocatedXml.required(property, "key"), key -> new HashMap<>());
                for (Element value : LocatedXml.onlyChildren(property, "value")) {
                    values.put(LocatedXml.required(value, "xml:lang"), value.getTextContent().trim());
                }
            }
        });
        properties(resource).forEach((key, value) -> read.putIfAbsent(key.toString(), Map.of("en", value.toString())));
        return read;
    }

    private static String withoutEnding(String resource, String ending) {
        return resource.endsWith(ending) ? resource.substring(0, resource.length() - ending.length()) : resource;
    }

    private Optional<URL> find(String fileName) {
        for (Path folder : configFolders) {
            Path file = folder.resolve(fileName);
            if (Files.isRegularFile(file)) {
                try {
                    return Optional.of(file.toUri().toURL());
                } catch (MalformedURLException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return Optional.ofNullable(Thread.currentThread().getContextClassLoader().getResource(fileName));
    }

    private static void load(Properties target, URL url) {
        try (InputStream in = url.openStream()) {
            target.load(in);
        } catch (IOException e) {
            throw new UnsupportedDescriptorException(url.toString(), 0, "cannot be read: " + e);
        }
    }
}
