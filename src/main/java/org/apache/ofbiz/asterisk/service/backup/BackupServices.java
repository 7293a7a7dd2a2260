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
package org.apache.ofbiz.asterisk.service.backup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.ImportOutcome;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.admin.SettingCatalog;
import org.apache.ofbiz.asterisk.crm.admin.backup.Backup;
import org.apache.ofbiz.asterisk.crm.admin.backup.BackupImport;
import org.apache.ofbiz.asterisk.setup.queues.QueuesFile;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.transaction.TransactionUtil;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.ServiceUtil;

/** The services about the configuration as one file (servicedef/services.xml). Permissions are checked by their definitions. */
public final class BackupServices {

    private static final String MODULE = BackupServices.class.getName();
    private static final String PASSPHRASE = "passphrase";
    private static final String BACKUP = "backup";
    private static final ImportOutcome.Words WORDS =
            new ImportOutcome.Words("AsteriskBackupWouldBe", "AsteriskBackupDone", "AsteriskBackupNothingChanged");
    private static final int SECONDS = 600;
    /** Rows that a page shows; the refused ones come first. */
    private static final int SHOWN = 500;

    private BackupServices() {
    }

    /** Service exportAsteriskBackup. */
    public static Map<String, Object> export(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = checked(context);
        String passphrase = Objects.toString(context.get(PASSPHRASE), "");
        if (!passphrase.isEmpty() && passphrase.length() < Backup.SHORTEST_PASSPHRASE) {
            check.refuse(PASSPHRASE, "AsteriskBackupShort", Map.of("least", String.valueOf(Backup.SHORTEST_PASSPHRASE)));
        }
        if (check.failed()) {
            return check.refusal();
        }
        try {
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.put(BACKUP, Backup.export(dctx.getDelegator(), catalog(dctx), Optional.of(passphrase).filter(text -> !text.isEmpty())));
            return result;
        } catch (GenericEntityException e) {
            Debug.logError(e, "Couldn't export the configuration", MODULE);
            return ServiceUtil.returnError(e.getMessage());
        }
    }

    /** Service importAsteriskBackup: all of it or nothing. A check does the same, and rolls it back. */
    public static Map<String, Object> importBackup(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = checked(context);
        if (check.failed()) {
            return check.refusal();
        }
        boolean checkOnly = "Y".equals(context.get("checkOnly"));
        try {
            var callers = TransactionUtil.suspend(); // the namespace of its type is OFBiz's affair
            try {
                return imported(dctx, context, checkOnly);
            } finally {
                TransactionUtil.resume(callers);
            }
        } catch (GenericServiceException | GenericEntityException e) {
            Debug.logError(e, "Couldn't import the configuration", MODULE);
            return ServiceUtil.returnError(e.getMessage());
        }
    }

    private static Map<String, Object> imported(DispatchContext dctx, Map<String, ? extends Object> context, boolean checkOnly)
            throws GenericServiceException, GenericEntityException {
        TransactionUtil.begin(SECONDS);
        try {
            List<ImportOutcome> outcomes = new BackupImport(dctx.getDispatcher(), context,
                    text -> QueuesFile.parse(text).foreignLine()).apply(text(context.get(BACKUP)),
                    Objects.toString(context.get(PASSPHRASE), ""), catalog(dctx));
            if (!checkOnly && outcomes.stream().noneMatch(ImportOutcome::isRefused)) {
                TransactionUtil.commit();
            }
            return ImportOutcome.answer(outcomes, checkOnly, WORDS, SHOWN, UtilMisc.ensureLocale(context.get("locale")));
        } finally {
            if (TransactionUtil.isTransactionInPlace()) {
                TransactionUtil.rollback();
            }
        }
    }

    private static String text(Object backup) {
        if (backup instanceof ByteBuffer bytes) {
            // one that is too long is refused by its length, which needs no more of it
            ByteBuffer some = bytes.duplicate();
            some.limit(Math.min(some.limit(), some.position() + 4 * Backup.LONGEST + 1));
            return StandardCharsets.UTF_8.decode(some).toString();
        }
        return Objects.toString(backup, "");
    }

    private static InputCheck checked(Map<String, ? extends Object> context) {
        Map<String, Object> fields = new HashMap<>(context);
        fields.remove(BACKUP); // has many lines, and each value of each is checked where it is used
        return InputCheck.of(fields).longest(Backup.LONGEST_PASSPHRASE, PASSPHRASE);
    }

    private static SettingCatalog catalog(DispatchContext dctx) {
        return new SettingCatalog(dctx.getDelegator(), CallCenter.settings(dctx.getDelegator()), Clock.systemUTC());
    }
}
