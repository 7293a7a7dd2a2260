<#ftl output_format="HTML" strip_text=true ns_prefixes={"D": "http://ofbiz.apache.org/Widget-Screen"}>
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
<#-- Visits the elements of a screen: one macro per element. `page` is org.apache.ofbiz.embedded.widget.Page. -->
<#import "menu.ftl" as menus>
<#import "form.ftl" as forms>
<#import "link.ftl" as links>

<#macro @text></#macro>
<#macro @comment></#macro>

<#macro idAndStyle><#local id = page.text(.node, "id")><#local style = page.text(.node, "style")><#if id?has_content> id="${id}"</#if><#if style?has_content> class="${style}"</#if></#macro>

<#macro screen><#recurse></#macro>

<#macro section>
  <#local part = page.open(.node)!>
  <#local here = .node>
  <#if part?has_content><#recurse part></#if>
  ${page.close(here)}
</#macro>

<#macro container><div<@idAndStyle/>><#recurse></div></#macro>

<#macro label>
  <#local style = page.text(.node, "style")>
  <#local tag = style?matches("h[1-6]")?then(style, "span")>
  <${tag}<@idAndStyle/>>${page.labelText(.node)}</${tag}>
</#macro>

<#macro link><@links.link .node page.text(.node, "text") page.text(.node, "style")/></#macro>

<#macro screenlet>
  <#local title = page.text(.node, "title")>
  <#local id = page.text(.node, "id")>
  <section class="screenlet"<#if id?has_content> id="${id}"</#if>>
  <#if title?has_content><h2>${title}</h2></#if>
  <div class="screenlet-body"><#recurse></div>
  </section>
</#macro>

<#macro "include-screen">
  ${page.push()}
  <#visit page.named(.node) using .namespace>
  ${page.pop()}
</#macro>

<#macro "include-portal-page">
  <div class="portal">
  <#list page.portal(.node) as column>
    <div>
    <#list column as portlet>
      ${page.push()}
      <#visit portlet using .namespace>
      ${page.pop()}
    </#list>
    </div>
  </#list>
  </div>
</#macro>

<#macro "include-menu"><@menus.show page.named(.node)/></#macro>
<#macro "include-form"><@forms.show page.named(.node)/></#macro>
<#macro "include-grid"><@forms.show page.named(.node)/></#macro>

<#macro "decorator-screen">
  <#local decorator = page.named(.node)>
  ${page.decorate(.node)}
  <#visit decorator using .namespace>
  ${page.endDecoration()}
</#macro>

<#macro "decorator-section-include">
  <#local inserted = page.enterSection(page.text(.node, "name"))!>
  <#if inserted?has_content>
    <#recurse inserted>
    ${page.leaveSection()}
  </#if>
</#macro>

<#macro "platform-specific"><#recurse></#macro>
<#macro html><#recurse></#macro>
<#macro "html-template">${page.include(page.text(.node, "location"))}</#macro>
