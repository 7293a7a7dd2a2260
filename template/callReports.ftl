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
<#-- What was counted of calls: the choice, a picture, and the same as a table. Works without scripts. -->
<link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/reports.css</@ofbizContentUrl>"/>
<#macro choice name label values>
  <p><label for="ar-${name}">${label}</label>
    <select id="ar-${name}" name="${name}"><option value=""></option><#list values as value><option value="${value.id}"<#if asked[name] == value.id> selected</#if>>${value.name}</option></#list></select></p>
</#macro>
<#macro kind name label values>
  <p><label for="ar-${name}">${label}</label>
    <select id="ar-${name}" name="${name}"><#list values as value><option value="${value}"<#if asked[name] == value> selected</#if>>${uiLabelMap["AsteriskReport_" + value]}</option></#list></select></p>
</#macro>
<div id="asterisk-reports">
<form class="ar-form" method="get" action="<@ofbizUrl>callReports</@ofbizUrl>">
<#if openId?has_content>  <input type="hidden" name="savedReportId" value="${openId}">
</#if>  <@kind name="reportBy" label=uiLabelMap.AsteriskReportBy values=["INTERVAL", "GROUP", "AGENT", "NUMBER", "DISPOSITION", "HOUR_OF_WEEK"]/>
  <@kind name="interval" label=uiLabelMap.AsteriskReportInterval values=["QUARTER_HOUR", "HALF_HOUR", "HOUR", "DAY", "WEEK", "MONTH"]/>
  <p><label for="ar-period">${uiLabelMap.AsteriskReportPeriod}</label>
    <select id="ar-period" name="period"><option value="">${uiLabelMap.AsteriskReportPeriodDays}</option><#list ["TODAY", "YESTERDAY", "LAST_7_DAYS", "LAST_30_DAYS", "THIS_WEEK", "LAST_WEEK", "THIS_MONTH", "LAST_MONTH"] as value><option value="${value}"<#if asked.period == value> selected</#if>>${uiLabelMap["AsteriskReport_" + value]}</option></#list></select></p>
  <p><label for="ar-fromDay">${uiLabelMap.AsteriskFromDate}</label><input id="ar-fromDay" name="fromDay" type="date" value="${asked.fromDay}"></p>
  <p><label for="ar-thruDay">${uiLabelMap.AsteriskThruDate}</label><input id="ar-thruDay" name="thruDay" type="date" value="${asked.thruDay}"></p>
  <@choice name="callCenterGroupId" label=uiLabelMap.AsteriskGroup values=groups/>
  <@choice name="agentPartyId" label=uiLabelMap.AsteriskAgent values=agents/>
  <p><label for="ar-number">${uiLabelMap.AsteriskDialed}</label><input id="ar-number" name="number" maxlength="60" value="${asked.number}"></p>
  <@choice name="dispositionEnumId" label=uiLabelMap.AsteriskConsoleDisposition values=dispositions/>
  <@kind name="formula" label=uiLabelMap.AsteriskReportFormula values=["BY_GROUP", "WITHOUT_SHORT_ABANDONS", "ALL_OFFERED", "WITHOUT_ABANDONS", "ANSWERED_ONLY"]/>
  <p><button type="submit">${uiLabelMap.AsteriskReportShow}</button></p>
</form>
<#if failure?has_content>
<p class="ar-failure" role="alert">${failure}</p>
<#else>
<#if report.outdated gt 0><p class="ar-notice" role="status">${uiLabelMap.AsteriskReportOutdated}</p></#if>
<#if heat?has_content>
<div class="ar-scroll" tabindex="0" role="region" aria-label="${uiLabelMap.AsteriskReport_HOUR_OF_WEEK}">
<table class="ar-heat">
  <caption>${uiLabelMap.AsteriskReportHeat}</caption>
  <thead><tr><td></td><#list 0..23 as hour><th scope="col">${hour?c}</th></#list></tr></thead>
  <tbody><#list heat as day><tr><th scope="row">${day.name}</th><#list day.hours as hour><td data-level="${hour.level?c}">${hour.count?c}</td></#list></tr></#list></tbody>
</table>
</div>
<#elseif bars?has_content>
<figure>
  <figcaption><span class="ar-key" data-bar="whole"></span>${report.columns[0].title} <span class="ar-key" data-bar="part"></span>${uiLabelMap.AsteriskReportColumn_ANSWERED} (0–${most?c})</figcaption>
  <svg viewBox="0 0 960 200" preserveAspectRatio="none" role="img" aria-label="${uiLabelMap.AsteriskReportPicture}">
    <#list bars as bar><g><title>${bar.words}</title><rect class="ar-whole" x="${bar.x?c}" y="${bar.y?c}" width="${bar.width?c}" height="${bar.tall?c}"/><rect class="ar-part" x="${bar.x?c}" y="${bar.partY?c}" width="${bar.width?c}" height="${bar.part?c}"/></g></#list>
  </svg>
</figure>
</#if>
<p class="ar-files"><a href="<@ofbizUrl>exportCallReport</@ofbizUrl>?${fileLink}&amp;fileType=CSV">${uiLabelMap.AsteriskReportCsv}</a>
  <a href="<@ofbizUrl>exportCallReport</@ofbizUrl>?${fileLink}&amp;fileType=XLSX">${uiLabelMap.AsteriskReportXlsx}</a></p>
<div class="ar-scroll" tabindex="0" role="region" aria-label="${uiLabelMap.AsteriskReports}">
<table class="ar-table">
  <thead><tr><th scope="col">${report.first}</th><#list report.columns as column><th scope="col" data-column="${column.name}">${column.title}</th></#list></tr></thead>
  <tbody>
  <#list report.lines as line>
    <tr data-row="${line.key}"><th scope="row">${line.label}</th><#list line.cells as cell><td>${cell.text}</td></#list></tr>
  </#list>
  </tbody>
  <tfoot><tr data-row="total"><th scope="row">${report.total.label}</th><#list report.total.cells as cell><td>${cell.text}</td></#list></tr></tfoot>
</table>
</div>
<#list report.formulas as formula><p class="ar-quiet">${formula}</p></#list>
</#if>
<#include "component://asterisk/template/savedReports.ftl"/>
</div>
