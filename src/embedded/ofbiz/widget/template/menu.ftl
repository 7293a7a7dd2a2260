<#ftl output_format="HTML" strip_text=true>
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
<#import "link.ftl" as links>
<#macro show element>
  <#local menu = page.menu(element)>
  <nav class="menu ${page.text(element, "menu-container-style")}"<#if menu.title?has_content> aria-label="${menu.title}"</#if>>
    <ul>
    <#list menu.items as item>
      <#local link = page.child(item, "link")!>
      <#local title = page.text(item, "title")>
      <li<#if menu.isSelected(item)> class="selected" aria-current="page"</#if>>
      <#if link?has_content><@links.link link page.text(link, "text")?has_content?then(page.text(link, "text"), title) ""/><#else>${title}</#if>
      </li>
    </#list>
    </ul>
  </nav>
</#macro>
