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
package org.apache.ofbiz.asterisk.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;

/** A real Asterisk and nine simulated PBXs. */
final class TenPbxs {

    private static final int SIMULATED = 9;
    private static final Duration TALK = Duration.ofMinutes(5);

    private TenPbxs() {
    }

    /** The simulated ones beside this one. */
    static List<ClusterPbx> start(Path folder, RealClusterPbx real) throws IOException {
        List<ClusterPbx> all = new ArrayList<>();
        all.add(real);
        for (int number = 1; number <= SIMULATED; number++) {
            SimulatedPbx pbx = SimulatedPbx.start(0, folder.resolve("recordings"));
            pbx.customersTalkFor(TALK);
            pbx.phonesTakeManyCalls();
            all.add(new SimulatedClusterPbx(number, pbx));
        }
        return all;
    }

    /** Starts these nodes, which take servers when all of them are there, so that each gets its share. */
    static void addNodes(Cluster cluster, int nodes) throws IOException {
        cluster.add(0);
        cluster.change("UPDATE ASTERISK_SERVER SET ENABLED = 'N'");
        for (int i = 1; i < nodes; i++) {
            cluster.add(0);
        }
        cluster.change("UPDATE ASTERISK_SERVER SET ENABLED = 'Y'");
    }

    static RealClusterPbx real(Cluster cluster) {
        return (RealClusterPbx) cluster.pbxs().get(0);
    }
}
