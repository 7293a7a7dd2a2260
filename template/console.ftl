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
<#--
  The console's page: the rooms that js/console.js fills, and the words it uses. Words are text of hidden elements, not a
  script's data, because OFBiz escapes every value for HTML, and only as HTML text are they read back unchanged.
-->
<link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/console.css</@ofbizContentUrl>"/>
<div id="asterisk-console" data-base="<@ofbizUrl>console</@ofbizUrl>" data-user="${(userLogin.userLoginId)!}" data-language="${(locale.language)!}"
     data-external-login-key="${(requestAttributes.externalLoginKey)!(externalLoginKey!)}">
  <p data-part="state" class="ac-state"></p>
  <div data-part="agent" class="ac-desk"></div>
  <div class="ac-columns">
    <div class="ac-now">
      <section data-part="dial"></section>
      <section data-part="calls" aria-labelledby="asterisk-your-calls" hidden>
        <h2 id="asterisk-your-calls">${uiLabelMap.AsteriskConsoleYourCalls}</h2>
      </section>
      <section data-part="offers" aria-labelledby="asterisk-waiting-calls">
        <h2 id="asterisk-waiting-calls">${uiLabelMap.AsteriskConsoleWaitingCalls}</h2>
      </section>
      <section data-part="options"></section>
    </div>
    <section data-part="history" aria-labelledby="asterisk-history">
      <h2 id="asterisk-history">${uiLabelMap.AsteriskConsoleHistory}</h2>
    </section>
  </div>
  <p data-part="announcements" class="ac-spoken" role="status" aria-live="polite"></p>
  <div hidden>
    <span data-label="useHere">${uiLabelMap.AsteriskConsoleUseHere}</span>
    <span data-label="logIn">${uiLabelMap.AsteriskConsoleLogIn}</span>
    <span data-label="extension">${uiLabelMap.AsteriskConsoleExtension}</span>
    <span data-label="noExtension">${uiLabelMap.AsteriskConsoleNoExtension}</span>
    <span data-label="linkCONNECTING">${uiLabelMap.AsteriskConsoleLinkCONNECTING}</span>
    <span data-label="linkCONNECTED">${uiLabelMap.AsteriskConsoleLinkCONNECTED}</span>
    <span data-label="linkWAITING">${uiLabelMap.AsteriskConsoleLinkWAITING}</span>
    <span data-label="linkSIGNED_OUT">${uiLabelMap.AsteriskConsoleLinkSIGNED_OUT}</span>
    <span data-label="linkREPLACED">${uiLabelMap.AsteriskConsoleLinkREPLACED}</span>
    <span data-label="linkREFUSED">${uiLabelMap.AsteriskConsoleLinkREFUSED}</span>
    <span data-label="number">${uiLabelMap.AsteriskConsoleNumber}</span>
    <span data-label="call">${uiLabelMap.AsteriskConsoleCall}</span>
    <span data-label="andMore">${uiLabelMap.AsteriskConsoleAndMore}</span>
    <span data-label="withheld">${uiLabelMap.AsteriskConsoleWithheld}</span>
    <span data-label="matchedOnE164">${uiLabelMap.AsteriskConsoleMatchedOnE164}</span>
    <span data-label="matchedOnDIGITS">${uiLabelMap.AsteriskConsoleMatchedOnDIGITS}</span>
    <span data-label="matchedOnNATIONAL">${uiLabelMap.AsteriskConsoleMatchedOnNATIONAL}</span>
    <span data-label="matchedOnINTERNAL_EXTENSION">${uiLabelMap.AsteriskConsoleMatchedOnINTERNAL_EXTENSION}</span>
    <span data-label="matchedOnCORRECTED">${uiLabelMap.AsteriskConsoleMatchedOnCORRECTED}</span>
    <span data-label="matchedOnIGNORED">${uiLabelMap.AsteriskConsoleMatchedOnIGNORED}</span>
    <span data-label="lookUp">${uiLabelMap.AsteriskConsoleLookUp}</span>
    <span data-label="newContact">${uiLabelMap.AsteriskConsoleNewContact}</span>
    <span data-label="openProfile">${uiLabelMap.AsteriskConsoleOpenProfile}</span>
    <span data-label="chooseParty">${uiLabelMap.AsteriskConsoleChooseParty}</span>
    <span data-label="noOffers">${uiLabelMap.AsteriskConsoleNoOffers}</span>
    <span data-label="waiting">${uiLabelMap.AsteriskConsoleWaiting}</span>
    <span data-label="again">${uiLabelMap.AsteriskConsoleAgain}</span>
    <span data-label="answer">${uiLabelMap.AsteriskConsoleAnswer}</span>
    <span data-label="claiming">${uiLabelMap.AsteriskConsoleClaiming}</span>
    <span data-label="preferences">${uiLabelMap.AsteriskConsolePreferences}</span>
    <span data-label="testSound">${uiLabelMap.AsteriskConsoleTestSound}</span>
    <span data-label="soundLocked">${uiLabelMap.AsteriskConsoleSoundLocked}</span>
    <span data-label="ringTone">${uiLabelMap.AsteriskConsoleRingTone}</span>
    <span data-label="toneCLASSIC">${uiLabelMap.AsteriskConsoleToneCLASSIC}</span>
    <span data-label="toneSOFT">${uiLabelMap.AsteriskConsoleToneSOFT}</span>
    <span data-label="toneBRIGHT">${uiLabelMap.AsteriskConsoleToneBRIGHT}</span>
    <span data-label="toneSILENT">${uiLabelMap.AsteriskConsoleToneSILENT}</span>
    <span data-label="volume">${uiLabelMap.AsteriskConsoleVolume}</span>
    <span data-label="notify">${uiLabelMap.AsteriskConsoleNotify}</span>
    <span data-label="notifyRefused">${uiLabelMap.AsteriskConsoleNotifyRefused}</span>
    <span data-label="openPage">${uiLabelMap.AsteriskConsoleOpenPage}</span>
    <span data-label="popCLICK">${uiLabelMap.AsteriskConsolePopCLICK}</span>
    <span data-label="popANSWER">${uiLabelMap.AsteriskConsolePopANSWER}</span>
    <span data-label="popRING">${uiLabelMap.AsteriskConsolePopRING}</span>
    <span data-label="shortcuts">${uiLabelMap.AsteriskConsoleShortcuts}</span>
    <span data-label="shortcutanswer">${uiLabelMap.AsteriskConsoleShortcutanswer}</span>
    <span data-label="shortcuthangUp">${uiLabelMap.AsteriskConsoleShortcuthangUp}</span>
    <span data-label="shortcutdial">${uiLabelMap.AsteriskConsoleShortcutdial}</span>
    <span data-label="shortcutprofile">${uiLabelMap.AsteriskConsoleShortcutprofile}</span>
    <span data-label="shortcutTaken">${uiLabelMap.AsteriskConsoleShortcutTaken}</span>
    <span data-label="overCLAIMED">${uiLabelMap.AsteriskConsoleOverCLAIMED}</span>
    <span data-label="overABANDONED">${uiLabelMap.AsteriskConsoleOverABANDONED}</span>
    <span data-label="overTIMEOUT">${uiLabelMap.AsteriskConsoleOverTIMEOUT}</span>
    <span data-label="overWITHDRAWN">${uiLabelMap.AsteriskConsoleOverWITHDRAWN}</span>
    <span data-label="hangUp">${uiLabelMap.AsteriskConsoleHangUp}</span>
    <span data-label="yourPhoneRings">${uiLabelMap.AsteriskConsoleYourPhoneRings}</span>
    <span data-label="stateDIALING">${uiLabelMap.AsteriskConsoleStateDIALING}</span>
    <span data-label="stateRINGING">${uiLabelMap.AsteriskConsoleStateRINGING}</span>
    <span data-label="stateWAITING">${uiLabelMap.AsteriskConsoleStateWAITING}</span>
    <span data-label="stateTALKING">${uiLabelMap.AsteriskConsoleStateTALKING}</span>
    <span data-label="stateHELD">${uiLabelMap.AsteriskConsoleStateHELD}</span>
    <span data-label="ended">${uiLabelMap.AsteriskConsoleEnded}</span>
    <span data-label="endedUnanswered">${uiLabelMap.AsteriskConsoleEndedUnanswered}</span>
    <span data-label="noHistory">${uiLabelMap.AsteriskConsoleNoHistory}</span>
    <span data-label="historyFailed">${uiLabelMap.AsteriskConsoleHistoryFailed}</span>
    <span data-label="from">${uiLabelMap.AsteriskConsoleFrom}</span>
    <span data-label="to">${uiLabelMap.AsteriskConsoleTo}</span>
    <span data-label="today">${uiLabelMap.AsteriskConsoleToday}</span>
    <span data-label="all">${uiLabelMap.AsteriskConsoleAll}</span>
    <span data-label="historyText">${uiLabelMap.AsteriskConsoleHistoryText}</span>
    <span data-label="direction">${uiLabelMap.AsteriskConsoleDirection}</span>
    <span data-label="outcomeANSWERED">${uiLabelMap.AsteriskConsoleOutcomeANSWERED}</span>
    <span data-label="outcomeUNANSWERED">${uiLabelMap.AsteriskConsoleOutcomeUNANSWERED}</span>
    <span data-label="outcomeNOT_REACHED">${uiLabelMap.AsteriskConsoleOutcomeNOT_REACHED}</span>
    <span data-label="outcomeVOICEMAIL">${uiLabelMap.AsteriskConsoleOutcomeVOICEMAIL}</span>
    <span data-label="outcomeQUEUE_TIMEOUT">${uiLabelMap.AsteriskConsoleOutcomeQUEUE_TIMEOUT}</span>
    <span data-label="outcomeFORWARDED">${uiLabelMap.AsteriskConsoleOutcomeFORWARDED}</span>
    <span data-label="outcomeCONFERENCE">${uiLabelMap.AsteriskConsoleOutcomeCONFERENCE}</span>
    <span data-label="showMore">${uiLabelMap.AsteriskConsoleShowMore}</span>
    <span data-label="lookedBack">${uiLabelMap.AsteriskConsoleLookedBack}</span>
    <span data-label="lookFurther">${uiLabelMap.AsteriskConsoleLookFurther}</span>
    <span data-label="communication">${uiLabelMap.AsteriskConsoleCommunication}</span>
    <span data-label="suggestions">${uiLabelMap.AsteriskConsoleSuggestions}</span>
    <span data-label="foundNone">${uiLabelMap.AsteriskConsoleFoundNone}</span>
    <span data-label="foundOne">${uiLabelMap.AsteriskConsoleFoundOne}</span>
    <span data-label="foundMany">${uiLabelMap.AsteriskConsoleFoundMany}</span>
    <span data-label="colleague">${uiLabelMap.AsteriskConsoleColleague}</span>
    <span data-label="redial">${uiLabelMap.AsteriskConsoleRedial}</span>
    <span data-label="time">${uiLabelMap.AsteriskConsoleTime}</span>
    <span data-label="customer">${uiLabelMap.AsteriskConsoleCustomer}</span>
    <span data-label="outcome">${uiLabelMap.AsteriskConsoleOutcome}</span>
    <span data-label="talked">${uiLabelMap.AsteriskConsoleTalked}</span>
    <span data-label="agent">${uiLabelMap.AsteriskConsoleAgent}</span>
    <span data-label="recording">${uiLabelMap.AsteriskConsoleRecording}</span>
    <span data-label="listen">${uiLabelMap.AsteriskConsoleListen}</span>
    <span data-label="inProgress">${uiLabelMap.AsteriskConsoleInProgress}</span>
    <span data-label="directionINBOUND">${uiLabelMap.AsteriskConsoleDirectionINBOUND}</span>
    <span data-label="directionOUTBOUND">${uiLabelMap.AsteriskConsoleDirectionOUTBOUND}</span>
    <span data-label="directionINTERNAL">${uiLabelMap.AsteriskConsoleDirectionINTERNAL}</span>
    <span data-label="callBack">${uiLabelMap.AsteriskConsoleCallBack}</span>
    <span data-label="callBackTo">${uiLabelMap.AsteriskConsoleCallBackTo}</span>
    <span data-label="correct">${uiLabelMap.AsteriskConsoleCorrect}</span>
    <span data-label="correctWho">${uiLabelMap.AsteriskConsoleCorrectWho}</span>
    <span data-label="announce">${uiLabelMap.AsteriskConsoleAnnounce}</span>
    <span data-label="pauseReason">${uiLabelMap.AsteriskConsolePauseReason}</span>
    <span data-label="pause">${uiLabelMap.AsteriskConsolePause}</span>
    <span data-label="signOut">${uiLabelMap.AsteriskConsoleSignOut}</span>
    <span data-label="signIn">${uiLabelMap.AsteriskConsoleSignIn}</span>
    <span data-label="available">${uiLabelMap.AsteriskConsoleAvailable}</span>
    <span data-label="agentThen">${uiLabelMap.AsteriskConsoleAgentThen}</span>
    <span data-label="agentPausedFor">${uiLabelMap.AsteriskConsoleAgentPausedFor}</span>
    <span data-label="agentAVAILABLE">${uiLabelMap.AsteriskConsoleAgentAVAILABLE}</span>
    <span data-label="agentPAUSED">${uiLabelMap.AsteriskConsoleAgentPAUSED}</span>
    <span data-label="agentSIGNED_OUT">${uiLabelMap.AsteriskConsoleAgentSIGNED_OUT}</span>
    <span data-label="agentRINGING">${uiLabelMap.AsteriskConsoleAgentRINGING}</span>
    <span data-label="agentTALKING">${uiLabelMap.AsteriskConsoleAgentTALKING}</span>
    <span data-label="agentWRAP_UP">${uiLabelMap.AsteriskConsoleAgentWRAP_UP}</span>
    <span data-label="timeLeft">${uiLabelMap.AsteriskConsoleTimeLeft}</span>
    <span data-label="timeOver">${uiLabelMap.AsteriskConsoleTimeOver}</span>
    <span data-label="ringsPhone">${uiLabelMap.AsteriskConsoleRingsPhone}</span>
    <span data-label="phoneIDLE">${uiLabelMap.AsteriskConsolePhoneIDLE}</span>
    <span data-label="phoneRINGING">${uiLabelMap.AsteriskConsolePhoneRINGING}</span>
    <span data-label="phoneIN_USE">${uiLabelMap.AsteriskConsolePhoneIN_USE}</span>
    <span data-label="phoneBUSY">${uiLabelMap.AsteriskConsolePhoneBUSY}</span>
    <span data-label="phoneON_HOLD">${uiLabelMap.AsteriskConsolePhoneON_HOLD}</span>
    <span data-label="phoneUNREGISTERED">${uiLabelMap.AsteriskConsolePhoneUNREGISTERED}</span>
    <span data-label="phoneUNAVAILABLE">${uiLabelMap.AsteriskConsolePhoneUNAVAILABLE}</span>
    <span data-label="pbxCONNECTED">${uiLabelMap.AsteriskConsolePbxCONNECTED}</span>
    <span data-label="pbxAWAY">${uiLabelMap.AsteriskConsolePbxAWAY}</span>
    <span data-label="writeUp">${uiLabelMap.AsteriskConsoleWriteUp}</span>
    <span data-label="subject">${uiLabelMap.AsteriskConsoleSubject}</span>
    <span data-label="note">${uiLabelMap.AsteriskConsoleNote}</span>
    <span data-label="reason">${uiLabelMap.AsteriskConsoleReason}</span>
    <span data-label="disposition">${uiLabelMap.AsteriskConsoleDisposition}</span>
    <span data-label="dispositionRequired">${uiLabelMap.AsteriskConsoleDispositionRequired}</span>
    <span data-label="keptLOADING">${uiLabelMap.AsteriskConsoleKeptLOADING}</span>
    <span data-label="keptSAVED">${uiLabelMap.AsteriskConsoleKeptSAVED}</span>
    <span data-label="keptDIRTY">${uiLabelMap.AsteriskConsoleKeptDIRTY}</span>
    <span data-label="keptSAVING">${uiLabelMap.AsteriskConsoleKeptSAVING}</span>
    <span data-label="keptFAILED">${uiLabelMap.AsteriskConsoleKeptFAILED}</span>
    <span data-label="charactersLeft">${uiLabelMap.AsteriskConsoleCharactersLeft}</span>
    <span data-label="whoIsIt">${uiLabelMap.AsteriskConsoleWhoIsIt}</span>
    <span data-label="extendWrapUp">${uiLabelMap.AsteriskConsoleExtendWrapUp}</span>
    <span data-label="wrapUpDone">${uiLabelMap.AsteriskConsoleWrapUpDone}</span>
    <span data-label="wrapUpLeft">${uiLabelMap.AsteriskConsoleWrapUpLeft}</span>
    <span data-label="wrapUpOver">${uiLabelMap.AsteriskConsoleWrapUpOver}</span>
    <span data-label="earlierOne">${uiLabelMap.AsteriskConsoleEarlierOne}</span>
    <span data-label="earlierMany">${uiLabelMap.AsteriskConsoleEarlierMany}</span>
    <span data-label="earlierWith">${uiLabelMap.AsteriskConsoleEarlierWith}</span>
    <span data-label="errorOFFLINE">${uiLabelMap.AsteriskConsoleErrorOFFLINE}</span>
    <span data-label="errorLOST">${uiLabelMap.AsteriskConsoleErrorLOST}</span>
    <span data-label="errorSILENT">${uiLabelMap.AsteriskConsoleErrorSILENT}</span>
    <span data-label="errorSIGNED_OUT">${uiLabelMap.AsteriskConsoleErrorSIGNED_OUT}</span>
    <span data-label="errorFAILED">${uiLabelMap.AsteriskConsoleErrorFAILED}</span>
  </div>
</div>
<script type="module" src="<@ofbizContentUrl>/asterisk/js/console.js</@ofbizContentUrl>"></script>
