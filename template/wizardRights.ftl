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
<#-- Step 2: what the AMI user may do. -->
<@trial wizard.trial/>
<#if wizard.trial.rights?has_content>
<table class="aw-table" id="aw-rights">
  <thead><tr><th scope="col">${uiLabelMap.AsteriskWizardMissing}</th><th scope="col">${uiLabelMap.AsteriskWizardWhatToDo}</th></tr></thead>
  <tbody>
  <#list wizard.trial.rights as right>
    <tr data-right="${right.feature}"><th scope="row">${right.title}</th><td>${right.remedy}</td></tr>
  </#list>
  </tbody>
</table>
</#if>
<#if wizard.trial.rights?has_content || !wizard.trial.reached>
<h3>${uiLabelMap.AsteriskWizardManagerTitle}</h3>
<@lines "aw-section" wizard.lines.section/>
<p>${uiLabelMap.AsteriskWizardReloadHint} <code>asterisk -rx "manager reload"</code></p>
<#else>
<p>${uiLabelMap.AsteriskWizardRightsAll}</p>
</#if>
<p><@again 2/>
<#if wizard.trial.reached && wizard.steps[0].done> <@next 3/></#if></p>
<#if wizard.trial.reached && !wizard.steps[0].done>
<@change "enableWizardServer">
  <input type="hidden" name="serverId" value="${wizard.serverId}">
  <p><button type="submit" id="aw-enable">${uiLabelMap.AsteriskWizardEnable}</button></p>
</@change>
</#if>
