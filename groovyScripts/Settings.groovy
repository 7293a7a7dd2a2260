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
import java.time.Clock
import org.apache.ofbiz.asterisk.center.CallCenter
import org.apache.ofbiz.asterisk.crm.admin.SettingCatalog
import org.apache.ofbiz.asterisk.crm.ldap.LdapSecret

// Data of the page settings. Where a change was refused, what was sent is in its row again, with what is wrong.
SettingCatalog book = new SettingCatalog(delegator, CallCenter.settings(delegator), Clock.systemUTC())
Map problems = parameters.fieldProblems instanceof Map ? parameters.fieldProblems : [:]
Map<String, String> yesAndNo = ['true': "${uiLabelMap.AsteriskYes} (true)".toString(), 'false': "${uiLabelMap.AsteriskNo} (false)".toString()]
Closure words = { String text -> yesAndNo[text] ?: text }
Closure source = { entry -> entry.fromFile() ? uiLabelMap.AsteriskFromFile : uiLabelMap.AsteriskFromDatabase }
context.settings = book.entries().collect { entry ->
    String name = entry.setting().name()
    boolean sent = isError && parameters.settingName == name
    String value = sent && parameters.settingValue instanceof String ? parameters.settingValue : entry.value()
    List<String> choices = entry.setting().choices()
    String unreadable = entry.wanted().map { uiLabelMap.AsteriskSettingUnreadable }.orElse('')
    [settingName: name, meaning: uiLabelMap[entry.setting().label()], changeable: entry.changeable(), fromFile: entry.fromFile(),
     settingValue: value,
     shownValue: sent && parameters.shownValue instanceof String ? parameters.shownValue : entry.shown(),
     defaultValue: words(entry.setting().defaultText()) ?: uiLabelMap.AsteriskNothing,
     sourceWords: entry.changeable() ? source(entry) : uiLabelMap.AsteriskFromFileOnly,
     problem: sent && problems ? problems.settingValue ?: '' : unreadable,
     choices: choices ? (choices + value).unique().collect { [key: it, words: words(it), chosen: it == value] } : null]
}
context.ldapPassword = LdapSecret.of(delegator) ? uiLabelMap.AsteriskLdapPasswordStored : uiLabelMap.AsteriskLdapPasswordNone
context.settingChanges = book.changes(50).collect { change ->
    Map shown = ['settingChangeId', 'changedDate', 'changedBy', 'settingName'].collectEntries { [it, change[it]] }
    shown + [oldWords: change.oldFromFile == 'Y' ? uiLabelMap.AsteriskFromFile : change.oldValue ?: uiLabelMap.AsteriskNothing,
             newWords: change.newFromFile == 'Y' ? uiLabelMap.AsteriskFromFile : change.newValue ?: uiLabelMap.AsteriskNothing,
             stands: book.find(change.getString('settingName')).map { entry -> SettingCatalog.stands(change, entry) }.orElse(false)]
}
