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
<#-- How everything is. js/admin/diagnostics.js keeps it up to date; without scripts it is as it was when it was asked for. -->
<link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/diagnostics.css</@ofbizContentUrl>"/>
<#if failure?has_content>
<div id="asterisk-diagnostics"><p class="ad-failure" role="alert">${failure}</p></div>
<#else>
<div id="asterisk-diagnostics" data-source="<@ofbizUrl>diagnosticsData</@ofbizUrl>">
  <p class="ad-summary" data-part="summary" data-state="${diagnosis.state}" role="status" aria-live="polite">${diagnosis.summary}</p>
  <p class="ad-quiet"><span>${uiLabelMap.AsteriskDiagnosisRefreshed}</span>
    <time data-part="at" datetime="${diagnosis.at}">${diagnosis.at}</time>.</p>
  <p class="ad-failure" data-part="failure" role="alert" hidden>${uiLabelMap.AsteriskDiagnosisNotRefreshed}</p>
  <#list diagnosis.sections as section>
  <section data-section="${section.name}">
    <h3 id="ad-${section?index}" data-part="title">${section.title}</h3>
    <table aria-labelledby="ad-${section?index}">
      <thead><tr>
        <th scope="col">${uiLabelMap.AsteriskDiagnosisState}</th>
        <th scope="col">${uiLabelMap.AsteriskDiagnosisWhat}</th>
        <th scope="col">${uiLabelMap.AsteriskDiagnosisFound}</th>
      </tr></thead>
      <tbody>
      <#list section.findings as finding>
        <tr data-finding="${finding.key}" data-state="${finding.state}">
          <td class="ad-state"><span data-part="state">${finding.stateWords}</span></td>
          <th scope="row">${finding.title}</th>
          <td class="ad-found"><span data-part="text">${finding.text}</span>
            <span data-part="remedy" class="ad-remedy"<#if !finding.remedy?has_content> hidden</#if>>${finding.remedy}</span></td>
        </tr>
      </#list>
      </tbody>
    </table>
  </section>
  </#list>
  <details class="ad-support">
    <summary>${uiLabelMap.AsteriskDiagnosisForSupport}</summary>
    <p id="ad-support-hint" class="ad-quiet">${uiLabelMap.AsteriskDiagnosisForSupportHint}</p>
    <p><button type="button" data-part="copy" hidden>${uiLabelMap.AsteriskDiagnosisCopy}</button>
      <span data-part="copied" role="status" aria-live="polite"></span></p>
    <textarea data-part="support" readonly rows="16" aria-describedby="ad-support-hint"
        aria-label="${uiLabelMap.AsteriskDiagnosisForSupport}">${diagnosis.supportText}</textarea>
  </details>
</div>
<#if testPhones?has_content>
<link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/wizard.css</@ofbizContentUrl>"/>
<section aria-labelledby="ad-test-call">
  <h3 id="ad-test-call">${uiLabelMap.AsteriskTestCall}</h3>
  <#assign testPage = "diagnostics">
  <#include "component://asterisk/template/testCall.ftl"/>
</section>
</#if>
<script type="module" src="<@ofbizContentUrl>/asterisk/js/admin/diagnostics.js</@ofbizContentUrl>"></script>
</#if>
