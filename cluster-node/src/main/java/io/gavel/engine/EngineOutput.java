package io.gavel.engine;

import org.agrona.DirectBuffer;

/**
 * Where the effects of the state machine go. The calls of one command come in this order: its event batches, each
 * followed by
 * the reports in it that belong to a session. The state machine never learns what became of them.
 */
public interface EngineOutput
{
    /**
     * One message of the event stream: whole events of one command, ended by the batch end mark.
     *
     * @param firstEventSeq of the batch.
     * @param lastEventSeq  of the batch.
     * @param buffer        readable during the call only.
     * @param offset        of the batch.
     * @param length        end mark included, bytes.
     */
    void onEventBatch(long firstEventSeq, long lastEventSeq, DirectBuffer buffer, int offset, int length);

    /**
     * One message for a session: a report (a copy of its event), or an answer of the order entry schema.
     *
     * @param sessionId of the cluster session.
     * @param buffer    readable during the call only.
     * @param offset    of the message's header.
     * @param length    of the message, bytes.
     */
    void onSessionMessage(long sessionId, DirectBuffer buffer, int offset, int length);

    /**
     * A timer is wanted: {@link Exchange#onTimer(long, long)} is to be called with the id at or after the deadline.
     *
     * @param timerId    &gt; 0, never used before.
     * @param deadlineNs log time.
     */
    void onTimerWanted(long timerId, long deadlineNs);

    /**
     * A timer that was asked for is not wanted any more. It may come all the same.
     *
     * @param timerId of it.
     */
    void onTimerUnwanted(long timerId);

    /**
     * A participant's verifier, as it is added and for each one that a snapshot holds, so that the door can check who
     * knocks.
     *
     * @param credential of the participant.
     */
    void onCredential(ParticipantCredential credential);

    /**
     * The session has sent too much that can't be decoded, and should be closed; told again with each such message that
     * still comes from it.
     *
     * @param sessionId of the cluster session.
     */
    void onSessionRefused(long sessionId);
}
