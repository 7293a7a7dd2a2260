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
<#if pageTitle?has_content><h1>${pageTitle}</h1></#if>
<#assign errors = _ERROR_MESSAGE_LIST_!([])>
<#if _ERROR_MESSAGE_??><#assign errors = [_ERROR_MESSAGE_]></#if>
<#if errors?has_content><div class="message error" role="alert"><#list errors as text><p>${text}</p></#list></div></#if>
<#assign events = _EVENT_MESSAGE_LIST_!([])>
<#if _EVENT_MESSAGE_??><#assign events = [_EVENT_MESSAGE_]></#if>
<#if events?has_content><div class="message event" role="status"><#list events as text><p>${text}</p></#list></div></#if>
