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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who may enter a server tries to find out about other hosts and files with it. */
@Tag("security")
class AllowedAddressesTest {

    private static final int AMI = 5038;

    /** Names that somebody asked the network for. */
    private final List<String> asked = new ArrayList<>();

    private AllowedAddresses allowed(String hosts, String ports, String... answers) {
        return allowed(List.of(hosts.split(", ")), List.of(ports.split(", ")), answers);
    }

    private AllowedAddresses allowed(List<String> hosts, List<String> ports, String... answers) {
        return new AllowedAddresses(hosts, ports, name -> {
            asked.add(name);
            if (answers.length == 0) {
                throw new UnknownHostException(name);
            }
            // another answer each time, as a name server does that wants the check to see another address than the connection
            String answer = answers[(asked.size() - 1) % answers.length];
            return answer.isEmpty() ? new InetAddress[0] : new InetAddress[] {InetAddress.getByName(answer)};
        });
    }

    private AllowedAddresses byDefault(String... answers) {
        Settings settings = new Settings(name -> "");
        return allowed(settings.get(Settings.PBX_HOSTS), List.of("5038", "5039"), answers);
    }

    private static String refusal(AllowedAddresses allowed, String host, int port) {
        ConnectionFailure failure = assertThrows(ConnectionFailure.class, () -> allowed.resolve(host, port), host + ":" + port);
        assertThat(failure.fault(), is(ConnectionFault.NOT_ALLOWED));
        return failure.getMessage();
    }

    @Test
    void whatIsNotListedIsRefusedInOneWordingAndNothingIsLookedUp() {
        AllowedAddresses allowed = byDefault("10.0.0.5");
        Set<String> wordings = new HashSet<>();
        for (String host : List.of("8.8.8.8", "169.254.169.254", "169.254.1.1", "0.0.0.0", "255.255.255.255", "224.0.0.1", "172.32.0.1", "11.0.0.1",
                "192.169.0.1", "100.100.100.200", "::", "::ffff:8.8.8.8", "::ffff:169.254.169.254", "2001:db8::1", "fe80::1", "fe80::1%lo", "ff02::1",
                "fd00:ec2::254", "FD00:0EC2:0:0:0:0:0:254", "fd20:ce::254", "64:ff9b::a9fe:a9fe", "example.com", "EXAMPLE.com",
                "metadata.example.org", "pbx.example.com.",
                "notlocal.example", "xlan.example.net", "2130706433", "0177.0.0.1", "127.1", "010.0.0.1", "0x7f.0.0.1",
                "10.0.0.1.", "1.2.3.4.5", "", ".", "*", "*.lan", "a..lan", "pbx.lan..", "[::1]", "10.0.0.1/8", "user@pbx", "pbx:5038",
                "pbx\u0000.lan", "b\u00fcro",
                "a".repeat(100_000), "a.".repeat(50_000) + "lan", ":".repeat(100_000))) {
            wordings.add(refusal(allowed, host, AMI));
        }
        for (int port : List.of(-1, 0, 1, 22, 80, 443, 3306, 5037, 5040, 65_535, 65_536, 50_380)) {
            wordings.add(refusal(allowed, "127.0.0.1", port));
            wordings.add(refusal(allowed, "pbx.lan", port));
            wordings.add(refusal(allowed, "no-such-name.lan", port));
        }
        assertThat(wordings.toString(), wordings.size(), is(1));
        assertThat(wordings.iterator().next(), containsString("pbxHosts and pbxPorts in config/asterisk.properties"));
        assertThat(asked, is(empty()));
    }

    @Test
    void aNewcomerReachesThisMachineAndPrivateNetworks() throws IOException {
        for (String host : List.of("127.0.0.1", "127.9.9.9", "::1", "10.0.0.5", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.1.10",
                "fd12:3456::1", "fcff::1", "::ffff:10.0.0.5")) {
            assertThat(byDefault().resolve(host, AMI).getAddress(), is(InetAddress.getByName(host)));
            assertThat(byDefault().resolve(host, 5039).getPort(), is(5039));
        }
        assertThat(asked, is(empty()));
        for (String host : List.of("localhost", "pbx", "Asterisk_1", "pbx.local", "pbx.office.LAN", "pbx.lan.", "a.internal", "b.home.arpa")) {
            assertThat(host, byDefault("192.168.1.10").resolve(host, AMI).getAddress(), is(InetAddress.getByName("192.168.1.10")));
        }
        assertThrows(UnknownHostException.class, () -> byDefault().resolve("pbx.lan", AMI), "an allowed name may be said to be unknown");
    }

    @Test
    void anAllowedNameLeadsToNoOtherAddressWhoeverAnswersForIt() throws IOException {
        for (String address : List.of("169.254.169.254", "8.8.8.8", "fd00:ec2::254", "0.0.0.0", "::ffff:169.254.169.254", "fe80::1", "")) {
            refusal(byDefault(address), "rebinds.lan", AMI);
        }
        asked.clear();
        AllowedAddresses rebinding = byDefault("10.0.0.5", "169.254.169.254");
        assertThat(rebinding.resolve("rebinds.lan", AMI).getAddress(), is(InetAddress.getByName("10.0.0.5")));
        assertThat("one look-up, whose address is the one to connect to", asked, is(List.of("rebinds.lan")));
    }

    @Test
    void theFileAllowsMore() throws IOException {
        AllowedAddresses pbx = allowed("pbx.example.com, 203.0.113.0/24, 2001:db8::/32, 169.254.7.7", "5038, 6000-6010", "203.0.114.1");
        assertThat(pbx.resolve("PBX.example.com", 6005).getAddress(), is(InetAddress.getByName("203.0.114.1")));
        assertThat(pbx.resolve("203.0.113.255", AMI).getPort(), is(AMI));
        assertThat(pbx.resolve("2001:db8::7", 6010).getPort(), is(6010));
        assertThat("one link-local address, told by itself", pbx.resolve("169.254.7.7", AMI).getPort(), is(AMI));
        refusal(pbx, "203.0.114.1", AMI);
        refusal(pbx, "sub.pbx.example.com", AMI);
        refusal(pbx, "169.254.7.8", AMI);
        refusal(pbx, "127.0.0.1", AMI);
        refusal(pbx, "2001:db9::7", AMI);
        refusal(pbx, "203.0.113.1", 6011);
    }

    @Test
    void aRangeThatIsTooWideOpensNoMetadata() {
        AllowedAddresses all = allowed("0.0.0.0/0, ::/0, *, *.example.com, metadata.example.com", "1-65535", "169.254.169.254");
        for (String host : List.of("169.254.169.254", "fe80::1", "0.0.0.0", "::", "fd00:ec2::254", "100.100.100.200", "168.63.129.16", "192.0.0.192",
                "224.0.0.1", "a.example.com", "metadata.example.com", "metadata")) {
            refusal(all, host, 80);
        }
    }

    @Test
    void anEntryThatCannotBeReadAllowsNothing() {
        AllowedAddresses odd = allowed("10.0.0.0/33, 10.0.0.0/-1, 10.0.0.0/x, 10.0.0, http://pbx, *pbx, pbx*, **, /", "x, 0, 5-1, -5, 99999999, 5038",
                "10.0.0.5");
        refusal(odd, "10.0.0.5", AMI);
        refusal(odd, "pbx", AMI);
        assertThat(asked, is(empty()));
    }

    @Test
    void certificatesAreReadFromTheFoldersOfTheFileOnly(@TempDir Path around) throws IOException {
        Path folder = Files.createDirectory(around.resolve("trusted"));
        Path inside = Files.writeString(folder.resolve("ca.pem"), "x");
        Path outside = Files.writeString(around.resolve("secret.pem"), "x");
        Path out = Files.createSymbolicLink(folder.resolve("out.pem"), outside);
        Path linked = Files.createSymbolicLink(around.resolve("linked"), folder);
        TrustFolders folders = new TrustFolders(List.of(folder), around.resolve("home"));

        assertThat(folders.find(inside.toString()).isPresent(), is(true));
        assertThat(folders.find(out.toString()).isPresent(), is(false));
        for (String file : List.of(outside.toString(), folder + "/../secret.pem", folder + "x/ca.pem", "/etc/passwd", "/no/such", "",
                "trusted/ca.pem", linked + "/../secret.pem", "\u0000")) {
            assertThat(file, folders.hold(file), is(false));
        }
        assertThat("not there, which is told as anything else that cannot be read", folders.hold(folder + "/none.pem"), is(true));
        assertThat(new TrustFolders(List.of(linked), around).find(inside.toString()).isPresent(), is(true));
    }
}
