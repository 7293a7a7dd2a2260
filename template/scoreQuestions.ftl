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
<#-- What supervisors score in calls of a group. Works without scripts. -->
<link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/wizard.css</@ofbizContentUrl>"/>
<#macro problem form field><#if form.refused && problems[field]?has_content><b class="problem">${problems[field]}</b></#if></#macro>
<#macro input form at name label size=8>
  <p><label for="sq-${name}-${at}">${label}</label><input id="sq-${name}-${at}" name="${name}" size="${size}" maxlength="250" value="${form.filled[name]}"><@problem form=form field=name/></p>
</#macro>
<div id="asterisk-wizard" data-page="scoreQuestions">
<#if !group?has_content>
<p class="aw-failure" role="alert">${uiLabelMap.AsteriskNoSuchGroup}</p>
<#else>
<p>${uiLabelMap.AsteriskGroup}: <a href="<@ofbizUrl>EditGroup</@ofbizUrl>?callCenterGroupId=${group.callCenterGroupId}">${group.groupName!group.callCenterGroupId}</a></p>
<#list forms as form>
<form class="aw-form" method="post" action="<@ofbizUrl>storeScoreQuestion</@ofbizUrl>?<@csrfTokenPair>storeScoreQuestion</@csrfTokenPair>" aria-label="<#if form.id?has_content>${form.filled.questionText}<#else>${uiLabelMap.AsteriskScoreQuestionAdd}</#if>">
  <input type="hidden" name="callCenterGroupId" value="${group.callCenterGroupId}">
  <#if form.id?has_content><input type="hidden" name="questionId" value="${form.id}"></#if>
  <@input form=form at=form?index name="questionText" label=uiLabelMap.AsteriskScoreBy_QUESTION size=60/>
  <p><label for="sq-kind-${form?index}">${uiLabelMap.AsteriskScoreKind}</label>
    <select id="sq-kind-${form?index}" name="questionKind"<#if form.id?has_content> disabled</#if>><#list kinds as kind><option value="${kind.id}"<#if form.filled.questionKind == kind.id> selected</#if>>${kind.name}</option></#list></select></p>
  <@input form=form at=form?index name="weight" label=uiLabelMap.AsteriskScoreWeight/>
  <@input form=form at=form?index name="sequenceNum" label=uiLabelMap.AsteriskScorePlace/>
  <@input form=form at=form?index name="fromDate" label=uiLabelMap.AsteriskFromDate size=24/>
  <@input form=form at=form?index name="thruDate" label=uiLabelMap.AsteriskThruDate size=24/>
  <p><button type="submit"><#if form.id?has_content>${uiLabelMap.AsteriskSave}<#else>${uiLabelMap.AsteriskScoreQuestionAdd}</#if></button></p>
</form>
</#list>
</#if>
</div>
