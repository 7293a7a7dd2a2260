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
<#-- The set-up wizard: six steps, each of which works without scripts. js/admin/wizard.js copies, watches and follows test calls. -->
<link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/wizard.css</@ofbizContentUrl>"/>
<#macro change uri><form class="aw-form" method="post" action="<@ofbizUrl>${uri}</@ofbizUrl>?<@csrfTokenPair>${uri}</@csrfTokenPair>"><#nested></form></#macro>
<#macro lines id text>
<div class="aw-lines">
  <pre id="${id}" tabindex="0">${text}</pre>
  <p><button type="button" data-copy="${id}" hidden>${uiLabelMap.AsteriskDiagnosisCopy}</button> <span data-copied="${id}" role="status"></span></p>
</div>
</#macro>
<#macro trial found>
<p class="aw-verdict" data-reached="${found.reached?string}" role="status"><b>${found.text}</b> ${found.remedy}</p>
<#if found.certificate.fingerprint??>
<div class="aw-certificate">
  <p>${uiLabelMap.AsteriskCertificateShown}</p>
  <dl>
    <dt>${uiLabelMap.AsteriskConsoleCertificateFingerprint}</dt><dd><code>${found.certificate.fingerprint}</code></dd>
    <dt>${uiLabelMap.AsteriskConsoleCertificateSubject}</dt><dd>${found.certificate.subject}</dd>
    <dt>${uiLabelMap.AsteriskConsoleCertificateValidUntil}</dt><dd>${found.certificate.validUntil}</dd>
  </dl>
  <p>${uiLabelMap.AsteriskConsoleCertificateCompare}</p>
  <@change "pinWizardCertificate">
    <input type="hidden" name="serverId" value="${wizard.serverId}">
    <input type="hidden" name="certificateFingerprint" value="${found.certificate.fingerprint}">
    <button type="submit" id="aw-pin">${uiLabelMap.AsteriskConsoleCertificatePin}</button>
  </@change>
</div>
</#if>
</#macro>
<#macro again step><a class="buttontext" id="aw-again" href="<@ofbizUrl>wizard</@ofbizUrl>?serverId=${wizard.serverId}&amp;step=${step}">${uiLabelMap.AsteriskWizardAgain}</a></#macro>
<#macro next step><a class="buttontext aw-next" id="aw-next" href="<@ofbizUrl>wizard</@ofbizUrl>?serverId=${wizard.serverId}&amp;step=${step}">${uiLabelMap.AsteriskWizardNext}</a></#macro>

<#if failure?has_content>
<div id="asterisk-wizard"><p class="aw-failure" role="alert">${failure}</p></div>
<#else>
<div id="asterisk-wizard" data-step="${wizard.step}" data-mark="${wizard.mark}"
    data-progress="<@ofbizUrl>wizardProgress</@ofbizUrl>?serverId=${wizard.serverId}">
  <nav aria-label="${uiLabelMap.AsteriskWizard}">
    <#if wizard.serverName?has_content><p class="aw-quiet">${uiLabelMap.AsteriskServer}: ${wizard.serverName}</p></#if>
    <ol class="aw-steps">
    <#list wizard.steps as each>
      <li data-done="${each.done?string}"<#if each.number == wizard.step> aria-current="step"</#if>>
        <#if wizard.serverId?has_content><a href="<@ofbizUrl>wizard</@ofbizUrl>?serverId=${wizard.serverId}&amp;step=${each.number}">${each.title}</a><#else>${each.title}</#if>
        <#if each.done><span class="aw-done">${uiLabelMap.AsteriskWizardDone}</span></#if>
      </li>
    </#list>
    </ol>
  </nav>
  <p class="aw-changed" data-part="changed" role="status" hidden>${uiLabelMap.AsteriskWizardChanged} <a href="">${uiLabelMap.AsteriskWizardAgain}</a></p>
  <#list wizard.steps as each><#if each.number == wizard.step><h2>${each.title}</h2></#if></#list>
  <#if wizard.step == 1><#include "component://asterisk/template/wizardAddress.ftl"/></#if>
  <#if wizard.step == 2><#include "component://asterisk/template/wizardRights.ftl"/></#if>
  <#if wizard.step == 3><#include "component://asterisk/template/wizardContexts.ftl"/></#if>
  <#if wizard.step == 4><#include "component://asterisk/template/wizardPhones.ftl"/></#if>
  <#if wizard.step == 5><#include "component://asterisk/template/wizardGroup.ftl"/></#if>
  <#if wizard.step == 6><#include "component://asterisk/template/wizardTest.ftl"/></#if>
</div>
<script type="module" src="<@ofbizContentUrl>/asterisk/js/admin/wizard.js</@ofbizContentUrl>"></script>
</#if>
