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
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.ofbiz.base.config.GenericConfigException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Files that an admin of OFBiz writes, on the class path. Without the file there is nothing in it. */
public final class HostConfig {

    private HostConfig() {
    }

    public static List<Element> elements(String file, String name) throws GenericConfigException {
        try (InputStream text = Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
            return text == null ? List.of()
                    : elements(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(text).getDocumentElement(), name);
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new GenericConfigException(file + ": " + e.getMessage(), e);
        }
    }

    public static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(found::item).map(Element.class::cast).toList();
    }
}
