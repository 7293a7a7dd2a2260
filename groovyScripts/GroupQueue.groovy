/*
 * Licensed to the Apache Software Foundation (ASF) under one
 * or more contributor license agreements.  See the NOTICE file
 * distributed with this work for additional information
 * regarding copyright ownership.  The ASF licenses this file
 * to you under the Apache License, Version 2.0 (the
 * "License"); you may not use this file except in compliance
 * with the License.  You may obtain a copy of the License at
 *
 * http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing,
 * software distributed under the License is distributed on an
 * "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY
 * KIND, either express or implied.  See the License for the
 * specific language governing permissions and limitations
 * under the License.
 */
import org.apache.ofbiz.asterisk.service.QueueAdminServices
import org.apache.ofbiz.service.ServiceUtil

// Data of the page groupQueue. A form that was previewed or refused is shown as it was filled in.
String plain(Object value) {
    value?.toString()?.replaceAll('[<>]', '') ?: ''
}

Map found = dispatcher.runSync('getAsteriskQueue', [userLogin: userLogin, locale: locale, callCenterGroupId: plain(parameters.callCenterGroupId),
        queueName: plain(parameters.queueName)])
context.failure = ServiceUtil.isError(found) ? ServiceUtil.getErrorMessage(found) : ''
if (!context.failure) {
    boolean sent = parameters.change != null && parameters.outcome == null
    Map values = found.queue.values.collectEntries { name, value -> [name, sent && parameters.containsKey(name) ? plain(parameters[name]) : value] }
    context.queue = found.queue
    context.queueName = plain(parameters.queueName)
    context.groupId = plain(parameters.callCenterGroupId)
    context.work = plain(parameters.change) ?: 'SAVE'
    context.fields = QueueAdminServices.fields(values, found.queue.musicClasses, locale)
    context.preview = parameters.preview ?: [:]
    context.applied = parameters.outcome ?: ''
    context.problems = parameters.fieldProblems ?: [:]
}
