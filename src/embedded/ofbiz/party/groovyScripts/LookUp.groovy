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
import org.apache.ofbiz.entity.GenericValue

// small data only: everybody is looked at, which a stand-in may do
String wanted = (parameters.searchText ?: '').toString().toLowerCase()
Closure<String> nameOf = { String partyId ->
    GenericValue name = partyId ? from('PartyNameView').where('partyId', partyId).queryOne() : null
    name ? [name.firstName, name.lastName, name.groupName].findAll().join(' ') : ''
}
List<Map> all = wantedKey == 'userLoginId'
        ? from('UserLogin').queryList().collect { [value: it.userLoginId, name: nameOf(it.getString('partyId'))] }
        : from('Party').queryList().collect { [value: it.partyId, name: nameOf(it.getString('partyId'))] }
context.choices = all.findAll { it.value.toLowerCase().contains(wanted) || it.name.toLowerCase().contains(wanted) }
        .sort { it.name + it.value }.take(50)
