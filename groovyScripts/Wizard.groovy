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
import org.apache.ofbiz.service.ServiceUtil

// Data of the page wizard, in the words of the services. They check permission once more.
Map who = [userLogin: userLogin, locale: locale]
// a form that was refused is shown as it was filled in, but for the secret, which no page holds
Map asked = ['serverId', 'step', 'newServer', 'newSecret', 'typed', 'description', 'host', 'port', 'useTls', 'certificateFingerprint', 'userName',
             'recordingsLocation']
        .collectEntries { name -> [name, parameters[name]?.toString()?.replaceAll('[<>]', '')] } // which no service takes
Map found = dispatcher.runSync('asteriskWizard', who + asked)
context.failure = ServiceUtil.isError(found) ? ServiceUtil.getErrorMessage(found) : ''
context.wizard = found.wizard
context.testCall = found.wizard?.step == 6 ? dispatcher.runSync('getAsteriskTestCall', who) : [:]
