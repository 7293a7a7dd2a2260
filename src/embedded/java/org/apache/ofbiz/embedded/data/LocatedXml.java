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
import java.lang.ref.SoftReference;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.ext.DefaultHandler2;

/**
 * Reads descriptors into DOM trees whose elements know their file and line, and helps readers to refuse what they do not
 * implement. A document type declaration is refused, so no external entity is ever loaded. Several readers get the same
 * document: nobody changes one. Thread-safe.
 */
public final class LocatedXml {
    private static final String FILE = "located.file";
    private static final String LINE = "located.line";
    /** What the next host in this JVM needs not parse again, as long as the file stays as it is. */
    private static final Map<Path, Parsed> PARSED = new ConcurrentHashMap<>();
    /** What has just been written may be written once more within the same tick of the file's clock. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private record Parsed(FileTime changed, long size, SoftReference<Document> document) {

        boolean isOf(BasicFileAttributes file) {
            return changed.equals(file.lastModifiedTime()) && size == file.size();
        }
    }

    private LocatedXml() {
    }

    /** @throws UnsupportedDescriptorException when the file cannot be read or is not well-formed */
    public static Document parse(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            Optional<Document> known = Optional.ofNullable(PARSED.get(file)).filter(parsed -> parsed.isOf(now)).map(parsed -> parsed.document.get());
            if (known.isPresent()) {
                return known.get();
            }
            try (InputStream in = Files.newInputStream(file)) {
                Document document = parse(in, file.toString());
                if (now.lastModifiedTime().toInstant().isBefore(Instant.now().minus(SETTLED))) {
                    PARSED.put(file, new Parsed(now.lastModifiedTime(), now.size(), new SoftReference<>(document)));
                }
                return document;
            }
        } catch (IOException e) {
            throw new UnsupportedDescriptorException(file.toString(), 0, "cannot be read: " + e);
        }
    }

    /** @throws UnsupportedDescriptorException when the address cannot be read or is not well-formed */
    public static Document parse(URL url) {
        if ("file".equals(url.getProtocol())) {
            return parse(Path.of(URI.create(url.toString())));
        }
        try (InputStream in = url.openStream()) {
            return parse(in, url.toString());
        } catch (IOException e) {
            throw new UnsupportedDescriptorException(url.toString(), 0, "cannot be read: " + e);
        }
    }

    /** As {@link #parse(URL)}, a tree of the caller's own: also who only reads one changes it, and others are shared by all threads. */
    public static Document parseOwn(URL url) {
        Document shared = parse(url);
        try {
            Document own = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
            own.setDocumentURI(shared.getDocumentURI());
            synchronized (shared) {
                copy(shared, own, own);
            }
            return own;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What {@code cloneNode} leaves out is copied, too: where each element is written. */
    private static void copy(Node from, Node to, Document own) {
        for (String where : List.of(FILE, LINE)) {
            Optional.ofNullable(from.getUserData(where)).ifPresent(value -> to.setUserData(where, value, null));
        }
        for (Node child = from.getFirstChild(); child != null; child = child.getNextSibling()) {
            copy(child, to.appendChild(own.importNode(child, false)), own);
        }
    }

    private static Document parse(InputStream in, String name) throws IOException {
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Builder builder = new Builder(name);
            var reader = factory.newSAXParser().getXMLReader();
            reader.setContentHandler(builder);
            reader.setErrorHandler(builder);
            reader.setProperty("http://xml.org/sax/properties/lexical-handler", builder);
            reader.parse(new InputSource(in));
            return builder.document;
        } catch (SAXParseException e) {
            throw new UnsupportedDescriptorException(name, e.getLineNumber(), e.getMessage());
        } catch (SAXException | ParserConfigurationException e) {
            throw new UnsupportedDescriptorException(name, 0, e.getMessage());
        }
    }

    /** The line of the element's start tag, from 1; 0 for an element made by hand. */
    public static int line(Node node) {
        return node.getUserData(LINE) instanceof Integer line ? line : 0;
    }

    public static String file(Node node) {
        return node.getUserData(FILE) instanceof String file ? file : "(no file)";
    }

    /** "file:line", for messages. */
    public static String where(Node node) {
        return file(node) + ":" + line(node);
    }

    public static UnsupportedDescriptorException unsupported(Node node, String what) {
        return new UnsupportedDescriptorException(file(node), line(node), what);
    }

    public static List<Element> children(Element parent) {
        List<Element> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }

    public static List<Element> children(Element parent, String localName) {
        return children(parent).stream().filter(child -> localName.equals(child.getLocalName())).toList();
    }

    /** The child elements, none of which is named otherwise, and with no text between them. */
    public static List<Element> onlyChildren(Element parent, String... allowedNames) {
        Set<String> allowed = Set.of(allowedNames);
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element && !allowed.contains(child.getLocalName())) {
                throw unsupported(child, "element <" + child.getNodeName() + "> in <" + parent.getNodeName() + "> is not supported");
            }
            if (child.getNodeType() == Node.TEXT_NODE && !child.getNodeValue().isBlank()) {
                throw unsupported(parent, "text in <" + parent.getNodeName() + "> is not supported");
            }
        }
        return children(parent);
    }

    /** Refuses attributes that are not named here; those of the xsi and xml name spaces may always be there. */
    public static void onlyAttributes(Element element, String... allowedNames) {
        Set<String> allowed = Set.of(allowedNames);
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            boolean general = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(attribute.getNamespaceURI())
                    || XMLConstants.XML_NS_URI.equals(attribute.getNamespaceURI())
                    || XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI());
            if (!general && !allowed.contains(attribute.getNodeName())) {
                throw unsupported(element, "attribute " + attribute.getNodeName() + " of <" + element.getNodeName() + "> is not supported");
            }
        }
    }

    public static String required(Element element, String attribute) {
        return optional(element, attribute).orElseThrow(() ->
                unsupported(element, "<" + element.getNodeName() + "> needs the attribute " + attribute));
    }

    /** The attribute's value; empty where it is absent or blank. */
    public static Optional<String> optional(Element element, String attribute) {
        return Optional.of(element.getAttribute(attribute)).filter(value -> !value.isBlank());
    }

    public static boolean flag(Element element, String attribute, boolean byDefault) {
        String value = element.getAttribute(attribute);
        return switch (value) {
        case "" -> byDefault;
        case "true" -> true;
        case "false" -> false;
        default -> throw unsupported(element, attribute + "=\"" + value + "\" is neither true nor false");
        };
    }

    /** The attribute's value, which must be one of those named; the first is the default. */
    public static String oneOf(Element element, String attribute, String... values) {
        String value = optional(element, attribute).orElse(values[0]);
        if (!List.of(values).contains(value)) {
            throw unsupported(element, attribute + "=\"" + value + "\" of <" + element.getNodeName() + "> is not supported");
        }
        return value;
    }

    private static final class Builder extends DefaultHandler2 {
        private final Document document;
        private final String file;
        private final Deque<Node> open = new ArrayDeque<>();
        private Locator locator;
        private boolean inCdata;

        Builder(String file) throws ParserConfigurationException {
            this.file = file;
            this.document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
            this.document.setDocumentURI(file);
            this.document.setUserData(FILE, file, null);
            open.push(document);
        }

        @Override
        public void setDocumentLocator(Locator locator) {
            this.locator = locator;
        }

        @Override
        public void startElement(String uri, String localName, String name, Attributes attributes) {
            Element element = document.createElementNS(uri.isEmpty() ? null : uri, name);
            for (int i = 0; i < attributes.getLength(); i++) {
                String space = attributes.getURI(i);
                element.setAttributeNS(space.isEmpty() ? null : space, attributes.getQName(i), attributes.getValue(i));
            }
            element.setUserData(FILE, file, null);
            element.setUserData(LINE, locator.getLineNumber(), null);
            open.peek().appendChild(element);
            open.push(element);
        }

        @Override
        public void endElement(String uri, String localName, String name) {
            open.pop();
        }

        @Override
        public void characters(char[] text, int start, int length) {
            String value = new String(text, start, length);
            open.peek().appendChild(inCdata ? document.createCDATASection(value) : document.createTextNode(value));
        }

        @Override
        public void startCDATA() {
            inCdata = true;
        }

        @Override
        public void endCDATA() {
            inCdata = false;
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
