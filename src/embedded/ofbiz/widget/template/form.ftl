<#ftl output_format="HTML" strip_text=true ns_prefixes={"D": "http://ofbiz.apache.org/Widget-Form"}>
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
<#-- Forms and grids: `show` lays them out, and one macro per widget element writes the field in `field`. -->
<#import "link.ftl" as links>

<#macro show element>
  ${page.push()}
  <#local form = page.form(element)>
  <#assign submits = form.action?has_content>
  <#if form.list><@grid form/><#else><@single form/></#if>
  ${page.pop()}
</#macro>

<#macro open form id>
  <form id="${id}" method="${form.post?then("post", "get")}" action="${form.action}"<#if form.upload> enctype="multipart/form-data"</#if>>
  <#if form.post><input type="hidden" name="csrf" value="${page.csrfToken()}"></#if>
</#macro>

<#macro single form>
  <#local fields = form.fields>
  <#if form.action?has_content><@open form form.name/><#else><div id="${form.name}"></#if>
  <div class="fields">
  <#list fields as f>
    <#if f.kind == "hidden"><@write f/><#else>
    <div class="field ${f.kind}">
      <#if ["submit", "hyperlink"]?seq_contains(f.kind) || !f.title?has_content><span></span><#elseif ["display", "display-entity"]?seq_contains(f.kind)><span class="title">${f.title}</span><#else><label for="${f.id}">${f.title}<#if f.required> <span class="required" aria-hidden="true">*</span></#if></label></#if>
      <div><@write f/><@tooltip f/></div>
    </div>
    </#if>
  </#list>
  </div>
  <#if form.action?has_content></form><#else></div></#if>
</#macro>

<#-- what a tooltip says belongs to the field, for those who hear the page, too -->
<#macro tooltip f><#if f.tooltip?has_content><small id="${f.id}_tip" class="${f.tooltipStyle}">${f.tooltip}</small></#if></#macro>

<#macro grid form>
  <#local columns = form.columns>
  <#local rows = form.rows>
  <#if rows?has_content>
    <#if form.multi><@open form form.name/><input type="hidden" name="_rowCount" value="${rows?size}"><input type="hidden" name="_useRowSubmit" value="N"></#if>
    <div class="table"><table id="${form.name}">
      <thead><tr><#list columns as c><th scope="col"><#if c.kind != "submit">${c.title}</#if></th></#list></tr></thead>
      <tbody>
      <#list rows as row>
        <#local cells = form.open(row, row?index)>
        <tr>
        <#list columns as c>
          <td<#if c?is_first> id="${form.name}_${row?index}_first"</#if> data-title="${c.title}"><#if cells[c.fieldName]??><@write cells[c.fieldName]/><@tooltip cells[c.fieldName]/></#if>
          <#if c?is_last><#if form.multi><@hiddens cells/><#else><@rowForm form cells row?index/></#if></#if></td>
        </#list>
        </tr>
        ${page.pop()}
      </#list>
      </tbody>
    </table></div>
    <#if form.multi><div class="button-bar"><#list form.submits as f><@write f/></#list></div></form></#if>
    <#if form.paged><@pages form/></#if>
  <#else>
    <p class="empty">${page.expand(r"${uiLabelMap.CommonNoRecordFound}")}</p>
  </#if>
</#macro>

<#-- a row with a submit button is a form of its own; HTML wants it outside the row, so its fields name it -->
<#macro rowForm form cells index>
  <#if form.action?has_content && cells?values?filter(c -> c.kind == "submit")?has_content>
    <@open form form.name + "_" + index/>
    <@hiddens cells/>
    </form>
  </#if>
</#macro>

<#macro hiddens cells><#list cells?values?filter(c -> c.kind == "hidden") as c><@write c/></#list></#macro>

<#-- the first, those around the one that is shown, the last -->
<#macro pages form>
  <#local here = form.pageIndex last = form.pageCount - 1 skipped = false>
  <nav class="pages"><#list 0..last as i><#if i == here><b aria-current="page">${i + 1}</b> <#elseif i == 0 || i == last || (i - here)?abs <= 3><a href="${form.pageAddress(i)}">${i + 1}</a> <#elseif (i - here)?abs == 4>… </#if></#list></nav>
</#macro>

<#macro write f>
  <#local before = field!>
  <#assign field = f>
  <#visit f.widget using .namespace>
  <#assign field = before>
</#macro>

<#macro common> id="${field.id}" name="${field.name}" form="${field.formId}"<#if field.required> required</#if><#local about = field.inList?then(field.rowId, "") + field.tooltip?has_content?then(" " + field.id + "_tip", "")><#if about?has_content> aria-describedby="${about?trim}"</#if><#if field.tooltip?has_content && field.tooltipStyle == "problem"> aria-invalid="true"</#if><#if field.inList> aria-label="${field.title}"</#if><#list ["maxlength", "size", "rows", "cols"] as a><#local v = page.text(.node, a)><#if v?has_content> ${a}="${v}"</#if></#list></#macro>

<#macro display><span class="${field.style}">${field.text}</span><@alsoHidden/></#macro>
<#macro "display-entity"><span class="${field.style}">${field.entityText}</span><@alsoHidden/></#macro>
<#-- what is only shown goes along with the form all the same, unless it says otherwise -->
<#macro alsoHidden><#if submits && page.flag(.node, "also-hidden", true)><input type="hidden" name="${field.name}" value="${field.value}" form="${field.formId}"></#if></#macro>
<#macro hidden><input type="hidden" name="${field.name}" form="${field.formId}" value="<#if page.text(.node, "value")?has_content>${page.text(.node, "value")}<#else>${field.value}</#if>"></#macro>
<#macro text><input type="text"<@common/> value="${field.value}"></#macro>
<#macro "text-find"><input type="search"<@common/> value="${field.value}"></#macro>
<#macro lookup><span class="lookup-field"><input type="text"<@common/> value="${field.value}" autocomplete="off"> <button type="button" class="lookup" data-lookup="${field.id}" data-address="${page.address(page.text(.node, "target-form-name"))}" aria-label="${page.expand(r"${uiLabelMap.CommonLookup}")}: ${field.title}">…</button></span></#macro>
<#macro file><input type="file"<@common/>></#macro>
<#macro password><input type="password"<@common/> autocomplete="new-password"<#if field.value?has_content> value="${field.value}"</#if>></#macro>
<#macro "date-time"><input type="text"<@common/> value="${field.value}" placeholder="yyyy-mm-dd hh:mm:ss"></#macro>
<#macro textarea><textarea<@common/>>${field.value}</textarea></#macro>
<#macro "drop-down">
  <select<@common/>>
  <#if page.flag(.node, "allow-empty", false) || !field.options?has_content><option value=""></option></#if>
  <#local chosen = field.value?has_content?then(field.value, page.text(.node, "no-current-selected-key"))>
  <#list field.options as o><option value="${o.key}"<#if o.key == chosen> selected</#if>>${o.description}</option></#list>
  </select>
</#macro>
<#macro hyperlink><@links.link .node page.text(.node, "description") field.style/><@alsoHidden/></#macro>
<#macro submit><button type="submit" id="${field.id}" name="${field.name}" form="${field.formId}" class="${field.style}">${field.title}</button></#macro>
