<#-- Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component. -->
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
