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
<#-- Averages of scores, by agent or question. Works without scripts. -->
<link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/reports.css</@ofbizContentUrl>"/>
<#macro choice name label values empty=true>
  <p><label for="ar-${name}">${label}</label>
    <select id="ar-${name}" name="${name}"><#if empty><option value=""></option></#if><#list values as value><option value="${value.id}"<#if asked[name] == value.id> selected</#if>>${value.name}</option></#list></select></p>
</#macro>
<div id="asterisk-reports" data-page="scores">
<form class="ar-form" method="get" action="<@ofbizUrl>scoreReport</@ofbizUrl>">
  <@choice name="by" label=uiLabelMap.AsteriskScoreRows values=kinds empty=false/>
  <p><label for="ar-fromDay">${uiLabelMap.AsteriskFromDate}</label><input id="ar-fromDay" name="fromDay" type="date" value="${asked.fromDay}"></p>
  <p><label for="ar-thruDay">${uiLabelMap.AsteriskThruDate}</label><input id="ar-thruDay" name="thruDay" type="date" value="${asked.thruDay}"></p>
  <@choice name="callCenterGroupId" label=uiLabelMap.AsteriskGroup values=groups/>
  <p><button type="submit">${uiLabelMap.AsteriskReportShow}</button></p>
</form>
<#if failure?has_content>
<p class="ar-failure" role="alert">${failure}</p>
<#elseif lines?has_content>
<div class="ar-scroll" tabindex="0" role="region" aria-label="${uiLabelMap.AsteriskScores}">
<table class="ar-table ar-list" id="ar-scores">
  <thead><tr><th scope="col"><#list kinds as kind><#if kind.id == asked.by>${kind.name}</#if></#list></th><th scope="col">${uiLabelMap.AsteriskScored}</th><th scope="col">${uiLabelMap.AsteriskScoreAverage}</th></tr></thead>
  <tbody><#list lines as line><tr><th scope="row">${line.name}</th><td>${line.scored?c}</td><td>${line.average}</td></tr></#list></tbody>
</table>
</div>
<p><#list ["CSV", "XLSX"] as type><a href="<@ofbizUrl>exportScoreReport</@ofbizUrl>?${filterLink}&amp;fileType=${type}"><#if type == "CSV">${uiLabelMap.AsteriskReportCsv}<#else>${uiLabelMap.AsteriskReportXlsx}</#if></a><#sep> </#list></p>
<#else><p>${uiLabelMap.AsteriskScoresNone}</p></#if>
</div>
