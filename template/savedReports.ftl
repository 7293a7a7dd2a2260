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
<#-- What users asked reports for, under names, and when they are sent. Works without scripts. -->
<#macro asks>
  <#list askedNames as field><#if asked[field]?has_content && !(asked.period?has_content && (field == "fromDay" || field == "thruDay"))><input type="hidden" name="${field}" value="${asked[field]}"></#if></#list>
</#macro>
<#macro number name label from thru chosen>
  <p><label for="as-${name}">${label}</label>
    <select id="as-${name}" name="${name}"><#list from..thru as value><option value="${value?c}"<#if chosen == value> selected</#if>>${value?c}</option></#list></select></p>
</#macro>
<#macro sharing id chosen>
  <p><label for="${id}">${uiLabelMap.AsteriskSavedReportShared}</label>
    <select id="${id}" name="shared"><option value="N">${uiLabelMap.AsteriskNo}</option><option value="Y"<#if chosen> selected</#if>>${uiLabelMap.AsteriskYes}</option></select></p>
</#macro>
<h3 id="as-saved">${uiLabelMap.AsteriskSavedReports}</h3>
<#if savedReports?has_content>
<div class="ar-scroll" tabindex="0" role="region" aria-labelledby="as-saved">
<table class="ar-table ar-list">
  <thead><tr><th scope="col">${uiLabelMap.AsteriskSavedReportName}</th><th scope="col">${uiLabelMap.AsteriskSavedReportOwner}</th><th scope="col">${uiLabelMap.AsteriskSavedReportShared}</th><th scope="col">${uiLabelMap.AsteriskSavedReportSent}</th><th scope="col">${uiLabelMap.AsteriskSavedReportLast}</th><th scope="col">${uiLabelMap.AsteriskSavedReportNext}</th><th scope="col">${uiLabelMap.AsteriskRetentionActions}</th></tr></thead>
  <tbody>
  <#list savedReports as report>
    <tr data-saved="${report.id}"><th scope="row"><a href="<@ofbizUrl>callReports</@ofbizUrl>?savedReportId=${report.id}"<#if report.id == openId> aria-current="true"</#if>>${report.name}</a></th><td>${report.owner}</td><td><#if report.shared>${uiLabelMap.AsteriskYes}<#else>${uiLabelMap.AsteriskNo}</#if></td><td>${report.often}</td><td>${report.lastSent}<#if report.problem?has_content> <span class="ar-failure">${report.problem}</span></#if></td><td>${report.nextSent}</td><td><#if report.own><form method="post" action="<@ofbizUrl>deleteSavedReport</@ofbizUrl>?<@csrfTokenPair>deleteSavedReport</@csrfTokenPair>"><input type="hidden" name="savedReportId" value="${report.id}"><button type="submit" aria-label="${uiLabelMap.AsteriskDelete} ${report.name}">${uiLabelMap.AsteriskDelete}</button></form></#if></td></tr>
  </#list>
  </tbody>
</table>
</div>
<#else>
<p class="ar-quiet">${uiLabelMap.AsteriskSavedReportNone}</p>
</#if>
<h4>${uiLabelMap.AsteriskSavedReportSave}</h4>
<form class="ar-form" method="post" action="<@ofbizUrl>createSavedReport</@ofbizUrl>?<@csrfTokenPair>createSavedReport</@csrfTokenPair>">
  <@asks/>
  <p><label for="as-newName">${uiLabelMap.AsteriskSavedReportName}</label><input id="as-newName" name="reportName" maxlength="60" required></p>
  <@sharing id="as-newShared" chosen=false/>
  <p><button type="submit" id="as-create">${uiLabelMap.AsteriskSavedReportSave}</button></p>
</form>
<#if openReport?has_content>
<h4>${uiLabelMap.AsteriskSavedReportChange}: ${openReport.reportName}</h4>
<form class="ar-form" method="post" action="<@ofbizUrl>updateSavedReport</@ofbizUrl>?<@csrfTokenPair>updateSavedReport</@csrfTokenPair>">
  <input type="hidden" name="savedReportId" value="${openReport.savedReportId}">
  <@asks/>
  <p><label for="as-name">${uiLabelMap.AsteriskSavedReportName}</label><input id="as-name" name="reportName" maxlength="60" required value="${openReport.reportName}"></p>
  <@sharing id="as-shared" chosen=((openReport.shared!"N") == "Y")/>
  <p><button type="submit" id="as-update">${uiLabelMap.AsteriskSavedReportUpdate}</button></p>
</form>
<h4>${uiLabelMap.AsteriskSavedReportSchedule}</h4>
<form class="ar-form" method="post" action="<@ofbizUrl>scheduleSavedReport</@ofbizUrl>?<@csrfTokenPair>scheduleSavedReport</@csrfTokenPair>">
  <input type="hidden" name="savedReportId" value="${openReport.savedReportId}">
  <p><label for="as-sendFrequency">${uiLabelMap.AsteriskSavedReportSent}</label>
    <select id="as-sendFrequency" name="sendFrequency"><option value="">${uiLabelMap.AsteriskSavedReportNever}</option><#list frequencies as each><option value="${each.id}"<#if (openReport.sendFrequency!"") == each.id> selected</#if>>${each.name}</option></#list></select></p>
  <p><label for="as-sendWeekDay">${uiLabelMap.AsteriskSavedReportWeekDay}</label>
    <select id="as-sendWeekDay" name="sendWeekDay"><#list weekDays as day><option value="${day.id?c}"<#if (openReport.sendWeekDay!1) == day.id> selected</#if>>${day.name}</option></#list></select></p>
  <@number name="sendMonthDay" label=uiLabelMap.AsteriskSavedReportMonthDay from=1 thru=28 chosen=(openReport.sendMonthDay!1)/>
  <@number name="sendHour" label=uiLabelMap.AsteriskSavedReportHour from=0 thru=23 chosen=(openReport.sendHour!7)/>
  <p><label for="as-fileTypes">${uiLabelMap.AsteriskSavedReportFiles}</label>
    <select id="as-fileTypes" name="fileTypes"><#list ["CSV", "XLSX", "BOTH"] as value><option value="${value}"<#if (openReport.fileTypes!"CSV") == value> selected</#if>><#if value == "BOTH">${uiLabelMap.AsteriskSavedReportBoth}<#else>${value}</#if></option></#list></select></p>
  <p><label for="as-sendTo">${uiLabelMap.AsteriskSavedReportTo}</label><input id="as-sendTo" name="sendTo" maxlength="1000" size="40" value="${openReport.sendTo!}"></p>
  <p><button type="submit" id="as-schedule">${uiLabelMap.AsteriskSavedReportSchedule}</button></p>
</form>
<p class="ar-quiet">${uiLabelMap.AsteriskSavedReportHint}</p>
</#if>
