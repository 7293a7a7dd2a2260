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

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason.Code;
import org.apache.ofbiz.base.util.Debug;

/**
 * The hosts and ports that OFBiz may connect to as a PBX: the settings {@code pbxHosts} and {@code pbxPorts}. Anyone who may enter a server
 * could otherwise search the network by what a connection says. What is not allowed is refused before any name is looked up and any
 * packet is sent, and always with the same message. An allowed name is looked up once, and the address that was checked is the one to
 * connect to, so a name that changes in between leads nowhere else. Immutable, thread-safe.
 */
public final class AllowedAddresses {

    private static final String MODULE = AllowedAddresses.class.getName();
    private static final String ANY_LABEL = "*";
    private static final Pattern NAME = Pattern.compile("[a-z0-9_.-]{1,253}+");
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    /** Where hosts of clouds tell virtual machines their secrets. */
    private static final List<InetAddress> METADATA = List.of(literal("fd00:ec2::254").orElseThrow(), literal("fd20:ce::254").orElseThrow(),
            literal("100.100.100.200").orElseThrow(), literal("192.0.0.192").orElseThrow(), literal("168.63.129.16").orElseThrow());

    /** Finds the addresses of a name. */
    interface Resolver {

        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    /** Addresses that begin with the same bits. */
    private record Range(byte[] base, int bits) {

        boolean holds(InetAddress address) {
            byte[] bytes = address.getAddress();
            if (bytes.length != base.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if ((bytes[bit / Byte.SIZE] & mask) != (base[bit / Byte.SIZE] & mask)) {
                    return false;
                }
            }
            return true;
        }

        boolean isOneAddress() {
            return bits == base.length * Byte.SIZE;
        }
    }

    private record Ports(int least, int most) {
    }

    private final List<String> names;
    private final List<Range> ranges;
    private final List<Ports> ports;
    private final Resolver resolver;

    AllowedAddresses(List<String> hosts, List<String> portList, Resolver resolver) {
        this.resolver = resolver;
        List<String> readNames = new ArrayList<>();
        List<Range> readRanges = new ArrayList<>();
        List<Ports> readPorts = new ArrayList<>();
        hosts.forEach(entry -> addHost(entry, readNames, readRanges));
        portList.forEach(entry -> addPorts(entry, readPorts));
        this.names = List.copyOf(readNames);
        this.ranges = List.copyOf(readRanges);
        this.ports = List.copyOf(readPorts);
    }

    static AllowedAddresses of(List<String> hosts, List<String> ports) {
        return new AllowedAddresses(hosts, ports, InetAddress::getAllByName);
    }

    private static void addHost(String entry, List<String> names, List<Range> ranges) {
        String text = entry.toLowerCase(Locale.ROOT);
        int slash = text.indexOf('/');
        Optional<InetAddress> base = literal(slash < 0 ? text : text.substring(0, slash));
        if (base.isPresent()) {
            int most = base.get().getAddress().length * Byte.SIZE;
            int bits = slash < 0 ? most : number(text.substring(slash + 1));
            if (bits >= 0 && bits <= most) {
                ranges.add(new Range(base.get().getAddress(), bits));
                return;
            }
        } else if (text.equals(ANY_LABEL) || isName(text.startsWith("*.") ? text.substring(2) : text)) {
            names.add(text);
            return;
        }
        Debug.logWarning("Ignored an entry of pbxHosts that isn't a host name, an address, or an address range: " + entry, MODULE);
    }

    private static void addPorts(String entry, List<Ports> ports) {
        int dash = entry.indexOf('-');
        int least = number(dash < 0 ? entry : entry.substring(0, dash));
        int most = dash < 0 ? least : number(entry.substring(dash + 1));
        if (least < 1 || most < least) {
            Debug.logWarning("Ignored an entry of pbxPorts that isn't a port or a port range: " + entry, MODULE);
        } else {
            ports.add(new Ports(least, most));
        }
    }

    /** -1 for what is no number of at most five digits. */
    private static int number(String text) {
        String digits = text.strip();
        return digits.matches("[0-9]{1,5}+") ? Integer.parseInt(digits) : -1;
    }

    /**
     * The address to connect to. Waits for the look-up of an allowed name, for nothing else.
     *
     * @throws UnknownHostException if the host is an allowed name that leads nowhere
     * @throws IOException          in the same words for whatever is not allowed
     */
    public InetSocketAddress resolve(String host, int port) throws IOException {
        if (ports.stream().noneMatch(allowed -> port >= allowed.least() && port <= allowed.most())) {
            throw refused();
        }
        Optional<InetAddress> literal = literal(host);
        if (literal.isPresent()) {
            return new InetSocketAddress(literal.filter(this::allows).orElseThrow(AllowedAddresses::refused), port);
        }
        String name = host.toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        boolean whole = names.contains(plain);
        if (!isName(plain) || !whole && names.stream().noneMatch(rule -> covers(rule, plain))) {
            throw refused();
        }
        for (InetAddress address : resolver.addresses(name)) {
            if (allows(address) || whole && !isSpecial(address)) {
                return new InetSocketAddress(address, port);
            }
        }
        throw refused();
    }

    /** Its last label has a letter: a number may be read as an address by the system. */
    private static boolean isName(String text) {
        if (!NAME.matcher(text).matches()) {
            return false;
        }
        String[] labels = text.split("\\.", -1);
        return Arrays.stream(labels).noneMatch(String::isEmpty) && labels[labels.length - 1].chars().anyMatch(Character::isLetter);
    }

    private static boolean covers(String rule, String name) {
        return rule.equals(ANY_LABEL) ? name.indexOf('.') < 0 : rule.startsWith("*.") && name.endsWith(rule.substring(1));
    }

    /** Addresses that are dangerous to reach are allowed only one by one, never by a range that happens to hold them. */
    private boolean allows(InetAddress address) {
        boolean special = isSpecial(address);
        return ranges.stream().anyMatch(range -> range.holds(address) && (!special || range.isOneAddress()));
    }

    private static boolean isSpecial(InetAddress address) {
        return address.isLinkLocalAddress() || address.isMulticastAddress() || address.isAnyLocalAddress() || METADATA.contains(address);
    }

    /** The address that a text spells; empty for anything else. Never asks for a name. */
    private static Optional<InetAddress> literal(String text) {
        boolean spelled = IPV4.matcher(text).matches() || text.indexOf(':') >= 0 && IPV6.matcher(text).matches();
        try {
            return spelled ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static ConnectionFailure refused() {
        return new ConnectionFailure(ConnectionFault.NOT_ALLOWED, ConnectionReason.of(Code.NOT_ALLOWED));
    }
}
