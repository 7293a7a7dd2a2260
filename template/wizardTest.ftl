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
<#-- Step 6: a call each way. -->
<p>${uiLabelMap.AsteriskWizardTestHint}</p>
<#assign testPage = "wizard" testServer = wizard.serverId testPhones = wizard.phones>
<#include "component://asterisk/template/testCall.ftl"/>
<#if wizard.groups?has_content>
<p class="aw-quiet">${uiLabelMap.AsteriskWizardTestNumbers}: <#list wizard.groups as group>${group.name} – <#list group.entries as entry>${entry}<#if entry_has_next>, </#if></#list><#if group_has_next>; </#if></#list></p>
</#if>
<#if wizard.steps[5].done><p class="aw-verdict" data-reached="true" id="aw-finished"><b>${uiLabelMap.AsteriskWizardFinished}</b></p></#if>
