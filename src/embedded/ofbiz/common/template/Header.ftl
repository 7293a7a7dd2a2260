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
<#assign pageTitle = title!(titleProperty???then(uiLabelMap[titleProperty!""], ""))>
<!DOCTYPE html>
<html lang="${["en", "fr", "de"]?seq_contains(locale.language)?then(locale.language, "en")}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="csrf-token" content="${csrfToken}">
  <#if externalLoginKey?has_content><meta name="external-login-key" content="${externalLoginKey}"></#if>
  <title>${pageTitle?has_content?then(pageTitle + " - ", "")}${applicationTitle!webapp.title()}</title>
  <link rel="stylesheet" href="/plain/theme.css">
  <#list (layoutSettings.styleSheets)![] as sheet><link rel="stylesheet" href="${sheet}"></#list>
  <#list (layoutSettings.VT_STYLESHEET)![] as sheet><link rel="stylesheet" href="${sheet}"></#list>
  <#list (layoutSettings.VT_HDR_JAVASCRIPT)![] as script><script src="${script}" type="application/javascript"></script></#list>
  <script type="module" src="/plain/theme.js"></script>
  <#list (layoutSettings.javaScripts)![] as script><script defer src="${script}"></script></#list>
</head>
<body>
<a class="skip" href="#content-main-section">${uiLabelMap.CommonSkipToContent}</a>
<header>
  <strong>OFBiz</strong>
  <nav aria-label="${uiLabelMap.CommonApplications}">
    <ul>
    <#list webapps as app>
      <li<#if app.mountPoint() == webapp.mountPoint()> class="selected" aria-current="true"</#if>><a href="${app.mountPoint()}/control/main?externalLoginKey=${externalLoginKey}">${app.title()}</a></li>
    </#list>
    </ul>
  </nav>
  <form method="post" action="<@ofbizUrl>setLocale</@ofbizUrl>" class="language">
    <input type="hidden" name="csrf" value="${csrfToken}">
    <#list ["en", "fr", "de"] as language><button name="newLocale" value="${language}" lang="${language}"<#if locale.language == language> aria-pressed="true"</#if>>${language}</button></#list>
  </form>
  <#if userLogin??>
  <form method="post" action="<@ofbizUrl>logout</@ofbizUrl>" class="logout">
    <input type="hidden" name="csrf" value="${csrfToken}">
    <span>${userLogin.userLoginId}</span> <button>${uiLabelMap.CommonLogout}</button>
  </form>
  </#if>
</header>
<main>
