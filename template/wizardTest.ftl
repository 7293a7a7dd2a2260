<#-- Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component. -->
<#-- Step 6: a call each way. -->
<p>${uiLabelMap.AsteriskWizardTestHint}</p>
<#assign testPage = "wizard" testServer = wizard.serverId testPhones = wizard.phones>
<#include "component://asterisk/template/testCall.ftl"/>
<#if wizard.groups?has_content>
<p class="aw-quiet">${uiLabelMap.AsteriskWizardTestNumbers}: <#list wizard.groups as group>${group.name} – <#list group.entries as entry>${entry}<#if entry_has_next>, </#if></#list><#if group_has_next>; </#if></#list></p>
</#if>
<#if wizard.steps[5].done><p class="aw-verdict" data-reached="true" id="aw-finished"><b>${uiLabelMap.AsteriskWizardFinished}</b></p></#if>
