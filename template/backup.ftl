<#--
Licensed to the Apache Software Foundation (ASF) under one
or more contributor license agreements.  See the NOTICE file
distributed with this work for additional information
regarding copyright ownership.  The ASF licenses this file
to you under the Apache License, Version 2.0 (the
"License"); you may not use this file except in compliance
with the License.  You may obtain a copy of the License at

http://www.apache.org/licenses/LICENSE-2.0

Unless required by applicable law or agreed to in writing,
software distributed under the License is distributed on an
"AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY
KIND, either express or implied.  See the License for the
specific language governing permissions and limitations
under the License.
-->
<#-- The whole configuration as one file, and back. Works without scripts. -->
<link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/wizard.css</@ofbizContentUrl>"/>
<div id="asterisk-wizard" data-page="backup">
<h3>${uiLabelMap.AsteriskExport}</h3>
<p>${uiLabelMap.AsteriskBackupExportHint}</p>
<form class="aw-form" method="post" action="<@ofbizUrl>exportBackup</@ofbizUrl>?<@csrfTokenPair>exportBackup</@csrfTokenPair>">
  <p><label for="ab-export-passphrase">${uiLabelMap.AsteriskBackupPassphraseField}</label>
    <input id="ab-export-passphrase" name="passphrase" type="password" autocomplete="new-password" minlength="12" maxlength="200"></p>
  <p><button type="submit" id="ab-export">${uiLabelMap.AsteriskExport}</button></p>
</form>
<h3>${uiLabelMap.AsteriskImport}</h3>
<p>${uiLabelMap.AsteriskBackupImportHint}</p>
<form class="aw-form" method="post" enctype="multipart/form-data" action="<@ofbizUrl>checkBackup</@ofbizUrl>?<@csrfTokenPair>checkBackup</@csrfTokenPair>">
  <p><label for="ab-file">${uiLabelMap.AsteriskBackupFile}</label> <input id="ab-file" name="backupFile" type="file" accept="application/json,.json" required></p>
  <p><label for="ab-check-passphrase">${uiLabelMap.AsteriskBackupPassphraseField}</label>
    <input id="ab-check-passphrase" name="passphrase" type="password" autocomplete="off" maxlength="200"></p>
  <p><button type="submit" id="ab-check">${uiLabelMap.AsteriskCsvCheck}</button></p>
</form>
<#if outcomes?has_content>
<h3>${uiLabelMap.AsteriskCsvOutcome}</h3>
<#if importId?has_content>
<form class="aw-form" method="post" action="<@ofbizUrl>applyBackup</@ofbizUrl>?<@csrfTokenPair>applyBackup</@csrfTokenPair>">
  <input type="hidden" name="importId" value="${importId}">
  <p><label for="ab-apply-passphrase">${uiLabelMap.AsteriskBackupPassphraseField}</label>
    <input id="ab-apply-passphrase" name="passphrase" type="password" autocomplete="off" maxlength="200"></p>
  <p><button type="submit" id="ab-apply">${uiLabelMap.AsteriskImport}</button></p>
</form>
</#if>
<table class="aw-table" id="ab-outcomes">
  <thead><tr><th scope="col">${uiLabelMap.AsteriskBackupSection}</th><th scope="col">${uiLabelMap.AsteriskBackupRow}</th><th scope="col">${uiLabelMap.AsteriskCsvFate}</th><th scope="col">${uiLabelMap.AsteriskBackupDetails}</th></tr></thead>
  <tbody>
  <#list outcomes as each>
    <tr data-fate="${each.fate}"><td>${each.section}</td><td>${each.name}</td><td>${each.fateWords}</td><td>${each.words}</td></tr>
  </#list>
  </tbody>
</table>
</#if>
</div>
